"""The model of an expression, read from and written to its JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.logic.conditions import Condition, dump, is_scalar, looks, read
from apps.surveys.logic.known import SOURCES, Source
from apps.surveys.logic.problems import Note, step

OF_MANY = ("sum", "product", "min", "max", "average", "count")
OF_TWO = ("subtract", "divide")
OPERATIONS = OF_MANY + OF_TWO

MAX_DEPTH = 8
MAX_OPERANDS = 50
MAX_PARTS = 200  # of one expression, conditions not counted


@dataclass(frozen=True, slots=True)
class Look:
    """The value of a question (`name`, or `matrix.row`), a parameter, a field of the invitation, a calculated value."""

    source: Source
    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    kind: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """`then` where the condition holds, else `otherwise`; without one it is missing."""

    condition: Condition
    then: Expression
    otherwise: Expression | None = None


Expression = int | float | str | Look | Operation | Decision


def read_expression(raw: Any, pointer: str, note: Note) -> Expression | None:
    """The expression in this JSON value; each fault goes to `note`, and the faulty part is left out."""
    found = _read(raw, pointer, note, 1)
    if found is not None and _size(found) > MAX_PARTS:
        note(pointer, "too_large", _("The expression has too many parts."))
        return None
    return found


def _read(raw: Any, pointer: str, note: Note, depth: int) -> Expression | None:
    if not isinstance(raw, dict):
        if is_scalar(raw) and not isinstance(raw, bool):
            literal: int | float | str = raw
            return literal
        note(pointer, "type", _("Give a number, a text or an object."))
        return None
    if depth > MAX_DEPTH:
        note(pointer, "too_deep", _("Expressions are nested too deeply."))
        return None
    if "if" in raw:
        return _decision(raw, pointer, note, depth)
    [*kinds] = raw
    if len(kinds) != 1 or kinds[0] not in (*SOURCES, *OPERATIONS):
        note(pointer, "expression", _("An expression names one operation, or one thing to look at."))
        return None
    return _operation(raw, pointer, note, depth) if kinds[0] in OPERATIONS else _look(raw, pointer, note)


def _look(raw: dict[str, Any], pointer: str, note: Note) -> Look | None:
    [(source, name)] = raw.items()
    if isinstance(name, str) and 0 < len(name) <= 200:
        return Look(source, name)  # type: ignore[arg-type]
    note(pointer + step(source), "type", _("Give a name."))
    return None


def _operation(raw: dict[str, Any], pointer: str, note: Note, depth: int) -> Operation | None:
    [(kind, parts)] = raw.items()
    here = pointer + step(kind)
    if not isinstance(parts, list) or not 0 < len(parts) <= MAX_OPERANDS:
        note(here, "type", _("Give a list of 1 to %(most)s expressions.") % {"most": MAX_OPERANDS})
        return None
    if kind in OF_TWO and len(parts) != 2:
        note(here, "type", _("Give exactly two expressions."))
        return None
    found = [_read(part, here + step(i), note, depth + 1) for i, part in enumerate(parts)]
    return Operation(kind, tuple(part for part in found if part is not None))


def _decision(raw: dict[str, Any], pointer: str, note: Note, depth: int) -> Decision | None:
    for key in raw.keys() - {"if", "then", "else"}:
        note(pointer + step(key), "unknown", _("This is not part of an expression."))
    condition = read(raw["if"], pointer + "/if", note)
    then = _read(raw.get("then"), pointer + "/then", note, depth + 1)
    otherwise = raw.get("else")
    other = None if otherwise is None else _read(otherwise, pointer + "/else", note, depth + 1)
    return None if condition is None or then is None else Decision(condition, then, other)


def _size(expression: Expression) -> int:
    return 1 + sum(_size(part) for part in parts_of(expression))


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, Operation):
        return expression.operands
    if isinstance(expression, Decision):
        rest = () if expression.otherwise is None else (expression.otherwise,)
        return (expression.then, *rest)
    return ()


def dump_expression(expression: Expression) -> Any:
    """The JSON of an expression; reading it again gives an equal one."""
    if isinstance(expression, Look):
        return {expression.source: expression.name}
    if isinstance(expression, Operation):
        return {expression.kind: [dump_expression(part) for part in expression.operands]}
    if isinstance(expression, Decision):
        found = {"if": dump(expression.condition), "then": dump_expression(expression.then)}
        if expression.otherwise is not None:
            found["else"] = dump_expression(expression.otherwise)
        return found
    return expression


def looks_of(expression: Expression) -> Iterator[tuple[Source, str]]:
    """Everything an expression looks at, its conditions too, as (source, name)."""
    if isinstance(expression, Look):
        yield expression.source, expression.name
    if isinstance(expression, Decision):
        yield from looks(expression.condition)
    for part in parts_of(expression):
        yield from looks_of(part)
