"""What each column of a table means."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ScoreColumn:
    """A column of scores. ``missing`` and the keys of ``values`` are spelled as ``values.key_of`` does."""

    column: str
    metric: str
    minimum: int
    maximum: int
    touchpoint: str | None = None
    missing: frozenset[str] = frozenset()
    values: Dict[str, int] = field(default_factory=dict)

    @property
    def scale(self) -> tuple[int, int]:
        return self.minimum, self.maximum


@dataclass(frozen=True)
class DateSource:
    """A column (with a strptime pattern, or without: its order is then found out), or one moment for all rows."""

    column: str | None = None
    pattern: str | None = None
    constant: datetime.datetime | None = None


@dataclass(frozen=True)
class Mapping:
    """``source`` tells the ids of one system from the same ids of another."""

    scores: tuple[ScoreColumn, ...] = ()
    texts: tuple[str, ...] = ()
    dimensions: Dict[str, str] = field(default_factory=dict)  # name -> column
    id: str | None = None
    customer: str | None = None
    date: DateSource | None = None
    source: str = ""

    @property
    def touchpoints(self) -> dict[str, str]:
        """Code -> the column that names it first."""
        found: dict[str, str] = {}
        for score in self.scores:
            if score.touchpoint:
                found.setdefault(score.touchpoint, score.column)
        return found


def survey_code_of(document: Any) -> str:
    """The same mapping gives the same survey, whatever the order of its names."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "import-" + hashlib.sha256(text.encode()).hexdigest()[:12]
