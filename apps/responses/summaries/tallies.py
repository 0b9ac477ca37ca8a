"""How the answers to one question are summed up, by what kind of question it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.kpis.statistics import Histogram, Interval, Kpi, Scale
from apps.responses.models import Response


@dataclass(frozen=True)
class Estimate:
    """A mean or a share in its own unit, with its 95 % interval; absent where there is too little."""

    value: float | None
    interval: Interval | None = None


@dataclass(frozen=True)
class Scaled:
    """Whole numbers of one scale: the figure they give, and how they are spread."""

    metric: str
    scale: Scale
    kpi: Kpi
    histogram: Histogram


@dataclass(frozen=True)
class Option:
    """`share` is in percent of those who answered the question."""

    label: str
    count: int
    share: Estimate


@dataclass(frozen=True)
class Chosen:
    options: tuple[Option, ...]
    is_multiple: bool = False


@dataclass(frozen=True)
class RowMean:
    """One row, or one thing ranked: its mean, how many gave it one, and how often each value was given."""

    label: str
    mean: Estimate
    n: int
    counts: Mapping[int, int]


@dataclass(frozen=True)
class Means:
    """`low` and `high` are the ends of the axis. Of places in a ranking 1 is the best."""

    rows: tuple[RowMean, ...]
    low: float
    high: float
    unit: str = ""
    is_ranking: bool = False


@dataclass(frozen=True)
class Bin:
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Numbers:
    mean: Estimate
    lowest: float
    quarter: float
    median: float
    three_quarters: float
    highest: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Written:
    """The newest texts with the responses they stand in."""

    newest: tuple[tuple[Response, str], ...]


@dataclass(frozen=True)
class Sent:
    """The newest responses that came with files."""

    files: int
    newest: tuple[Response, ...]


Tally = Scaled | Chosen | Means | Numbers | Written | Sent


@dataclass(frozen=True)
class Summary:
    """One question. Without a tally there is nothing to show: too few answers, or nothing to sum up.

    ``asked_differently`` are versions whose answers stand on another scale and are left out. A question inside a
    panel names the panel: its n counts items, not responses.
    """

    name: str
    title: str
    type: str
    n: int
    tally: Tally | None
    is_suppressed: bool = False
    asked_differently: tuple[int, ...] = ()
    panel: str = ""
