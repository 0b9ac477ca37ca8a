"""From numbers to places on the page, and the round numbers written along an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from apps.kpis.charts.svg import number


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight axis: values `low`..`high` fall on `start`..`end` (which may run backwards)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Place of a value; values beyond the ends stay at the ends."""
        inside = min(max(value, self.low), self.high)
        span = self.high - self.low or 1
        return self.start + (inside - self.low) / span * (self.end - self.start)


def step(span: float, pieces: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts the span into at most so many pieces."""
    rough = span / max(1, pieces)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def ticks(low: float, high: float, pieces: int = 4) -> list[float]:
    """Round values within low..high, both ends included where they are round."""
    size = step(high - low, pieces)
    first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
    return [round(index * size, 10) for index in range(first, last + 1)]


def tick_label(value: float, size: float) -> str:
    """A tick with as many decimals as its step needs, in the reader's locale."""
    decimals = max(0, -math.floor(math.log10(size) + 1e-9)) if size < 1 else 0
    return number(value, decimals)


def domain(values: Iterable[float], minimum: float, maximum: float) -> tuple[float, float]:
    """Round bounds around the values, within minimum..maximum and at least a fifth of it."""
    seen = list(values)
    if not seen:
        return minimum, maximum
    low, high = min(seen), max(seen)
    missing = (maximum - minimum) / 5 - (high - low)
    if missing > 0:
        low, high = low - missing / 2, high + missing / 2
    size = step(high - low, 4)
    return max(minimum, math.floor(low / size) * size), min(maximum, math.ceil(high / size) * size)
