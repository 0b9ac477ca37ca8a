"""The inventory as a table: what each touchpoint is for, and whether anything measures it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.kpis.models import NONE, MetricDefinition
from apps.kpis.reading import Cells, read
from apps.touchpoints.models import Touchpoint

MEASURED_DAYS = 365  # a touchpoint nobody answered about for a year is not measured


@dataclass(frozen=True)
class Line:
    touchpoint: Touchpoint
    answers: int


def measured_touchpoints(today: datetime.date) -> dict[int, int]:
    """Scores of the last year by touchpoint id, whatever the metric."""
    definitions = list(MetricDefinition.objects.values_list("pk", flat=True))
    start = today - datetime.timedelta(days=MEASURED_DAYS - 1)
    counts = read(Cells(definitions, start=start), ("touchpoint",)) if definitions else {}
    return {touchpoint: h.n for (touchpoint,), h in counts.items() if touchpoint != NONE and h.n > 0}


def inventory_lines(found: Sequence[Touchpoint], measured: Mapping[int, int]) -> list[Line]:
    return [Line(touchpoint, measured.get(touchpoint.pk, 0)) for touchpoint in found]
