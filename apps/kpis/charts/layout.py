"""Charts of one line per thing: where their labels stand, and how much room they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.kpis.charts.svg import shorten, text, text_width

ROW = 24
RIGHT = 96


@dataclass(frozen=True, slots=True)
class Layout:
    """Labels stand left of their bars where they take little room, else each above its bar."""

    left: float
    right: float
    row: float
    above: bool

    def label(self, content: str, top: float) -> SafeString:
        if self.above:
            return text(shorten(content, self.right + RIGHT - 4), 2, top + 12, "c-label")
        return text(content, self.left - 8, top + ROW / 2 + 4, "c-label", "end")

    def middle(self, top: float) -> float:
        return top + (16 if self.above else 0) + ROW / 2


def layout_of(labels: Sequence[str], width: int) -> Layout:
    widest = max((text_width(label) for label in labels), default=0)
    above = widest + 12 > width * 0.35
    return Layout(2 if above else widest + 12, width - RIGHT, ROW + (16 if above else 0), above)
