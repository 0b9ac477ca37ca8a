"""What the statistics return: intervals, KPIs, changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LEVEL: Final = 0.95
THRESHOLD: Final = 10

NO_ANSWERS: Final = "no_answers"
TOO_FEW: Final = "too_few"
COMPLEMENTARY: Final = "complementary"


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval in the unit of the figure it belongs to; `method` is a code."""

    low: float
    high: float
    method: str
    level: float = LEVEL

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Figure:
    """A secondary number beside a KPI's value. Units: points, percent, score, index, answers."""

    value: float | None
    unit: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    """A number that can be defended.

    `value` is absent, never 0, when its denominator is 0 or when `suppressed` names a reason
    (`no_answers`, `too_few`, `complementary`); then `interval` is absent and `parts` is empty as well.
    """

    metric: str
    value: float | None
    unit: str
    n: int
    interval: Interval | None = None
    suppressed: str | None = None
    parts: Mapping[str, Figure] = field(default_factory=dict)

    def hide(self, reason: str) -> Kpi:
        """The same KPI without anything that would tell its value."""
        return Kpi(self.metric, None, self.unit, self.n, suppressed=reason)


class Verdict(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    CHANCE = "could be chance"
    TOO_FEW = "not enough answers"


@dataclass(frozen=True, slots=True)
class Change:
    """Difference after - before in the KPI's own unit; the verdict follows the interval, not p."""

    difference: float | None
    interval: Interval | None
    p: float | None
    verdict: Verdict
    unit: str
    n_before: int
    n_after: int
