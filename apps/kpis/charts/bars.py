"""Horizontal bars: how answers are spread over a scale, and who takes how much from the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis.charts.axis import Axis
from apps.kpis.charts.layout import layout_of
from apps.kpis.charts.svg import BANDS, WIDE, Fmt, line, number, picture, tag, text
from apps.kpis.charts.table import Table, shown

THICK = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """Answers at one position of a scale (or one choice); `band` is low, middle or high."""

    label: str
    count: int
    band: str = "middle"


@dataclass(frozen=True, slots=True)
class Share:
    """One touchpoint's percent of all shortfall; `flagged` marks the weak ones."""

    label: str
    share: float | None
    low: float | None = None
    high: float | None = None
    flagged: bool = False
    note: str = ""


def distribution(
    bars: Sequence[Bar], *, title: str, desc: str = "", fmt: Fmt = number, width: int = WIDE
) -> SafeString:
    """A bar per position with count and percent, coloured by what the score counts as."""
    total = sum(bar.count for bar in bars)
    layout = layout_of([bar.label for bar in bars], width)
    along = Axis(0, max([bar.count for bar in bars] + [1]), layout.left, layout.right)
    parts = []
    for i, bar in enumerate(bars):
        top = i * layout.row
        y = layout.middle(top)
        parts.append(layout.label(bar.label, top))
        parts.append(_bar(along, bar.count, y, BANDS[bar.band]))
        said = f"{bar.count} ({fmt(100 * bar.count / total)}%)" if total else str(bar.count)
        parts.append(text(said, along.at(bar.count) + 6, y + 4, "c-value"))
    height = max(1, len(bars)) * layout.row
    return picture(width, height, title, desc or _("%(n)s answers.") % {"n": total}, parts, "distribution")


def distribution_table(bars: Sequence[Bar], *, fmt: Fmt = number, caption: str = "") -> Table:
    total = sum(bar.count for bar in bars)
    rows = tuple(
        (bar.label, str(bar.count), shown(100 * bar.count / total if total else None, fmt)) for bar in bars
    )
    return Table((_("Answer"), _("Count"), "%"), rows, caption)


def shortfall(
    shares: Sequence[Share],
    *,
    title: str,
    limit: float | None = None,
    desc: str = "",
    fmt: Fmt = number,
    width: int = WIDE,
) -> SafeString:
    """A bar per touchpoint, largest share first, with its interval; `limit` is where a share is too large."""
    layout = layout_of([share.label for share in shares], width)
    values = [v for share in shares for v in (share.share, share.high, limit) if v is not None]
    along = Axis(0, max([*values, 1.0]), layout.left, layout.right)
    height = max(1, len(shares)) * layout.row
    parts = []
    for i, share in enumerate(shares):
        top = i * layout.row
        y = layout.middle(top)
        parts.append(layout.label(share.label, top))
        if share.share is None:
            parts.append(text(share.note or _("not shown"), layout.left + 4, y + 4, "c-label"))
            continue
        parts.append(_bar(along, share.share, y, BANDS["low" if share.flagged else "middle"]))
        if share.low is not None and share.high is not None:
            parts.append(line(along.at(share.low), y, along.at(share.high), y, "c-interval"))
        end = along.at(max(share.share, share.high or 0.0))
        parts.append(text(f"{fmt(share.share)}%", end + 6, y + 4, "c-value"))
    if limit is not None and shares:
        parts.append(line(along.at(limit), 0, along.at(limit), height, "c-target"))
    return picture(width, height, title, desc or _spoken(shares, fmt), parts, "shortfall")


def shortfall_table(shares: Sequence[Share], *, fmt: Fmt = number, caption: str = "") -> Table:
    headers = (_("Touchpoint"), _("Share of shortfall, %"), _("From"), _("To"), _("Note"))
    rows = tuple(
        (s.label, shown(s.share, fmt), shown(s.low, fmt), shown(s.high, fmt), s.note) for s in shares
    )
    return Table(headers, rows, caption)


def _spoken(shares: Sequence[Share], fmt: Fmt) -> str:
    said = [f"{share.label}: {fmt(share.share)}%" for share in shares[:3] if share.share is not None]
    return "; ".join(said)


def _bar(along: Axis, value: float, y: float, kind: str) -> SafeString:
    length = max(0.0, along.at(value) - along.start)
    return tag(
        "rect", x=along.start, y=y - THICK / 2, width=length, height=THICK, rx=2, class_=f"c-bar {kind}"
    )
