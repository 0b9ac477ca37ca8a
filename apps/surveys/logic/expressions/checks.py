"""Faults of an expression that only show beside the questions it looks at."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from apps.surveys.logic.checks import Calculated, check, check_look
from apps.surveys.logic.expressions.model import OF_TWO, Decision, Expression, Look, Operation
from apps.surveys.logic.problems import Note, step
from apps.surveys.logic.subjects import Subject

_NUMBER = Subject("number")
_ANYTHING = Subject("param")


def check_expression(
    expression: Expression,
    pointer: str,
    *,
    earlier: Mapping[str, Subject | None],
    known: Collection[str],
    calculated: Mapping[str, Calculated],
    note: Note,
) -> Subject | None:
    """What conditions may say about its value; None where it has faults. `calculated` are those before it."""
    sight = {"earlier": earlier, "known": known, "calculated": calculated, "note": note}
    if isinstance(expression, Look):
        return check_look(expression.source, expression.name, pointer, **sight)  # type: ignore[arg-type]
    if isinstance(expression, Operation):
        here = pointer + step(expression.kind)
        for i, operand in enumerate(expression.operands):
            found = check_expression(operand, here + step(i), **sight)  # type: ignore[arg-type]
            _check_operand(expression.kind, found, here + step(i), note)
        return _NUMBER
    if isinstance(expression, Decision):
        check(expression.condition, pointer + "/if", **sight)  # type: ignore[arg-type]
        then = check_expression(expression.then, pointer + "/then", **sight)  # type: ignore[arg-type]
        if expression.otherwise is None:
            return then
        other = check_expression(expression.otherwise, pointer + "/else", **sight)  # type: ignore[arg-type]
        return _either(then, other)
    return Subject("choice", (expression,)) if isinstance(expression, str) else _NUMBER


def _check_operand(kind: str, subject: Subject | None, pointer: str, note: Note) -> None:
    if subject is None or kind == "count":
        return
    can = subject.can_be_number and not (kind in OF_TWO and subject.kind == "choices")
    if not can:
        note(pointer, "type", _("This is never a number."))


def _either(first: Subject | None, second: Subject | None) -> Subject | None:
    if first is None or second is None:
        return None
    if first.kind != second.kind:
        return _ANYTHING
    return Subject(first.kind, tuple(dict.fromkeys(first.values + second.values)))
