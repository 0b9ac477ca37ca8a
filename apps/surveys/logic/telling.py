"""What the browser is told of one page, so that its script walks over it as the server does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from apps.surveys.logic.routes import Route, dump_route
from apps.surveys.logic.walking import Walk


def dump_page(whole: Route, page: str, walk: Walk) -> dict[str, Any] | None:
    """The page's elements, and what was answered and calculated before it; None where nothing on it depends on
    anything. The answers on the page itself are the browser's to read, but for what is not drawn.
    """
    legs = whole.legs[: whole.places[page] + 1]
    here = legs[-1]
    if not any(step.conditions or step.required_if for step in here.steps):
        return None
    drawn = {step.name for step in here.steps if step.is_drawn}
    before = {step.name for leg in legs for step in leg.steps} - drawn
    later = {
        one.name for leg in whole.legs[len(legs) - 1 :] for step in leg.steps for one in step.calculations
    }
    return {
        "logic": dump_route(Route((replace(here, rules=()),))),
        "answers": {name: answer for name, answer in walk.answers.items() if name in before},
        "calculated": {name: value for name, value in walk.calculated.items() if name not in later},
    }
