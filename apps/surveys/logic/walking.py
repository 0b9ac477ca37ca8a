"""The way one respondent takes through a questionnaire: the one place that decides it.

Elements are met in order. One is shown if its conditions hold for the answers accepted before it; a hidden one's
answer counts as missing. On leaving a page on which something was shown, the first of its rules that holds leads on:
forward only, over pages that then count as hidden, or to the end. A rule that leads nowhere (back, or to what is
not there) counts as none. The ending is the one a rule named, else the first whose own condition holds, else the
usual one, whose name is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.surveys.logic.evaluation import holds
from apps.surveys.logic.expressions import calculate
from apps.surveys.logic.known import NOBODY, Known, Respondent
from apps.surveys.logic.routes import END, ENDING, PAGE, Calculation, Exit, Leg, Route, Step

NOT_ASKED = object()
Take = Callable[[Step, bool], Any]
"""Takes an element that would be shown and whether its `required_if` holds; gives its accepted answer, or None.
NOT_ASKED hides it after all.
"""


@dataclass(slots=True)
class Walk:
    """`pages` are those on which something was shown, in the order they were met."""

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    required: set[str] = field(default_factory=set)  # by a condition
    answers: dict[str, Any] = field(default_factory=dict)
    calculated: dict[str, Any] = field(default_factory=dict)  # only what is not missing
    ending: str = ""
    is_screened_out: bool = False


def walk(route: Route, take: Take, respondent: Respondent = NOBODY) -> Walk:
    found = Walk()
    known = Known(found.answers, respondent.params, respondent.invitation, found.calculated)
    _calculate(route.calculations, known, found)
    target = ""  # where a rule leads; else on with the next page
    for leg in route.legs:
        if target and target != PAGE + leg.name:
            _pass(leg, known, found)
            continue
        target = ""
        if _visit(leg, take, known, found):
            found.pages.append(leg.name)
            if leg.rules:
                target = _leave(leg, route, known)
    if route.exits:
        _end(_exit(route, target, known), found)
    return found


def walk_with(route: Route, answers: Mapping[str, Any], respondent: Respondent = NOBODY) -> Walk:
    """The way with answers that are accepted already."""
    return walk(route, lambda step, _is_required: answers.get(step.name), respondent)


def _visit(leg: Leg, take: Take, known: Known, found: Walk) -> bool:
    """Whether anything is shown on the page."""
    before = len(found.shown)
    for step in leg.steps:
        if step.conditions and not all(holds(condition, known) for condition in step.conditions):
            found.hidden.append(step.name)
        else:
            is_required = step.required_if is not None and holds(step.required_if, known)
            answer = take(step, is_required)
            if answer is NOT_ASKED:
                found.hidden.append(step.name)
            else:
                if step.is_drawn:
                    found.shown.append(step.name)
                if is_required:
                    found.required.add(step.name)
                if answer is not None:
                    found.answers[step.name] = answer
        if step.calculations:
            _calculate(step.calculations, known, found)
    return len(found.shown) > before


def _pass(leg: Leg, known: Known, found: Walk) -> None:
    for step in leg.steps:
        found.hidden.append(step.name)
        _calculate(step.calculations, known, found)


def _calculate(calculations: Sequence[Calculation], known: Known, found: Walk) -> None:
    for one in calculations:
        value = calculate(one.expression, known)
        if value is not None:
            found.calculated[one.name] = value


def _leave(leg: Leg, route: Route, known: Known) -> str:
    here = route.places[leg.name]
    for rule in leg.rules:
        if leads_on(rule.to, here, route) and (rule.condition is None or holds(rule.condition, known)):
            return rule.to
    return ""


def leads_on(to: str, here: int, route: Route) -> bool:
    """Whether a rule of the page at this place has somewhere to lead."""
    if to.startswith(PAGE):
        return route.places.get(to.removeprefix(PAGE), -1) > here
    return to == END or route.exit(to.removeprefix(ENDING)) is not None


def _exit(route: Route, target: str, known: Known) -> Exit | None:
    if target.startswith(ENDING):
        return route.exit(target.removeprefix(ENDING))
    return next((one for one in route.exits if one.condition and holds(one.condition, known)), None)


def _end(ending: Exit | None, found: Walk) -> None:
    if ending:
        found.ending, found.is_screened_out = ending.name, ending.is_screen_out
