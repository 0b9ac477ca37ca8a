"""The form of a calculated value: one function over questions, other calculated values and numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder.subjects import Heap
from apps.surveys.editing import EditRefused
from apps.surveys.questionnaire.writing import number_in

FUNCTIONS = ("sum", "average", "min", "max", "product", "count", "subtract", "divide")
MOST_PARTS = 50


@dataclass(frozen=True)
class ExpressionForm:
    """`written` is JSON, for what is put together in more than one step."""

    functions: list[tuple[str, str, bool]]
    parts: list[tuple[str, str]]
    heaps: list[Heap]
    written: str


def expression_form(expression: Any, heaps: list[Heap]) -> ExpressionForm:
    name, parts = _taken_apart(expression)
    functions = [(key, words, key == name) for key, words in function_words().items()]
    is_simple = name is not None
    return ExpressionForm(
        functions=functions,
        parts=[*(parts if is_simple else ()), ("", "")],
        heaps=heaps,
        written="" if is_simple else json.dumps(expression, ensure_ascii=False),
    )


def posted(form: Any) -> Any:
    """The expression; None while nothing is chosen."""
    if form.get("written", "").strip():
        try:
            return json.loads(form["written"])
        except (ValueError, RecursionError) as error:
            raise EditRefused("/settings/expression", _("This is not JSON."), code="type") from error
    subjects, numbers = form.getlist("subject"), form.getlist("number")
    parts = [_operand(subject, numbers[i] if i < len(numbers) else "") for i, subject in enumerate(subjects)]
    kept = [part for part in parts if part is not None][:MOST_PARTS]
    name = form.get("function", "")
    if not kept:
        return 0
    return {name: kept} if name in FUNCTIONS else kept[0]


def _operand(subject: str, number: str) -> Any:
    kind, colon, name = subject.partition(":")
    if colon:
        return {kind: name}
    value = number_in(number.strip()) if number.strip() else None
    return value if isinstance(value, int | float) else None


def _taken_apart(expression: Any) -> tuple[str | None, list[tuple[str, str]]]:
    """The function ("" for none) with its operands as (subject code, number); None where it is more than one step."""
    if isinstance(expression, dict) and len(expression) == 1:
        key, value = next(iter(expression.items()))
        if key in FUNCTIONS and isinstance(value, list):
            parts = [_coded(part) for part in value]
            return (None, []) if None in parts else (key, [part for part in parts if part])
    one = _coded(expression)
    return (None, []) if one is None else ("", [one])


def _coded(part: Any) -> tuple[str, str] | None:
    if isinstance(part, dict) and len(part) == 1:
        key, value = next(iter(part.items()))
        return (f"{key}:{value}", "") if key in ("question", "calculated") else None
    is_number = isinstance(part, int | float) and not isinstance(part, bool)
    return ("", str(part)) if is_number else None


def function_words() -> dict[str, str]:
    return {
        "": _("The value itself"),
        "sum": _("Sum of"),
        "average": _("Average of"),
        "min": _("Smallest of"),
        "max": _("Largest of"),
        "product": _("Product of"),
        "count": _("How many are answered of"),
        "subtract": _("First minus second"),
        "divide": _("First divided by second"),
    }
