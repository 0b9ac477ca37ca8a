"""CSAT: percent of answers among the k best values of its scale, after a specific interaction."""

from __future__ import annotations

from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.intervals import Estimate, mean_interval, wilson, wilson_bounds
from apps.kpis.statistics.results import NO_ANSWERS, Figure, Kpi


def csat(histogram: Histogram, scale: Scale) -> Kpi:
    """CSAT in percent with Wilson's interval; scale and k belong to its definition."""
    histogram.check(scale)
    n = histogram.n
    if n <= 0:
        return Kpi("csat", None, "percent", n, suppressed=NO_ANSWERS)
    satisfied = histogram.count(scale.best(scale.best_k))
    unhappy = histogram.count(scale.worst(scale.best_k))
    parts = {
        "satisfied": Figure(satisfied, "answers"),
        "dissatisfied": Figure(100 * unhappy / n, "percent", wilson(unhappy, n)),
        "mean": Figure(histogram.mean, "score", mean_interval(histogram, scale)),
    }
    return Kpi("csat", 100 * satisfied / n, "percent", n, wilson(satisfied, n), parts=parts)


def share_estimate(successes: int, n: int) -> Estimate:
    """A share in percent with Wilson's bounds, ready for Newcombe's difference."""

    def bounds(z: float) -> tuple[float, float]:
        low, high = wilson_bounds(successes, n, z)
        return 100 * low, 100 * high

    return Estimate(100 * successes / n, bounds)


def csat_estimate(histogram: Histogram, scale: Scale) -> Estimate:
    histogram.check(scale)
    return share_estimate(histogram.count(scale.best(scale.best_k)), histogram.n)


def rate(successes: int, n: int, metric: str = "rate") -> Kpi:
    """Any share of people or cases (retention, conversion, repeat purchase, resolution) in percent."""
    if n <= 0:
        return Kpi(metric, None, "percent", n, suppressed=NO_ANSWERS)
    return Kpi(metric, 100 * successes / n, "percent", n, wilson(successes, n))
