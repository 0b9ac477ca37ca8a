"""Means on one common axis, each with its interval: the rows of a matrix, the places of a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis.charts.axis import Axis, step, tick_label, ticks
from apps.kpis.charts.layout import layout_of
from apps.kpis.charts.svg import WIDE, Fmt, line, number, picture, tag, text
from apps.kpis.charts.table import Table, shown

TOP = 24


@dataclass(frozen=True, slots=True)
class Mean:
    """One row. Without a value `note` says why; `counts` is how often each value was given."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    note: str = ""
    counts: Mapping[int, int] = field(default_factory=dict)


def means(
    rows: Sequence[Mean],
    *,
    title: str,
    minimum: float,
    maximum: float,
    desc: str = "",
    fmt: Fmt = number,
    width: int = WIDE,
) -> SafeString:
    """A dot per row within its whiskers, under the axis they share; value and n behind."""
    layout = layout_of([row.label for row in rows], width)
    along = Axis(minimum, maximum, layout.left + 6, layout.right - 6)
    bottom = TOP + max(1, len(rows)) * layout.row
    drawn = _axis(along, bottom)
    for i, row in enumerate(rows):
        top = TOP + i * layout.row
        y = layout.middle(top)
        drawn.append(layout.label(row.label, top))
        if row.value is None:
            drawn.append(text(row.note or _("not shown"), along.start, y + 4, "c-label"))
            continue
        if row.low is not None and row.high is not None:
            ends = along.at(row.low), along.at(row.high)
            drawn.append(line(ends[0], y, ends[1], y, "c-interval"))
            drawn += [line(x, y - 4, x, y + 4, "c-interval") for x in ends]
        drawn.append(tag("circle", cx=along.at(row.value), cy=y, r=4, class_="c-value"))
        drawn.append(text(f"{fmt(row.value)}, n {row.n}", layout.right + 6, y + 4, "c-value"))
    said = "; ".join(f"{row.label}: {fmt(row.value)}" for row in rows if row.value is not None)
    return picture(width, bottom, title, desc or said, drawn, "means")


def means_table(
    rows: Sequence[Mean], *, fmt: Fmt = number, values: Sequence[int] = (), caption: str = ""
) -> Table:
    """With `values` also how often each of them was given."""
    headers = ("", _("Mean"), _("From"), _("To"), "n", *(str(value) for value in values))
    lines = tuple(
        (
            row.label,
            shown(row.value, fmt) or row.note,
            shown(row.low, fmt),
            shown(row.high, fmt),
            str(row.n),
            *(str(row.counts.get(value, 0)) if row.value is not None else "" for value in values),
        )
        for row in rows
    )
    return Table(headers, lines, caption)


def _axis(along: Axis, bottom: float) -> list[SafeString]:
    size = step(along.high - along.low, 5)
    places = sorted({along.low, *ticks(along.low, along.high, 5), along.high})
    apart = (along.high - along.low) / 10
    kept = [v for v in places if v in (along.low, along.high) or min(v - along.low, along.high - v) >= apart]
    drawn = []
    for value in kept:
        x = along.at(value)
        drawn.append(line(x, TOP - 6, x, bottom, "c-grid"))
        drawn.append(text(tick_label(value, size), x, TOP - 12, "c-label", "middle"))
    return drawn
