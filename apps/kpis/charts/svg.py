"""Writing SVG: elements with escaped text and attributes, and numbers short enough to read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

Fmt = Callable[[float], str]

WIDE = 640
MINUS = "\N{MINUS SIGN}"
BANDS = {"low": "c-low", "middle": "c-mid", "high": "c-high"}
FONT = 12
CHARACTER = 6.6


def number(value: float, places: int = 1) -> str:
    """A number in the reader's locale, rounded half up (Django's number_format cuts instead of rounding)."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(number_format(rounded + 0, decimal_pos=places)).replace("-", MINUS)


def tag(tag_name: str, *children: str, **attributes: Any) -> SafeString:
    """One element. `class_` becomes class, underscores become hyphens, None leaves the attribute out.

    Children that are not SafeString are text and are escaped.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    inner = "".join(conditional_escape(child) for child in children)
    return mark_safe(f"<{tag_name}{written}>{inner}</{tag_name}>" if children else f"<{tag_name}{written}/>")  # noqa: S308


def text(content: str, x: float, y: float, class_: str, anchor: str | None = None) -> SafeString:
    return tag("text", content, x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> SafeString:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def picture(
    width: float, height: float, title: str, desc: str, parts: list[SafeString], kind: str
) -> SafeString:
    """The whole drawing: scales to its container, named and described for who cannot see it."""
    head = [tag("title", title)] + ([tag("desc", desc)] if desc else [])
    return tag(
        "svg",
        *head,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        role="img",
        class_=f"c-chart c-{kind}",
        font_size=FONT,
    )


def text_width(content: str) -> float:
    """About how wide a label is at the chart's font size, in units of the viewBox."""
    return len(content) * CHARACTER


def shorten(content: str, room: float) -> str:
    """The label, cut with an ellipsis where it does not fit."""
    fits = max(1, int(room / CHARACTER))
    return content if len(content) <= fits else content[: max(1, fits - 1)].rstrip() + "…"


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if value != 0 else "0"
    return str(value)
