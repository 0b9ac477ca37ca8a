"""Shares of those who answered, each with its interval: what was chosen how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis.charts.axis import Axis
from apps.kpis.charts.bars import THICK
from apps.kpis.charts.layout import layout_of
from apps.kpis.charts.svg import BANDS, WIDE, Fmt, line, number, picture, tag, text
from apps.kpis.charts.table import Table, shown


@dataclass(frozen=True, slots=True)
class Proportion:
    """One choice: how many took it, in percent, and the interval of that."""

    label: str
    count: int
    share: float | None
    low: float | None = None
    high: float | None = None


def proportions(
    parts: Sequence[Proportion], *, title: str, desc: str = "", fmt: Fmt = number, width: int = WIDE
) -> SafeString:
    """A bar per choice with its interval as a line, percent and count behind."""
    layout = layout_of([part.label for part in parts], width)
    ends = [v for part in parts for v in (part.share, part.high) if v is not None]
    along = Axis(0, max([*ends, 1.0]), layout.left, layout.right)
    drawn = []
    for i, part in enumerate(parts):
        top = i * layout.row
        y, share = layout.middle(top), part.share or 0.0
        drawn.append(layout.label(part.label, top))
        length = along.at(share) - along.start
        drawn.append(
            tag(
                "rect",
                x=along.start,
                y=y - THICK / 2,
                width=length,
                height=THICK,
                rx=2,
                class_=f"c-bar {BANDS['middle']}",
            )
        )
        if part.low is not None and part.high is not None:
            drawn.append(line(along.at(part.low), y, along.at(part.high), y, "c-interval"))
        end = along.at(max(share, part.high or 0.0))
        drawn.append(text(f"{fmt(share)}% ({part.count})", end + 6, y + 4, "c-value"))
    height = max(1, len(parts)) * layout.row
    said = "; ".join(f"{part.label}: {fmt(part.share or 0.0)}%" for part in parts[:3])
    return picture(width, height, title, desc or said, drawn, "proportions")


def proportions_table(parts: Sequence[Proportion], *, fmt: Fmt = number, caption: str = "") -> Table:
    headers = (_("Answer"), _("Count"), "%", _("From"), _("To"))
    rows = tuple(
        (p.label, str(p.count), shown(p.share, fmt), shown(p.low, fmt), shown(p.high, fmt)) for p in parts
    )
    return Table(headers, rows, caption)
