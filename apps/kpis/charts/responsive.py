"""A drawing for each width of container, so that text keeps its size from 360 px to a whole page."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from apps.kpis.charts.svg import tag

WIDTHS = {"narrow": 320, "half": 440, "wide": 640, "full": 900}


def responsive(draw: Callable[[int], SafeString]) -> SafeString:
    """`draw(width)` at every width; the style sheet shows the one that fits its container."""
    drawings = [tag("div", draw(width), class_=f"c-{name}") for name, width in WIDTHS.items()]
    return tag("div", *drawings, class_="c-responsive")
