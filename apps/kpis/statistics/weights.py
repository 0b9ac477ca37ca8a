"""Post-stratification: strata answered unequally often and are weighted back to their share."""

from __future__ import annotations

import math
from collections.abc import Iterable

from apps.kpis.statistics.histogram import Histogram
from apps.kpis.statistics.promoters import balance_interval, split
from apps.kpis.statistics.results import NO_ANSWERS, Figure, Kpi

Strata = Iterable[tuple[Histogram, float]]


def effective_n(strata: Strata) -> float:
    """Kish's effective number of answers: (sum w)^2 / sum w^2, each answer carrying its stratum's weight."""
    pairs = list(strata)
    squares = sum(histogram.n * weight**2 for histogram, weight in pairs)
    return sum(histogram.n * weight for histogram, weight in pairs) ** 2 / squares if squares else 0.0


def weighted_nps(strata: Strata) -> Kpi:
    """NPS over weighted strata; `n` stays the unweighted number of answers.

    Interval: adjusted Wald with the effective n. `se` is the linearised one (Lohr 2010, 9.1).
    """
    pairs = [(histogram, weight) for histogram, weight in strata if histogram.n > 0 and weight > 0]
    n = sum(histogram.n for histogram, _ in pairs)
    if n == 0:
        return Kpi("nps", None, "points", 0, suppressed=NO_ANSWERS)
    total = sum(histogram.n * weight for histogram, weight in pairs)
    promoters = sum(split(histogram)[0] * weight for histogram, weight in pairs) / total
    detractors = sum(split(histogram)[2] * weight for histogram, weight in pairs) / total
    value = promoters - detractors
    squares = 0.0
    for histogram, weight in pairs:
        for count, score in zip(split(histogram), (1, 0, -1), strict=True):
            squares += count * (weight * (score - value)) ** 2
    worth = effective_n(pairs)
    parts = {
        "n_eff": Figure(worth, "answers"),
        "se": Figure(100 * math.sqrt(squares) / total, "points"),
    }
    interval = balance_interval(promoters * worth, detractors * worth, worth)
    return Kpi("nps", 100 * value, "points", n, interval, parts=parts)
