"""A condition while it is being put together: as a form shows it, finished or not yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from apps.portal.builder.places import Json
from apps.portal.builder.subjects import CALCULATED, INVITATION, PARAM, QUESTION, Offered
from apps.surveys.logic.conditions import ORDER, PRESENCE
from apps.surveys.questionnaire.writing import number_in

KINDS = ("all", "any", "not")
ROOT = "c"
MOST_PARTS = 50
DEEPEST = 3  # groups in groups in groups: more nobody can read
ORDERLY = ("=", "!=", "<=", ">=", "<", ">", "anyof", "allof", "contains", "notcontains", "notempty", "empty")


@dataclass(frozen=True)
class Rule:
    """One comparison. `subject` is the code of what is looked at, `name` that of a parameter; values as typed."""

    subject: str = ""
    op: str = ""
    name: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """All, any or none of its parts."""

    kind: str = "all"
    parts: tuple[Rule | Clause, ...] = field(default=())


def from_json(condition: Json | None) -> Clause:
    """A lone comparison becomes a group of one."""
    if not condition:
        return Clause()
    found = _part(condition)
    return found if isinstance(found, Clause) else Clause("all", (found,))


def _part(condition: Json) -> Rule | Clause:
    for kind in KINDS:
        if kind in condition:
            return Clause(kind, tuple(_part(part) for part in condition[kind]))
    value = condition.get("value")
    values = value if isinstance(value, list) else [] if value is None else [value]
    subject, name = _source(condition)
    return Rule(subject, condition.get("op", ""), name, tuple(spelled(v) for v in values))


def _source(condition: Json) -> tuple[str, str]:
    if "question" in condition:
        return QUESTION + condition["question"], ""
    if "calculated" in condition:
        return CALCULATED + condition["calculated"], ""
    kind = PARAM if "param" in condition else INVITATION
    return kind, condition.get(kind, "")


def from_form(form: Any, path: str = ROOT) -> Clause:
    """What a form of ours holds; its fields are named "c.0.1:op"."""
    kind = form.get(f"{path}:kind")
    parts: list[Rule | Clause] = []
    for index in range(MOST_PARTS):
        here = f"{path}.{index}"
        if f"{here}:kind" in form:
            parts.append(from_form(form, here))
        elif f"{here}:subject" in form:
            values = tuple(value for value in form.getlist(f"{here}:value") if value.strip())
            name = form.get(f"{here}:name", "").strip()
            parts.append(Rule(form.get(f"{here}:subject", ""), form.get(f"{here}:op", ""), name, values))
    return Clause(kind if kind in KINDS else "all", tuple(parts))


def done(clause: Clause, what: str) -> Clause:
    """The clause after a press of one of its buttons: "rule c", "group c.1", "remove c.0.2"."""
    verb, _space, path = what.partition(" ")
    steps = [int(step) for step in path.split(".")[1:] if step.isdecimal()]
    if verb == "remove" and steps:
        return _changed(clause, steps[:-1], lambda at: _without(at, steps[-1]))
    new = {"rule": Rule(), "group": Clause("any", (Rule(),))}.get(verb)
    if new is None:
        return clause
    return _changed(clause, steps, lambda at: replace(at, parts=(*at.parts, new)))


def _changed(clause: Clause, steps: list[int], change: Any) -> Clause:
    if not steps:
        changed: Clause = change(clause)
        return changed
    parts = list(clause.parts)
    if steps[0] < len(parts) and isinstance(child := parts[steps[0]], Clause):
        parts[steps[0]] = _changed(child, steps[1:], change)
    return replace(clause, parts=tuple(parts))


def _without(clause: Clause, index: int) -> Clause:
    return replace(clause, parts=tuple(part for i, part in enumerate(clause.parts) if i != index))


def fitted(clause: Clause, subjects: Mapping[str, Offered]) -> Clause:
    """Every rule with an operator its subject allows, and values of the right number."""
    return replace(clause, parts=tuple(_fitted(part, subjects) for part in clause.parts))


def _fitted(part: Rule | Clause, subjects: Mapping[str, Offered]) -> Rule | Clause:
    if isinstance(part, Clause):
        return fitted(part, subjects)
    one = subjects.get(part.subject)
    if one is None:
        return part
    allowed = operators(one)
    op = part.op if part.op in allowed else allowed[0]
    values = () if op in PRESENCE else part.values
    if one.values and one.subject.takes_list(op) is False:
        values = values[:1]
    return replace(part, op=op, values=values)


def operators(one: Offered) -> list[str]:
    return [op for op in ORDERLY if one.subject.allows(op)]


def is_finished(clause: Clause, subjects: Mapping[str, Offered]) -> bool:
    return bool(clause.parts) and all(
        is_finished(part, subjects) if isinstance(part, Clause) else value_of(part, subjects) is not None
        for part in clause.parts
    )


def to_json(clause: Clause, subjects: Mapping[str, Offered]) -> Json:
    """The condition of a finished clause."""
    return {
        clause.kind: [
            to_json(part, subjects) if isinstance(part, Clause) else value_of(part, subjects)
            for part in clause.parts
        ]
    }


def value_of(rule: Rule, subjects: Mapping[str, Offered]) -> Json | None:
    """The comparison of a finished rule; a subject that is gone keeps its name, and the checks say so."""
    kind, colon, name = rule.subject.partition(":")
    source = {kind: name} if colon else {kind: rule.name}
    if not rule.op or not next(iter(source.values())) or not kind:
        return None
    if rule.op in PRESENCE:
        return {**source, "op": rule.op}
    one = subjects.get(rule.subject)
    values = [read for text in rule.values for read in _read(text, rule.op, one)]
    if not values:
        return None
    wants_list = one.subject.takes_list(rule.op) if one else len(values) > 1
    is_list = wants_list or (wants_list is None and len(values) > 1)
    return {**source, "op": rule.op, "value": values if is_list else values[0]}


def _read(text: str, op: str, one: Offered | None) -> list[Any]:
    widget = widget_of(one, op)
    if one is not None and widget in ("choice", "choices"):
        return [next((value for value, _words in one.values if spelled(value) == text), text)]
    if widget == "truth":
        return [text == "true"]
    texts = [part.strip() for part in text.split(",")] if widget.endswith("list") else [text.strip()]
    return [number_in(part) if widget.startswith("number") else part for part in texts if part]


def widget_of(one: Offered | None, op: str) -> str:
    """With which control the value is given: none, choice, choices, truth, date, number(-list), text(-list)."""
    if op in PRESENCE or not op:
        return "none"
    if one is None:
        return "text"
    subject = one.subject
    if one.values and op not in ORDER:
        return "choice" if subject.takes_list(op) is False else "choices"
    if subject.kind == "truth":
        return "truth"
    kind = "number" if subject.kind == "number" or subject.is_ordered else subject.kind
    if subject.takes_list(op):
        return "number-list" if kind == "number" else "text-list"
    return kind if kind in ("number", "date") else "text"


def spelled(value: Any) -> str:
    """A value as a form holds it."""
    return value if isinstance(value, str) else json.dumps(value)
