"""What happened when: marks over a trend, their labels in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.kpis.charts.axis import Axis
from apps.kpis.charts.svg import line, shorten, text, text_width

MARGIN = 12
ROW = 15


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the period at this index."""

    index: int
    label: str


def event_marks(
    events: Sequence[Event], along: Axis, left: float, right: float, bottom: float
) -> tuple[list[SafeString], float]:
    """The marks, and the top that they leave to the line below them.

    A label stands right of its mark, or left of it in the right half, in the first row where it is free.
    """
    parts: list[SafeString] = []
    taken: list[list[tuple[float, float]]] = []
    for event in sorted(events, key=lambda event: event.index):
        x = along.at(event.index)
        late = x > (left + right) / 2
        label = shorten(event.label, (x - left if late else right - x) - 4)
        width = text_width(label) + 8
        start, end = (x - width, x) if late else (x, x + width)
        row = next((i for i, row in enumerate(taken) if _is_free(row, start, end)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((start, end))
        y = MARGIN + ROW * row
        parts.append(line(x, y - 10, x, bottom, "c-axis c-event"))
        parts.append(text(label, x - 4 if late else x + 4, y, "c-muted", "end" if late else None))
    return parts, MARGIN + ROW * len(taken)


def _is_free(row: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end <= taken_start or start >= taken_end for taken_start, taken_end in row)
