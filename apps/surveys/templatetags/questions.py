"""What the templates of questions ask of an answer that the template language cannot."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def place_of(answer: object, value: object) -> int | None:
    """Which place, from 1, a ranking gives this value; several values may stand at one place as posted."""
    if not isinstance(answer, list):
        return None
    for place, at in enumerate(answer, 1):
        if value in (at if isinstance(at, list) else [at]):
            return place
    return None


@register.filter
def is_spelled(value: object, spelled: str) -> bool:
    """Whether a posted or stored truth is the one a field spells: True and "true" are the same."""
    return value is not None and str(value).lower() == spelled


@register.filter
def mouth(points: range, point: int) -> str:
    """The path of the mouth of a face: turned down at the first point of a scale, up at the last."""
    bend = 8 * (point - points[0]) / max(1, points[-1] - points[0]) - 4
    return f"M8 {15.5 - bend * 0.3:.1f}Q12 {15.5 + bend:.1f} 16 {15.5 - bend * 0.3:.1f}"
