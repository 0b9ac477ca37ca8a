"""One value within its interval: on its own scale, or on the scorecard's common 0-10 axis."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis.charts.axis import Axis
from apps.kpis.charts.svg import BANDS, Fmt, line, number, picture, tag, text


def in_words(value: float | None, low: float | None, high: float | None, fmt: Fmt) -> str:
    """The value and its interval as a sentence."""
    if value is None:
        return _("Not shown.")
    if low is None or high is None:
        return fmt(value) + "."
    return _("%(value)s, between %(low)s and %(high)s.") % {
        "value": fmt(value),
        "low": fmt(low),
        "high": fmt(high),
    }


def interval_bar(
    value: float | None,
    low: float | None,
    high: float | None,
    *,
    minimum: float,
    maximum: float,
    title: str,
    target: float | None = None,
    fmt: Fmt = number,
    ends: tuple[str, str] | None = None,
    width: int = 240,
) -> SafeString:
    """Value and interval on the scale's own axis, its ends labelled (`ends` replaces their numbers)."""
    along = Axis(minimum, maximum, 8, width - 8)
    first, last = ends or (fmt(minimum), fmt(maximum))
    parts = [line(8, 14, width - 8, 14, "c-axis")]
    if minimum < 0 < maximum:
        parts.append(line(along.at(0), 8, along.at(0), 20, "c-zero"))
    parts += _target(target, along, 6, 22)
    parts += _whisker(value, low, high, along, 14)
    parts += [text(first, 8, 36, "c-label"), text(last, width - 8, 36, "c-label", "end")]
    return picture(width, 42, title, in_words(value, low, high, fmt), parts, "interval-bar")


def scorecard_bar(
    score: float | None,
    low: float | None,
    high: float | None,
    *,
    title: str,
    target: float | None = 7,
    weak: bool = False,
    fmt: Fmt = number,
    width: int = 240,
) -> SafeString:
    """A touchpoint's score and interval on the common 0-10 axis with the target's tick."""
    along = Axis(0, 10, 8, width - 8)
    parts = [tag("rect", x=8, y=7, width=width - 16, height=10, rx=2, class_="c-gap")]
    if score is not None:
        length, kind = along.at(score) - 8, "low" if weak else "middle"
        parts.append(tag("rect", x=8, y=7, width=length, height=10, rx=2, class_=f"c-bar {BANDS[kind]}"))
    parts += _target(target, along, 2, 22)
    parts += _whisker(score, low, high, along, 12)
    return picture(width, 24, title, in_words(score, low, high, fmt), parts, "scorecard-bar")


def scorecard_axis(*, title: str, width: int = 240, target: float | None = 7) -> SafeString:
    """The axis to stand over a column of scorecard bars."""
    along = Axis(0, 10, 8, width - 8)
    parts = [line(8, 20, width - 8, 20, "c-axis")]
    for value in (0, 5, 10):
        anchor = {0: "start", 10: "end"}.get(value, "middle")
        parts.append(text(str(value), along.at(value), 14, "c-label", anchor))
        parts.append(line(along.at(value), 17, along.at(value), 23, "c-axis"))
    parts += _target(target, along, 16, 24)
    return picture(width, 24, title, "", parts, "scorecard-axis")


def _target(target: float | None, along: Axis, top: float, bottom: float) -> list[SafeString]:
    return [] if target is None else [line(along.at(target), top, along.at(target), bottom, "c-target")]


def _whisker(
    value: float | None, low: float | None, high: float | None, along: Axis, y: float
) -> list[SafeString]:
    parts = []
    if value is not None and low is not None and high is not None:
        left, right = along.at(low), along.at(high)
        parts.append(line(left, y, right, y, "c-interval"))
        parts += [line(x, y - 4, x, y + 4, "c-interval") for x in (left, right)]
    if value is not None:
        parts.append(tag("circle", cx=along.at(value), cy=y, r=4, class_="c-value"))
    return parts
