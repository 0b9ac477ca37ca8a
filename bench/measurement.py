"""What is measured, what came of it, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How much of everything. Scores of the long and the short history, seconds of each load."""

    scores: int = 10_000_000
    few_scores: int = 1_000_000
    seconds: float = 12.0
    rounds: int = 3
    idle_clients: int = 1000
    idle_seconds: float = 60.0


FULL = Size()
QUICK = Size(scores=1_000_000, few_scores=100_000, seconds=4.0, rounds=2, idle_seconds=25.0)


@dataclass(frozen=True)
class Target:
    """A bound of the figure that is judged: the ratio to the floor, else the value itself."""

    bound: float
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``note`` is what to know beside it, such as the CPU it took."""

    name: str
    title: str
    value: float
    unit: str
    target: Target
    floor: float | None = None
    ratio: float | None = None
    note: str = ""

    @property
    def judged(self) -> float:
        return self.value if self.ratio is None else self.ratio

    @property
    def ok(self) -> bool:
        if self.target.at_least:
            return self.judged >= self.target.bound
        return self.judged <= self.target.bound
