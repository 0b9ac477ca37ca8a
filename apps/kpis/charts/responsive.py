"""A drawing for wide and one for narrow containers, so that text stays readable at 360 px."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from apps.kpis.charts.svg import NARROW, WIDE, tag


def responsive(draw: Callable[[int], SafeString], wide: int = WIDE, narrow: int = NARROW) -> SafeString:
    """`draw(width)` at two widths; the style sheet shows the one that fits its container."""
    return tag(
        "div",
        tag("div", draw(wide), class_="c-wide"),
        tag("div", draw(narrow), class_="c-narrow"),
        class_="c-responsive",
    )
