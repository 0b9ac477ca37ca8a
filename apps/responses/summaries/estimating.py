"""Means and shares with their intervals, from counts."""

from __future__ import annotations

import math
from collections.abc import Mapping

from apps.kpis.statistics import Interval
from apps.kpis.statistics.distributions import t_quantile
from apps.kpis.statistics.intervals import wilson
from apps.responses.summaries.tallies import Estimate


def share(count: int, n: int) -> Estimate:
    """In percent, with Wilson's interval."""
    return Estimate(100 * count / n, wilson(count, n)) if n else Estimate(None)


def mean(counts: Mapping[int, int], low: float, high: float) -> Estimate:
    """Of {value: how often}; see `mean_of`."""
    n = sum(counts.values())
    if not n:
        return Estimate(None)
    total = sum(value * count for value, count in counts.items())
    squares = sum(count * (value - total / n) ** 2 for value, count in counts.items())
    return mean_of(total / n, math.sqrt(squares / (n - 1)) if n > 1 else None, n, low, high)


def mean_of(value: float, sd: float | None, n: int, low: float, high: float) -> Estimate:
    """With Student's t interval, cut at the ends of what can be answered; none where all agree or one answered."""
    if not sd or n < 2:
        return Estimate(value)
    half = t_quantile(n - 1) * sd / math.sqrt(n)
    return Estimate(value, Interval(max(low, value - half), min(high, value + half), "t"))
