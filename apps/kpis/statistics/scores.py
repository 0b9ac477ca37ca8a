"""The touchpoint score, and attribute items: a mean that never stands alone."""

from __future__ import annotations

from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.intervals import (
    Estimate,
    adjusted_mean_bounds,
    mean_interval,
    median_interval,
    wilson,
)
from apps.kpis.statistics.results import NO_ANSWERS, Figure, Interval, Kpi

BANDS = ("low", "middle", "high")


def third(value: float, scale: Scale) -> str:
    """low, middle or high: the bottom third, the rest, the top third of the common axis."""
    distance = value - scale.minimum if scale.high_is_good else scale.maximum - value
    if 3 * distance <= scale.span:
        return "low"
    return "high" if 3 * distance >= 2 * scale.span else "middle"


def rescale_interval(interval: Interval | None, scale: Scale) -> Interval | None:
    """An interval on the common 0-10 axis; the ends change places where low is good."""
    if interval is None:
        return None
    low, high = sorted((scale.rescale(interval.low), scale.rescale(interval.high)))
    return Interval(low, high, interval.method, interval.level)


def rescaled_figure(histogram: Histogram, scale: Scale) -> Figure:
    """The mean on the common 0-10 axis, 10 best, with its interval."""
    if histogram.mean is None:
        return Figure(None, "score")
    interval = rescale_interval(mean_interval(histogram, scale), scale)
    return Figure(scale.rescale(histogram.mean), "score", interval)


def touchpoint(histogram: Histogram, scale: Scale, metric: str = "touchpoint") -> Kpi:
    """The mean in the scale's own units, beside median, geometric mean, minimum and the three bands."""
    histogram.check(scale)
    n, mean = histogram.n, histogram.mean
    if mean is None:
        return Kpi(metric, None, "score", n, suppressed=NO_ANSWERS)
    parts = {
        "median": Figure(histogram.median, "score", median_interval(histogram, scale)),
        "geometric_mean": Figure(histogram.geometric_mean, "score"),
        "minimum": Figure(histogram.lowest, "score"),
        "sd": Figure(histogram.sd, "score"),
        "rescaled": rescaled_figure(histogram, scale),
    }
    for band in BANDS:
        count = histogram.count(value for value in scale.values if third(value, scale) == band)
        parts[band] = Figure(100 * count / n, "percent", wilson(count, n))
    return Kpi(metric, mean, "score", n, mean_interval(histogram, scale), parts=parts)


def attribute(histogram: Histogram, scale: Scale) -> Kpi:
    """An attribute item is a metric of its own, read like a touchpoint score."""
    return touchpoint(histogram, scale, "attribute")


def mean_estimate(histogram: Histogram, scale: Scale) -> Estimate:
    """A mean with its small-sample bounds, ready for square-and-add."""
    histogram.check(scale)
    return Estimate(histogram.total / histogram.n, lambda z: adjusted_mean_bounds(histogram, scale, z))
