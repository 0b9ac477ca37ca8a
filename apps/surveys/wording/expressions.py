"""How a value is calculated, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from apps.surveys.logic.expressions import Decision, Expression, Look, Operation
from apps.surveys.questionnaire import Questionnaire
from apps.surveys.wording.conditions import said
from apps.surveys.wording.subjects import View, number, quoted

SIGNS = {"sum": "+", "product": "×", "subtract": "−", "divide": "÷"}  # noqa: RUF001


def expression_words(expression: Expression, questionnaire: Questionnaire, language: str) -> str:
    """In the reader's language, titles in `language`."""
    return _said(expression, View(questionnaire, language))


def _said(expression: Expression, view: View, *, is_inner: bool = False) -> str:
    if isinstance(expression, str):
        return quoted(expression)
    if isinstance(expression, int | float):
        return number(expression)
    if isinstance(expression, Look):
        return view.look(expression.source, expression.name)
    found = _operation(expression, view) if isinstance(expression, Operation) else _decision(expression, view)
    return f"({found})" if is_inner else found


def _operation(operation: Operation, view: View) -> str:
    operands = [_said(operand, view, is_inner=True) for operand in operation.operands]
    sign = SIGNS.get(operation.kind)
    return f" {sign} ".join(operands) if sign else _of_many(operation.kind, operands)


def _of_many(kind: str, operands: Sequence[str]) -> str:
    listed = {"values": ", ".join(operands)}
    if kind == "min":
        return _("the lowest of %(values)s") % listed
    if kind == "max":
        return _("the highest of %(values)s") % listed
    if kind == "average":
        return _("the average of %(values)s") % listed
    return _("how many of %(values)s are answered") % listed


def _decision(decision: Decision, view: View) -> str:
    parts = {"condition": said(decision.condition, view), "then": _said(decision.then, view, is_inner=True)}
    if decision.otherwise is None:
        return _("%(then)s if %(condition)s") % parts
    other = _said(decision.otherwise, view, is_inner=True)
    return _("%(then)s if %(condition)s, else %(other)s") % {**parts, "other": other}
