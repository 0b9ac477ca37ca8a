"""The value of an expression; None where it is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from apps.surveys.logic.comparisons import is_missing, number
from apps.surveys.logic.evaluation import holds
from apps.surveys.logic.expressions.model import Decision, Expression, Look, Operation
from apps.surveys.logic.known import Known

LARGEST = 1e15


def calculate(expression: Expression, known: Known) -> Any:
    if isinstance(expression, Look):
        value = known.value(expression.source, expression.name)
        return None if is_missing(value) else value
    if isinstance(expression, Operation):
        return _operated(expression, known)
    if isinstance(expression, Decision):
        branch = expression.then if holds(expression.condition, known) else expression.otherwise
        return None if branch is None else calculate(branch, known)
    return expression


def _operated(operation: Operation, known: Known) -> int | float | None:
    values = [calculate(operand, known) for operand in operation.operands]
    if operation.kind == "count":
        return sum(value is not None for value in values)
    if operation.kind in ("subtract", "divide"):
        return _of_two(operation.kind, values)
    found = [n for value in values for n in map(_double, _one_by_one(value)) if n is not None]
    return _whole(_of_many(operation.kind, found)) if found else None


def _of_two(kind: str, values: Sequence[Any]) -> int | float | None:
    first, second = (_double(value) for value in values)
    if first is None or second is None or (kind == "divide" and second == 0):
        return None
    return _whole(first - second if kind == "subtract" else first / second)


def _of_many(kind: str, numbers: Sequence[float]) -> float:
    if kind == "min":
        return min(numbers)
    if kind == "max":
        return max(numbers)
    if kind == "product":
        return math.prod(numbers)
    total = 0.0
    for one in numbers:  # sum() of newer Pythons rounds differently from a browser
        total += one
    return total / len(numbers) if kind == "average" else total


def _one_by_one(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _double(value: Any) -> float | None:
    found = number(value)
    return None if found is None or not abs(found) <= LARGEST else float(found)


def _whole(result: float) -> int | float | None:
    """The result as a whole number where it is one; None beyond the largest."""
    if not abs(result) <= LARGEST:
        return None
    return int(result) if result.is_integer() else result
