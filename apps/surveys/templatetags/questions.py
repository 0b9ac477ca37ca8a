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
