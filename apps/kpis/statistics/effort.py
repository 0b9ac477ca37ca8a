"""CES: the 7-point "made it easy" (2.0, Dixon et al. 2013) and the 1-5 effort scale (1.0, 2010)."""

from __future__ import annotations

from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.intervals import mean_interval, wilson
from apps.kpis.statistics.promoters import balance_interval
from apps.kpis.statistics.results import NO_ANSWERS, Figure, Kpi


def easy_values(scale: Scale) -> range:
    """The good side of the middle: 5-7 of 1-7; 1-2 of the 1-5 effort scale."""
    return scale.best(scale.points // 2)


def hard_values(scale: Scale) -> range:
    return scale.worst(scale.points // 2)


def ces(histogram: Histogram, scale: Scale) -> Kpi:
    """CES as the mean on its own scale, with % easy, % hard, net easy (in points) and the index 0-100.

    Net easy carries the interval of the NPS, as it too is a share less a share. A scale of other direction or
    length is another definition; the two are never pooled.
    """
    histogram.check(scale)
    n, mean = histogram.n, histogram.mean
    if mean is None:
        return Kpi("ces", None, "score", n, suppressed=NO_ANSWERS)
    easy, hard = histogram.count(easy_values(scale)), histogram.count(hard_values(scale))
    parts = {
        "easy": Figure(100 * easy / n, "percent", wilson(easy, n)),
        "hard": Figure(100 * hard / n, "percent", wilson(hard, n)),
        "net_easy": Figure(100 * (easy - hard) / n, "points", balance_interval(easy, hard, n)),
        "index": Figure(10 * scale.rescale(mean), "index"),
        "sd": Figure(histogram.sd, "score"),
    }
    return Kpi("ces", mean, "score", n, mean_interval(histogram, scale), parts=parts)
