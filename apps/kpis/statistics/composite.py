"""The whole: touchpoint scores on the common 0-10 axis, read together without hiding the weak one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from apps.kpis.statistics.distributions import Z
from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.results import THRESHOLD, Figure, Interval
from apps.kpis.statistics.scores import rescaled_figure

TOP = 10.0
TARGET = 7.0
BELOW_TARGET = "below_target"
LARGE_SHARE = "large_share"


@dataclass(frozen=True, slots=True)
class Part:
    """One touchpoint's score on the common axis (0 worst, 10 best).

    `se` is the score's standard error, `upper` its interval's upper end; without them the whole has no
    intervals and no part can be flagged for missing the target.
    """

    key: str
    score: float
    n: int = 1
    se: float | None = None
    upper: float | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one touchpoint takes away from the whole. Shares in percent of all shortfall from 10.

    `flags` are the reasons why it is weak (`below_target`, `large_share`), empty if it is not.
    `raised` is the geometric mean of the whole if this touchpoint alone went to 10.
    """

    key: str
    score: float
    shortfall: float
    share: Figure
    share_by_n: float | None
    share_by_weight: float | None
    raised: float
    flags: tuple[str, ...] = ()
    rank: int = 0

    @property
    def is_weak(self) -> bool:
        return bool(self.flags)


@dataclass(frozen=True, slots=True)
class Whole:
    """Five readings of the same scores - never the mean alone - and the parts, largest shortfall first.

    `excluded` names the touchpoints with too few answers; they enter nothing, so nothing gives them away.
    """

    mean: float | None
    median: float | None
    geometric: Figure
    harmonic: float | None
    minimum: float | None
    mean_by_n: float | None
    mean_by_weight: float | None
    contributions: tuple[Contribution, ...]
    excluded: tuple[str, ...] = ()

    @property
    def weak(self) -> tuple[Contribution, ...]:
        return tuple(part for part in self.contributions if part.is_weak)


def part(key: str, histogram: Histogram, scale: Scale, weight: float = 1.0) -> Part | None:
    """A touchpoint's part from its histogram in the scale's own units; None without answers."""
    histogram.check(scale)
    figure = rescaled_figure(histogram, scale)
    if figure.value is None or figure.interval is None:
        return None
    n, sd = histogram.n, histogram.sd
    se = None if sd is None else sd * TOP / scale.span / math.sqrt(n)
    return Part(key, figure.value, n, se, figure.interval.high, weight)


def whole(parts: Sequence[Part], target: float = TARGET, threshold: int = THRESHOLD) -> Whole:
    """Put the touchpoints together; those with fewer answers than the threshold stay outside."""
    seen = [item for item in parts if item.n >= threshold]
    excluded = tuple(item.key for item in parts if item.n < threshold)
    if not seen:
        return Whole(None, None, Figure(None, "score"), None, None, None, None, (), excluded)
    scores = [item.score for item in seen]
    return Whole(
        mean=sum(scores) / len(scores),
        median=median(scores),
        geometric=Figure(geometric_mean(scores), "score", geometric_interval(seen)),
        harmonic=harmonic_mean(scores),
        minimum=min(scores),
        mean_by_n=weighted_mean(scores, [item.n for item in seen]),
        mean_by_weight=weighted_mean(scores, [item.weight for item in seen]),
        contributions=contributions(seen, target),
        excluded=excluded,
    )


def contributions(parts: Sequence[Part], target: float = TARGET) -> tuple[Contribution, ...]:
    """Every part's shortfall, share, flags and effect, ranked by shortfall (equal ones by key)."""
    equal = shortfall_shares(parts, [1.0] * len(parts))
    by_n = shortfall_shares(parts, [item.n for item in parts])
    by_weight = shortfall_shares(parts, [item.weight for item in parts])
    result = []
    for i, item in enumerate(parts):
        share = Figure(equal[i], "percent", share_interval(parts, i))
        raised = geometric_mean([*(other.score for other in parts if other is not item), TOP])
        result.append(
            Contribution(
                key=item.key,
                score=item.score,
                shortfall=TOP - item.score,
                share=share,
                share_by_n=by_n[i],
                share_by_weight=by_weight[i],
                raised=raised,
                flags=flags(item, equal[i], len(parts), target),
            )
        )
    result.sort(key=lambda entry: (-entry.shortfall, entry.key))
    return tuple(replace(entry, rank=rank) for rank, entry in enumerate(result, start=1))


def flags(item: Part, share: float | None, count: int, target: float) -> tuple[str, ...]:
    """Weak if the interval's upper end misses the target or the shortfall is over twice an equal share."""
    reasons = []
    if item.upper is not None and item.upper < target:
        reasons.append(BELOW_TARGET)
    if share is not None and share > 2 * 100 / count:
        reasons.append(LARGE_SHARE)
    return tuple(reasons)


def shortfall_shares(parts: Sequence[Part], weights: Sequence[float]) -> list[float | None]:
    """Each part's percent of the (weighted) shortfall from 10; absent when nothing falls short."""
    shortfalls = [weight * (TOP - item.score) for item, weight in zip(parts, weights, strict=True)]
    total = sum(shortfalls)
    return [100 * shortfall / total if total > 0 else None for shortfall in shortfalls]


def share_interval(parts: Sequence[Part], index: int) -> Interval | None:
    """Delta-method interval of an equally weighted share, within 0..100 (Casella & Berger 2002, 5.5.4)."""
    total = sum(TOP - item.score for item in parts)
    if total <= 0:
        return None
    share = (TOP - parts[index].score) / total
    variance = 0.0
    for i, item in enumerate(parts):
        if item.se is None:
            return None
        slope = ((i == index) - share) / total
        variance += (slope * item.se) ** 2
    half = Z * math.sqrt(variance)
    return Interval(max(0.0, 100 * (share - half)), min(100.0, 100 * (share + half)), "delta")


def geometric_mean(scores: Sequence[float]) -> float:
    if min(scores) <= 0:
        return 0.0
    return math.exp(sum(math.log(score) for score in scores) / len(scores))


def geometric_interval(parts: Sequence[Part]) -> Interval | None:
    """Delta-method interval on the log scale, within 0..10; absent where a score is 0."""
    if any(item.score <= 0 or item.se is None for item in parts):
        return None
    value = geometric_mean([item.score for item in parts])
    spread = math.hypot(*((item.se or 0.0) / item.score for item in parts)) / len(parts)
    return Interval(value * math.exp(-Z * spread), min(TOP, value * math.exp(Z * spread)), "log_delta")


def harmonic_mean(scores: Sequence[float]) -> float | None:
    """Absent where a score is 0."""
    return None if min(scores) <= 0 else len(scores) / sum(1 / score for score in scores)


def weighted_mean(scores: Sequence[float], weights: Sequence[float]) -> float | None:
    total = sum(weights)
    if total <= 0:
        return None
    return sum(score * weight for score, weight in zip(scores, weights, strict=True)) / total
