"""Which elements are shown: computed in document order, a hidden question's answer counting as missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.surveys.logic.conditions import Condition, dump
from apps.surveys.logic.evaluation import evaluate


@dataclass(frozen=True, slots=True)
class Step:
    """One element and the conditions that must all hold: its page's and its own."""

    name: str
    page: str
    conditions: tuple[Condition, ...] = ()


def is_shown(step: Step, answers: Mapping[str, Any], params: Mapping[str, str] | None = None) -> bool:
    return all(evaluate(condition, answers, params) for condition in step.conditions)


def visible(
    steps: Iterable[Step], answers: Mapping[str, Any], params: Mapping[str, str] | None = None
) -> list[str]:
    """The names of the elements that are shown."""
    shown: list[str] = []
    counted: dict[str, Any] = {}
    for step in steps:
        if is_shown(step, counted, params):
            shown.append(step.name)
            if step.name in answers:
                counted[step.name] = answers[step.name]
    return shown


def dump_steps(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """What the browser's twin takes: `[{"name", "page", "visibleIf": [condition, ...]}]`."""
    return [
        {"name": s.name, "page": s.page, "visibleIf": [dump(condition) for condition in s.conditions]}
        for s in steps
    ]
