"""A KPI over time: a line within its interval ribbon, gaps where nothing may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis.charts.axis import Axis, domain, step, tick_label, ticks
from apps.kpis.charts.events import Event, event_marks
from apps.kpis.charts.svg import WIDE, Fmt, line, number, picture, tag, text, text_width
from apps.kpis.charts.table import Table, shown

LEFT = 40
RIGHT = 52
BELOW = 40
DOTS_UNTIL = 31


@dataclass(frozen=True, slots=True)
class Point:
    """One period. `value` is None where it is suppressed or absent; `note` says why."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    note: str = ""

    def words(self, fmt: Fmt) -> str:
        if self.value is None:
            said = self.note or _("not shown")
        elif self.low is None or self.high is None:
            said = fmt(self.value)
        else:
            said = _("%(value)s, between %(low)s and %(high)s") % {
                "value": fmt(self.value),
                "low": fmt(self.low),
                "high": fmt(self.high),
            }
        return f"{self.label}: {said}, n {self.n}"


def trend(
    points: Sequence[Point],
    *,
    title: str,
    minimum: float,
    maximum: float,
    target: float | None = None,
    events: Sequence[Event] = (),
    fmt: Fmt = number,
    desc: str = "",
    width: int = WIDE,
    height: int = 240,
) -> SafeString:
    """A trend of up to about 60 points; `minimum` and `maximum` are the ends of the KPI's own scale.

    The vertical axis covers the intervals and the target in round numbers. Group longer series by week or
    month first.
    """
    values = [v for point in points for v in (point.value, point.low, point.high) if v is not None]
    low, high = domain(values + ([] if target is None else [target]), minimum, maximum)
    along = _along(points, LEFT + 8, width - RIGHT)
    marks, top = event_marks(events, along, LEFT, width - RIGHT, height - BELOW)
    up = Axis(low, high, height - BELOW, top)
    parts = _grid(up, width) + marks
    if target is not None:
        parts += _target(target, points, up, width)
    parts += _runs(points, along, up)
    parts += _dots(points, along, up, fmt)
    parts += _periods(points, along, height)
    parts += _last_value(points, along, up, fmt)
    return picture(width, height, title, desc or summary(points, fmt), parts, "trend")


def trend_table(points: Sequence[Point], *, fmt: Fmt = number, caption: str = "", value: str = "") -> Table:
    """Rows of the trend: period, value, interval, n; a suppressed value is replaced by its reason."""
    headers = (_("Period"), value or _("Value"), _("From"), _("To"), "n")
    rows = tuple(
        (
            point.label,
            shown(point.value, fmt) or point.note,
            shown(point.low, fmt),
            shown(point.high, fmt),
            str(point.n),
        )
        for point in points
    )
    return Table(headers, rows, caption)


def sparkline(
    points: Sequence[Point],
    *,
    title: str,
    minimum: float,
    maximum: float,
    fmt: Fmt = number,
    width: int = 120,
    height: int = 32,
) -> SafeString:
    """The trend at the size of a word: ribbon, line and the last value as a dot."""
    values = [v for point in points for v in (point.value, point.low, point.high) if v is not None]
    low, high = domain(values, minimum, maximum)
    up = Axis(low, high, height - 4, 4)
    along = _along(points, 3, width - 5)
    parts = _runs(points, along, up)
    last = next((i for i in reversed(range(len(points))) if points[i].value is not None), None)
    if last is not None:
        parts.append(_dot(points[last], along.at(last), up, fmt))
    return picture(width, height, title, summary(points, fmt), parts, "sparkline")


def summary(points: Sequence[Point], fmt: Fmt = number) -> str:
    """First and last shown period in words: what a reader who cannot see the line hears."""
    seen = [point for point in points if point.value is not None]
    if not seen:
        return _("Nothing to show yet.")
    return "; ".join(dict.fromkeys(point.words(fmt) for point in (seen[0], seen[-1]))) + "."


def _along(points: Sequence[Point], start: float, end: float) -> Axis:
    """Periods from left to right; a single one stands in the middle."""
    if len(points) == 1:
        return Axis(0, 1, (start + end) / 2, (start + end) / 2)
    return Axis(0, max(1, len(points) - 1), start, end)


def _target(target: float, points: Sequence[Point], up: Axis, width: int) -> list[SafeString]:
    """The target's line, named at its right end, out of the way of the last value."""
    y = label = up.at(target)
    last = points[-1].value if points else None
    if last is not None and abs(up.at(last) - y) < 14:
        label = up.at(last) + (14 if target < last else -14)
    return [
        line(LEFT, y, width - RIGHT, y, "c-target"),
        text(_("target"), width - RIGHT + 8, label + 4, "c-muted"),
    ]


def _grid(up: Axis, width: int) -> list[SafeString]:
    size = step(up.high - up.low, 5)
    parts = []
    for value in ticks(up.low, up.high, 5):
        y = up.at(value)
        kind = "c-zero" if value == 0 and up.low < 0 else "c-grid"
        parts.append(line(LEFT, y, width - RIGHT, y, kind))
        parts.append(text(tick_label(value, size), LEFT - 6, y + 4, "c-label", "end"))
    return parts


def _runs(points: Sequence[Point], along: Axis, up: Axis) -> list[SafeString]:
    """Ribbons first, lines above them; each unbroken run of shown periods on its own."""
    ribbons, lines = [], []
    numbered = groupby(enumerate(points), key=lambda pair: pair[1].value is not None)
    for is_shown, group in numbered:
        run = [(along.at(i), point) for i, point in group]
        if not is_shown:
            continue
        banded = [(x, p.low, p.high) for x, p in run if p.low is not None and p.high is not None]
        if len(banded) > 1 and len(banded) == len(run):
            edge = [(x, up.at(high)) for x, _low, high in banded]
            edge += [(x, up.at(low)) for x, low, _high in reversed(banded)]
            ribbons.append(tag("polygon", points=_pairs(edge), class_="c-ribbon"))
        else:
            ribbons += [line(x, up.at(low), x, up.at(high), "c-interval") for x, low, high in banded]
        if len(run) > 1:
            path = [(x, up.at(p.value)) for x, p in run if p.value is not None]
            lines.append(tag("polyline", points=_pairs(path), class_="c-line", fill="none"))
    return ribbons + lines


def _dots(points: Sequence[Point], along: Axis, up: Axis, fmt: Fmt) -> list[SafeString]:
    alone = [
        not any(0 <= j < len(points) and points[j].value is not None for j in (i - 1, i + 1))
        for i in range(len(points))
    ]
    few = len(points) <= DOTS_UNTIL
    return [
        _dot(point, along.at(i), up, fmt)
        for i, point in enumerate(points)
        if point.value is not None and (few or alone[i])
    ]


def _dot(point: Point, x: float, up: Axis, fmt: Fmt) -> SafeString:
    y = up.at(point.value or 0.0)
    return tag("circle", tag("title", point.words(fmt)), cx=x, cy=y, r=3, class_="c-value")


def _periods(points: Sequence[Point], along: Axis, height: int) -> list[SafeString]:
    """Labels and n under the axis, as many as there is room for, always the last one."""
    if not points:
        return []
    room = max(text_width(label) for p in points for label in (p.label, f"n {p.n}")) + 10
    apart = max(1.0, abs(along.at(1) - along.at(0)))
    every = max(1, -int(-room // apart))
    parts = []
    for i in range((len(points) - 1) % every, len(points), every):
        x = along.at(i)
        parts.append(text(points[i].label, x, height - BELOW + 18, "c-label", "middle"))
        parts.append(text(f"n {points[i].n}", x, height - BELOW + 33, "c-n", "middle"))
    return parts


def _last_value(points: Sequence[Point], along: Axis, up: Axis, fmt: Fmt) -> list[SafeString]:
    if not points or points[-1].value is None:
        return []
    value = points[-1].value
    return [text(fmt(value), along.at(len(points) - 1) + 8, up.at(value) + 4, "c-value")]


def _pairs(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
