"""Whether a KPI changed between two groups of answers, or whether that could be chance."""

from __future__ import annotations

import math
from collections.abc import Sequence

from apps.kpis.statistics.distributions import Z, t_quantile, t_two_sided_p, two_sided_p
from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.intervals import Estimate, square_and_add, touching_p, uses_t
from apps.kpis.statistics.promoters import (
    check_scale,
    nps_estimate,
    nps_standard_error,
    nps_value,
)
from apps.kpis.statistics.results import THRESHOLD, Change, Interval, Verdict
from apps.kpis.statistics.satisfaction import csat_estimate, share_estimate
from apps.kpis.statistics.scores import mean_estimate

UNITS = {"nps": "points", "csat": "points"}


def change(
    metric: str, before: Histogram, after: Histogram, scale: Scale, threshold: int = THRESHOLD
) -> Change:
    """After - before of two independent groups: NPS and CSAT in points, means in the scale's own units.

    NPS: Newcombe's square-and-add on the adjusted Wald intervals; CSAT: on Wilson's; means: Welch's t where
    both groups have 100 answers and some spread, else square-and-add on the small-sample intervals. Below the
    threshold on either side there is no difference to see, only "not enough answers".
    """
    unit = UNITS.get(metric, "score")
    if min(before.n, after.n) < max(threshold, 1):
        return Change(None, None, None, Verdict.TOO_FEW, unit, before.n, after.n)
    if metric == "nps":
        check_scale(scale)
        result = _by_squares(nps_estimate(before), nps_estimate(after))
    elif metric == "csat":
        result = _by_squares(csat_estimate(before, scale), csat_estimate(after, scale))
    elif uses_t(before) and uses_t(after):
        before.check(scale)
        after.check(scale)
        result = _welch(before, after)
    else:
        result = _by_squares(mean_estimate(before, scale), mean_estimate(after, scale))
    difference, interval, p = result
    better_is_up = scale.high_is_good or metric == "csat"
    return Change(difference, interval, p, verdict(interval, better_is_up), unit, before.n, after.n)


def rate_change(before: tuple[int, int], after: tuple[int, int], threshold: int = THRESHOLD) -> Change:
    """Change of a share, each given as (successes, n), in percentage points (Newcombe 1998)."""
    if min(before[1], after[1]) < max(threshold, 1):
        return Change(None, None, None, Verdict.TOO_FEW, "points", before[1], after[1])
    difference, interval, p = _by_squares(share_estimate(*before), share_estimate(*after))
    return Change(difference, interval, p, verdict(interval), "points", before[1], after[1])


def pooled_z(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float]:
    """(z, p) of the pooled test of two shares, shown beside the interval; absent spread gives (0, 1)."""
    (successes_1, n_1), (successes_2, n_2) = before, after
    pooled = (successes_1 + successes_2) / (n_1 + n_2)
    se = math.sqrt(pooled * (1 - pooled) * (1 / n_1 + 1 / n_2))
    if se == 0:
        return 0.0, 1.0
    z = (successes_2 / n_2 - successes_1 / n_1) / se
    return z, two_sided_p(z)


def verdict(interval: Interval, better_is_up: bool = True) -> Verdict:
    if interval.low > 0:
        return Verdict.BETTER if better_is_up else Verdict.WORSE
    if interval.high < 0:
        return Verdict.WORSE if better_is_up else Verdict.BETTER
    return Verdict.CHANCE


def _by_squares(before: Estimate, after: Estimate) -> tuple[float, Interval, float]:
    low, high = square_and_add(before, after)
    return after.value - before.value, Interval(low, high, "newcombe"), touching_p(before, after)


def _welch(before: Histogram, after: Histogram) -> tuple[float, Interval, float]:
    """Welch's t (Welch 1947, Biometrika 34) with Satterthwaite's degrees of freedom."""
    part_1 = (before.sd or 0.0) ** 2 / before.n
    part_2 = (after.sd or 0.0) ** 2 / after.n
    se = math.sqrt(part_1 + part_2)
    df = (part_1 + part_2) ** 2 / (part_1**2 / (before.n - 1) + part_2**2 / (after.n - 1))
    difference = after.total / after.n - before.total / before.n
    half = t_quantile(df) * se
    interval = Interval(difference - half, difference + half, "welch")
    return difference, interval, t_two_sided_p(difference / se, df)


def paired_nps(table: Sequence[Sequence[int]]) -> tuple[Change, float]:
    """Change of the NPS among the same people, and its standard error.

    The table counts people: rows promoter, passive, detractor before, columns the same after. Each person's
    step is -2..+2; paired t with n - 1 degrees of freedom.
    """
    steps = {(row, column): count for row, line in enumerate(table) for column, count in enumerate(line)}
    n = sum(steps.values())
    if n < THRESHOLD:
        return Change(None, None, None, Verdict.TOO_FEW, "points", n, n), math.nan
    mean = sum((row - column) * count for (row, column), count in steps.items()) / n
    squares = sum(count * (row - column - mean) ** 2 for (row, column), count in steps.items())
    se = math.sqrt(squares / (n - 1) / n)
    half = t_quantile(n - 1) * se
    interval = Interval(100 * (mean - half), 100 * (mean + half), "paired_t")
    p = t_two_sided_p(mean / se, n - 1) if se else float(mean == 0)
    return Change(100 * mean, interval, p, verdict(interval), "points", n, n), 100 * se


def nps_difference_in_differences(
    before: Histogram, after: Histogram, control_before: Histogram, control_after: Histogram
) -> tuple[Change, float]:
    """How much more the NPS changed than in the comparison group, and the standard error (Wald, normal)."""
    groups = (before, after, control_before, control_after)
    n_before, n_after = before.n, after.n
    if min(group.n for group in groups) < THRESHOLD:
        return Change(None, None, None, Verdict.TOO_FEW, "points", n_before, n_after), math.nan
    values = [nps_value(group) or 0.0 for group in groups]
    difference = (values[1] - values[0]) - (values[3] - values[2])
    se = math.sqrt(sum((nps_standard_error(group) or 0.0) ** 2 for group in groups))
    interval = Interval(difference - Z * se, difference + Z * se, "wald")
    p = two_sided_p(difference / se) if se else float(difference == 0)
    return Change(difference, interval, p, verdict(interval), "points", n_before, n_after), se
