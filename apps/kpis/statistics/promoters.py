"""NPS: percent promoters (9-10) less percent detractors (0-6); Reichheld 2003, Harvard Business Review 81."""

from __future__ import annotations

import math
from collections.abc import Iterable

from apps.kpis.statistics.distributions import Z
from apps.kpis.statistics.histogram import Histogram, Scale, ScaleError
from apps.kpis.statistics.intervals import Estimate, wilson
from apps.kpis.statistics.results import NO_ANSWERS, Figure, Interval, Kpi

SCALE = Scale(0, 10)
DETRACTORS = range(7)
PASSIVES = range(7, 9)
PROMOTERS = range(9, 11)
CLUSTERED_FROM = 1.05


def variance(p: float, d: float) -> float:
    """Variance of one answer counted as +1, 0, -1."""
    return max(0.0, p + d - (p - d) ** 2)


def balance_bounds(promoters: float, detractors: float, n: float, z: float = Z) -> tuple[float, float]:
    """Adjusted Wald interval of 100 (p - d), clipped to +-100 (Rocks 2016, Quality and Reliability Eng.).

    3/4 answer is added to either end and 1 1/2 in the middle; the constants are tuned for 95 %.
    `n` may be an effective number of answers.
    """
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    half = z * math.sqrt(variance(p, d) / (n + 3))
    return max(-100.0, 100 * (p - d - half)), min(100.0, 100 * (p - d + half))


def balance_interval(promoters: float, detractors: float, n: float) -> Interval | None:
    if n <= 0:
        return None
    low, high = balance_bounds(promoters, detractors, n)
    return Interval(low, high, "adjusted_wald")


def split(histogram: Histogram) -> tuple[int, int, int]:
    """(promoters, passives, detractors)."""
    return histogram.count(PROMOTERS), histogram.count(PASSIVES), histogram.count(DETRACTORS)


def nps_value(histogram: Histogram) -> float | None:
    promoters, _, detractors = split(histogram)
    return 100 * (promoters - detractors) / histogram.n if histogram.n > 0 else None


def nps_standard_error(histogram: Histogram) -> float | None:
    """Plain (Wald) standard error in points."""
    n = histogram.n
    if n <= 0:
        return None
    promoters, _, detractors = split(histogram)
    return 100 * math.sqrt(variance(promoters / n, detractors / n) / n)


def nps_estimate(histogram: Histogram) -> Estimate:
    promoters, _, detractors = split(histogram)
    n = histogram.n
    return Estimate(100 * (promoters - detractors) / n, lambda z: balance_bounds(promoters, detractors, n, z))


def check_scale(scale: Scale) -> None:
    if (scale.minimum, scale.maximum, scale.high_is_good) != (0, 10, True):
        raise ScaleError(f"NPS is asked from 0 to 10, not {scale.minimum} to {scale.maximum}")


def nps(histogram: Histogram, scale: Scale = SCALE) -> Kpi:
    """NPS in points -100..+100 with the shares it is made of. Only for the scale 0-10."""
    check_scale(scale)
    value, n = nps_value(histogram), histogram.n
    if value is None:
        return Kpi("nps", None, "points", n, suppressed=NO_ANSWERS)
    promoters, passives, detractors = split(histogram)
    shares = {"promoters": promoters, "passives": passives, "detractors": detractors}
    parts = {name: Figure(100 * count / n, "percent", wilson(count, n)) for name, count in shares.items()}
    parts["mean"] = Figure(histogram.mean, "score")
    parts["se"] = Figure(nps_standard_error(histogram), "points")
    return Kpi("nps", value, "points", n, balance_interval(promoters, detractors, n), parts=parts)


def nps_by_person(people: Iterable[Histogram]) -> Kpi:
    """NPS where some people answered more than once: one histogram per person.

    From 1.05 answers a person on, the standard error counts people, not answers, and the adjusted Wald
    interval uses the number of independent answers that would have the same standard error.
    """
    groups = [person for person in people if person.n > 0]
    pooled = sum(groups, Histogram())
    plain = nps(pooled)
    naive, clustered = nps_standard_error(pooled), clustered_standard_error(groups)
    parts = {**plain.parts, "people": Figure(len(groups), "answers")}
    interval = plain.interval
    if naive and clustered and pooled.n > CLUSTERED_FROM * len(groups):
        promoters, _, detractors = split(pooled)
        worth = (naive / clustered) ** 2
        interval = balance_interval(promoters * worth, detractors * worth, pooled.n * worth)
        parts["se"] = Figure(clustered, "points")
    return Kpi("nps", plain.value, "points", plain.n, interval, plain.suppressed, parts)


def clustered_standard_error(people: Iterable[Histogram]) -> float | None:
    """Standard error of the NPS in points over people instead of answers; absent below two people.

    Linearised: sqrt(sum over people of (sum of their deviations)^2) / n (Liang & Zeger 1986, Biometrika 73).
    """
    balances = [(split(person)[0] - split(person)[2], person.n) for person in people]
    n = sum(count for _, count in balances)
    if len(balances) < 2:
        return None
    value = sum(balance for balance, _ in balances) / n
    squares = sum((balance - value * count) ** 2 for balance, count in balances)
    return 100 * math.sqrt(squares) / n
