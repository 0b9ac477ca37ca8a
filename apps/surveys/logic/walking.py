"""The way one respondent takes through a questionnaire: the one place that decides it.

Elements are met in order. One is shown if its conditions hold for the answers accepted before it; a hidden one's
answer counts as missing. On leaving a page on which something was shown, the first of its rules that holds leads on:
forward only, over pages that then count as hidden, or to the end. A rule that leads nowhere (back, or to what is
not there) counts as none. The ending is the one a rule named, else the first whose own condition holds, else the
usual one, whose name is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.surveys.logic.conditions import Condition
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
    return _Walker(route, take, respondent).walk()


def walk_with(route: Route, answers: Mapping[str, Any], respondent: Respondent = NOBODY) -> Walk:
    """The way with answers that are accepted already."""
    return walk(route, lambda step, _is_required: answers.get(step.name), respondent)


class _Walker:
    def __init__(self, route: Route, take: Take, respondent: Respondent) -> None:
        self.route = route
        self.take = take
        self.found = Walk()
        found = self.found
        self.known = Known(found.answers, respondent.params, respondent.invitation, found.calculated)

    def walk(self) -> Walk:
        self._calculate(self.route.calculations)
        target = ""  # "" goes on with the next page
        for leg in self.route.legs:
            if target and target != PAGE + leg.name:
                self._pass(leg)
                continue
            target = ""
            before = len(self.found.shown)
            for step in leg.steps:
                self._meet(step)
            if len(self.found.shown) > before:
                self.found.pages.append(leg.name)
                if leg.rules:
                    target = self._leave(leg)
        ending = self._ending(target)
        if ending:
            self.found.ending, self.found.is_screened_out = ending.name, ending.is_screen_out
        return self.found

    def _meet(self, step: Step) -> None:
        found, known = self.found, self.known
        for condition in step.conditions:
            if not holds(condition, known):
                found.hidden.append(step.name)
                break
        else:
            is_required = step.required_if is not None and holds(step.required_if, known)
            answer = self.take(step, is_required)
            if answer is NOT_ASKED:
                found.hidden.append(step.name)
            else:
                found.shown.append(step.name)
                if is_required:
                    found.required.add(step.name)
                if answer is not None:
                    found.answers[step.name] = answer
        if step.calculations:
            self._calculate(step.calculations)

    def _pass(self, leg: Leg) -> None:
        for step in leg.steps:
            self.found.hidden.append(step.name)
            self._calculate(step.calculations)

    def _calculate(self, calculations: tuple[Calculation, ...]) -> None:
        for one in calculations:
            value = calculate(one.expression, self.known)
            if value is not None:
                self.found.calculated[one.name] = value

    def _leave(self, leg: Leg) -> str:
        here = self.route.places[leg.name]
        for rule in leg.rules:
            if self._leads_on(rule.to, here) and self._holds(rule.condition):
                return rule.to
        return ""

    def _leads_on(self, to: str, here: int) -> bool:
        if to.startswith(PAGE):
            return self.route.places.get(to.removeprefix(PAGE), -1) > here
        return to == END or self.route.exit(to.removeprefix(ENDING)) is not None

    def _ending(self, target: str) -> Exit | None:
        if target.startswith(ENDING):
            return self.route.exit(target.removeprefix(ENDING))
        exits = self.route.exits
        return next((one for one in exits if one.condition and holds(one.condition, self.known)), None)

    def _holds(self, condition: Condition | None) -> bool:
        return condition is None or holds(condition, self.known)
