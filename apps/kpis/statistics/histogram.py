"""Scales, and histograms: the sufficient statistic every KPI is computed from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import mul
from typing import Self

POSITIONS = 11
DEFAULT_K = {2: 1, 3: 1, 5: 2, 7: 2, 10: 3}


class ScaleError(ValueError):
    """The histogram or the metric does not fit the scale: two scales were mixed somewhere above."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Integers `minimum`..`maximum` within 0..10; `k` is how many of the best values count as satisfied."""

    minimum: int = 0
    maximum: int = 10
    high_is_good: bool = True
    k: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.minimum < self.maximum < POSITIONS:
            raise ScaleError(f"a scale runs upwards within 0..10, not {self.minimum}..{self.maximum}")
        if self.k is not None and not 0 < self.k < self.points:
            raise ScaleError(f"k must be 1..{self.points - 1}, not {self.k}")

    @property
    def points(self) -> int:
        return self.maximum - self.minimum + 1

    @property
    def span(self) -> int:
        return self.maximum - self.minimum

    @property
    def middle(self) -> float:
        return (self.minimum + self.maximum) / 2

    @property
    def values(self) -> range:
        return range(self.minimum, self.maximum + 1)

    @property
    def best_k(self) -> int:
        """k as defined, or the usual one for 2, 3, 5, 7 and 10 points; other scales must state theirs."""
        k = self.k or DEFAULT_K.get(self.points)
        if k is None:
            raise ScaleError(f"a scale of {self.points} points needs its k")
        return k

    def best(self, k: int) -> range:
        """The k best values."""
        if self.high_is_good:
            return range(self.maximum - k + 1, self.maximum + 1)
        return range(self.minimum, self.minimum + k)

    def worst(self, k: int) -> range:
        """The k worst values."""
        if self.high_is_good:
            return range(self.minimum, self.minimum + k)
        return range(self.maximum - k + 1, self.maximum + 1)

    def rescale(self, value: float) -> float:
        """A value of this scale on the common axis: 0 is the worst, 10 the best."""
        distance = value - self.minimum if self.high_is_good else self.maximum - value
        return distance / self.span * 10

    def clip(self, value: float) -> float:
        return min(max(value, self.minimum), self.maximum)


@dataclass(frozen=True, slots=True)
class Histogram:
    """Eleven signed counts; the position is the score's value.

    A single row may be negative until its pending half arrives, so nothing here clamps a count.
    """

    counts: tuple[int, ...] = (0,) * POSITIONS
    n: int = field(init=False, repr=False, compare=False)
    total: int = field(init=False, repr=False, compare=False)  # sum of the scores

    def __post_init__(self) -> None:
        if len(self.counts) != POSITIONS:
            raise ValueError(f"a histogram has {POSITIONS} counts, not {len(self.counts)}")
        object.__setattr__(self, "n", sum(self.counts))
        object.__setattr__(self, "total", sum(map(mul, range(POSITIONS), self.counts)))

    @classmethod
    def from_counts(cls, counts: Mapping[int, int]) -> Self:
        """From {value: how often}; values outside 0..10 raise ScaleError."""
        outside = [value for value in counts if value not in range(POSITIONS)]
        if outside:
            raise ScaleError(f"scores are integers 0..10, not {outside}")
        return cls(tuple(counts.get(value, 0) for value in range(POSITIONS)))

    @classmethod
    def from_scores(cls, scores: Iterable[int]) -> Self:
        counts: dict[int, int] = {}
        for score in scores:
            counts[score] = counts.get(score, 0) + 1
        return cls.from_counts(counts)

    def __add__(self, other: Histogram) -> Histogram:
        return Histogram(tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)))

    def __sub__(self, other: Histogram) -> Histogram:
        return Histogram(tuple(a - b for a, b in zip(self.counts, other.counts, strict=True)))

    def __getitem__(self, value: int) -> int:
        return self.counts[value]

    def items(self) -> Iterator[tuple[int, int]]:
        """(value, count) of every value that was given."""
        return ((value, count) for value, count in enumerate(self.counts) if count)

    def as_dict(self, scale: Scale | None = None) -> dict[int, int]:
        """{value: count} over the scale, zeros included."""
        return {value: self.counts[value] for value in (scale or Scale()).values}

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n > 0 else None

    @property
    def sd(self) -> float | None:
        """Sample standard deviation (n - 1); absent below two answers."""
        n = self.n
        if n < 2:
            return None
        squares = sum(value * value * count for value, count in self.items())
        return math.sqrt(max(0, n * squares - self.total**2) / (n * (n - 1)))

    @property
    def lowest(self) -> int | None:
        return next((value for value, count in self.items() if count > 0), None)

    def count(self, values: Iterable[int]) -> int:
        return sum(self.counts[value] for value in values)

    def share(self, values: Iterable[int]) -> float | None:
        """Share of the answers on these values, 0..1."""
        return self.count(values) / self.n if self.n > 0 else None

    def at_rank(self, rank: int) -> int:
        """The score at this rank (1 = lowest) when all scores stand in order."""
        seen = 0
        for value, count in self.items():
            seen += count
            if seen >= rank:
                return value
        raise IndexError(f"rank {rank} of {self.n}")

    @property
    def median(self) -> float | None:
        """Midpoint of the two middle scores when n is even."""
        n = self.n
        if n <= 0:
            return None
        return (self.at_rank((n + 1) // 2) + self.at_rank(n // 2 + 1)) / 2

    @property
    def geometric_mean(self) -> float | None:
        """0 as soon as one score is 0."""
        n = self.n
        if n <= 0:
            return None
        if self.counts[0]:
            return 0.0
        return math.exp(sum(count * math.log(value) for value, count in self.items()) / n)

    def check(self, scale: Scale) -> None:
        """Raise ScaleError when scores lie outside the scale."""
        outside = [value for value, _ in self.items() if value not in scale.values]
        if outside:
            raise ScaleError(f"scores {outside} lie outside {scale.minimum}..{scale.maximum}")
