"""Confidence intervals of shares, of differences of shares and means, and of means on a bounded scale."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from apps.kpis.statistics.distributions import Z, median_rank, t_quantile, two_sided_p
from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.results import Interval

T_FROM = 100
_FAR = 40.0

Bounds = Callable[[float], tuple[float, float]]


def wilson_bounds(successes: float, n: float, z: float = Z) -> tuple[float, float]:
    """Wilson's score interval of a share, 0..1 (Wilson 1927, JASA 22)."""
    p = successes / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(max(0.0, p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return low, high


def wilson(successes: int, n: int) -> Interval | None:
    """Wilson's interval in percent; absent without answers."""
    if n <= 0:
        return None
    low, high = wilson_bounds(successes, n)
    return Interval(100 * low, 100 * high, "wilson")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its interval as a function of z: what square-and-add needs of each group."""

    value: float
    bounds: Bounds


def square_and_add(before: Estimate, after: Estimate, z: float = Z) -> tuple[float, float]:
    """Interval of after - before from the two single ones (Newcombe 1998, Stat. Med. 17:873, method 10)."""
    difference = after.value - before.value
    low_1, high_1 = before.bounds(z)
    low_2, high_2 = after.bounds(z)
    return (
        difference - math.hypot(after.value - low_2, high_1 - before.value),
        difference + math.hypot(high_2 - after.value, before.value - low_1),
    )


def touching_p(before: Estimate, after: Estimate) -> float:
    """The p at which the square-and-add interval just touches 0; 1 if it always covers 0.

    Looks for the widest interval that still excludes 0, on the side of 95 % where the verdict is, so that
    p and verdict never disagree. (Close to z = 0 an adjusted interval is not centred on its value.)
    """

    def excludes_zero(z: float) -> bool:
        low, high = square_and_add(before, after, z)
        return low > 0 or high < 0

    low, high = (Z, _FAR) if excludes_zero(Z) else (0.0, Z)
    if low == 0:
        steps = (Z * step / 64 for step in range(63, -1, -1))
        low = next((z for z in steps if excludes_zero(max(z, 1e-9))), -1.0)
        if low < 0:
            return 1.0
        high = low + Z / 64
    for _ in range(60):
        middle = (low + high) / 2
        if excludes_zero(middle):
            low = middle
        else:
            high = middle
    return two_sided_p(low)


def adjusted_mean_bounds(histogram: Histogram, scale: Scale, z: float = Z) -> tuple[float, float]:
    """Small-sample interval of a mean: 3/4 answer more at each end, 1 1/2 in the middle, clipped.

    The adjusted Wald interval of Rocks (2016) carried from three categories to a bounded scale.
    """
    extra = ((scale.minimum, 0.75), (scale.middle, 1.5), (scale.maximum, 0.75))
    n = histogram.n + 3
    mean = (histogram.total + sum(value * weight for value, weight in extra)) / n
    squares = sum(count * (value - mean) ** 2 for value, count in histogram.items())
    squares += sum(weight * (value - mean) ** 2 for value, weight in extra)
    half = z * math.sqrt(max(0.0, squares)) / n
    return scale.clip(mean - half), scale.clip(mean + half)


def uses_t(histogram: Histogram) -> bool:
    """Student's t from 100 answers on - and only where they differ: t claims certainty when all agree."""
    return histogram.n >= T_FROM and bool(histogram.sd)


def mean_interval(histogram: Histogram, scale: Scale) -> Interval | None:
    """Interval of a mean in the scale's own units, within the scale."""
    n, mean, sd = histogram.n, histogram.mean, histogram.sd
    if mean is None:
        return None
    if uses_t(histogram) and sd is not None:
        half = t_quantile(n - 1) * sd / math.sqrt(n)
        return Interval(scale.clip(mean - half), scale.clip(mean + half), "t")
    low, high = adjusted_mean_bounds(histogram, scale)
    return Interval(low, high, "adjusted_mean")


def median_interval(histogram: Histogram, scale: Scale) -> Interval | None:
    """Order-statistic interval of the median; below six answers only the whole scale is safe."""
    n = histogram.n
    if n <= 0:
        return None
    rank = median_rank(n)
    if rank == 0:
        return Interval(scale.minimum, scale.maximum, "order_statistics")
    return Interval(histogram.at_rank(rank), histogram.at_rank(n + 1 - rank), "order_statistics")
