"""What a walk through a questionnaire follows: pages with their elements, rules and calculations, and endings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from apps.surveys.logic.conditions import Condition, dump
from apps.surveys.logic.expressions import Expression, dump_expression, looks_of

END = "end"
PAGE, ENDING = "page:", "ending:"


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculated value and the expression that gives it."""

    name: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Step:
    """One element: the conditions that must all hold for it to be shown (its page's and its own), the one under
    which it must be answered, and what can be calculated once it is passed. What is never drawn has an answer
    without being shown.
    """

    name: str
    page: str
    conditions: tuple[Condition, ...] = ()
    required_if: Condition | None = None
    calculations: tuple[Calculation, ...] = ()
    is_drawn: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """Where to go on leaving a page: `page:NAME`, `ending:NAME` or `end`. Without a condition, always."""

    to: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One page of the way."""

    name: str
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Exit:
    """An ending. Without a condition only a rule leads to it."""

    name: str
    condition: Condition | None = None
    is_screen_out: bool = False


@dataclass(frozen=True)
class Route:
    """`calculations` are those that depend on no question; the others stand with their last one."""

    legs: tuple[Leg, ...]
    exits: tuple[Exit, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)  # of the legs

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for leg in self.legs for step in leg.steps)

    def exit(self, name: str) -> Exit | None:
        return next((found for found in self.exits if found.name == name), None)


def route(legs: Iterable[Leg], exits: Sequence[Exit] = (), calculations: Sequence[Calculation] = ()) -> Route:
    """Each calculation is placed behind the last element it depends on, in whatever order the legs come."""
    legs = tuple(legs)
    order = {step.name: i for i, step in enumerate(step for leg in legs for step in leg.steps)}
    behind: dict[int, list[Calculation]] = {}
    needs = dependencies(calculations)
    for calculation in calculations:
        last = max((order.get(name, -1) for name in needs[calculation.name]), default=-1)
        behind.setdefault(last, []).append(calculation)
    first = tuple(behind.pop(-1, ()))
    if behind:
        legs = tuple(
            replace(
                leg,
                steps=tuple(
                    replace(step, calculations=tuple(behind.get(order[step.name], ()))) for step in leg.steps
                ),
            )
            for leg in legs
        )
    return Route(legs, tuple(exits), first, {leg.name: i for i, leg in enumerate(legs)})


def dependencies(calculations: Iterable[Calculation]) -> dict[str, frozenset[str]]:
    """The questions each calculated value depends on, through earlier calculated values too."""
    found: dict[str, frozenset[str]] = {}
    for calculation in calculations:
        names: set[str] = set()
        for source, name in looks_of(calculation.expression):
            if source == "question":
                names.add(name.partition(".")[0])
            elif source == "calculated":
                names |= found.get(name, frozenset())
        found[calculation.name] = frozenset(names)
    return found


def route_of(steps: Iterable[Step]) -> Route:
    """The way through these elements, page by page, without rules."""
    return route(Leg(page, tuple(found)) for page, found in groupby(steps, key=lambda step: step.page))


def dump_route(found: Route) -> dict[str, Any]:
    """What the browser's twin takes."""
    dumped: dict[str, Any] = {"pages": [_leg(leg) for leg in found.legs]}
    if found.exits:
        dumped["endings"] = [_exit(one) for one in found.exits]
    if found.calculations:
        dumped["calculate"] = [_calculation(one) for one in found.calculations]
    return dumped


def _leg(leg: Leg) -> dict[str, Any]:
    dumped: dict[str, Any] = {"name": leg.name, "elements": [_step(step) for step in leg.steps]}
    if leg.rules:
        dumped["next"] = [dump_rule(rule) for rule in leg.rules]
    return dumped


def _step(step: Step) -> dict[str, Any]:
    dumped: dict[str, Any] = {"name": step.name}
    if not step.is_drawn:
        dumped["isDrawn"] = False
    if step.conditions:
        dumped["visibleIf"] = [dump(condition) for condition in step.conditions]
    if step.required_if:
        dumped["requiredIf"] = dump(step.required_if)
    if step.calculations:
        dumped["calculate"] = [_calculation(one) for one in step.calculations]
    return dumped


def dump_rule(rule: Rule) -> dict[str, Any]:
    return {"if": dump(rule.condition), "to": rule.to} if rule.condition else {"to": rule.to}


def _exit(found: Exit) -> dict[str, Any]:
    dumped: dict[str, Any] = {"name": found.name}
    if found.condition:
        dumped["visibleIf"] = dump(found.condition)
    if found.is_screen_out:
        dumped["isScreenOut"] = True
    return dumped


def _calculation(found: Calculation) -> dict[str, Any]:
    return {"name": found.name, "expression": dump_expression(found.expression)}
