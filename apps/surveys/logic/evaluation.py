"""Is a condition true for these answers?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.surveys.logic.comparisons import all_of, any_of, contains, equal, greater, is_missing, less
from apps.surveys.logic.conditions import Condition, Leaf

_TESTS = {
    "=": equal,
    "<": less,
    "<=": lambda answer, value: equal(answer, value) or less(answer, value),
    ">": greater,
    ">=": lambda answer, value: equal(answer, value) or greater(answer, value),
    "contains": contains,
    "anyof": any_of,
    "allof": all_of,
}
_OPPOSITES = {"!=": "=", "notcontains": "contains"}


def evaluate(
    condition: Condition, answers: Mapping[str, Any], params: Mapping[str, str] | None = None
) -> bool:
    """Whether the condition holds; `params` are the parameters of the address the survey was opened with."""
    if isinstance(condition, Leaf):
        return _holds(condition, answers, params or {})
    results = (evaluate(part, answers, params) for part in condition.parts)
    if condition.kind == "all":
        return all(results)
    return any(results) if condition.kind == "any" else not any(results)


def _holds(leaf: Leaf, answers: Mapping[str, Any], params: Mapping[str, str]) -> bool:
    answer = answer_of(leaf.question, answers) if leaf.question else params.get(leaf.param)
    missing = is_missing(answer)
    if leaf.op in ("empty", "notempty"):
        return missing == (leaf.op == "empty")
    positive = _OPPOSITES.get(leaf.op)
    holds = not missing and bool(_TESTS[positive or leaf.op](answer, leaf.value))
    return holds != (positive is not None)


def answer_of(reference: str, answers: Mapping[str, Any]) -> Any:
    """The answer to `name`, or to the row `matrix.row`; None if there is none."""
    name, dot, row = reference.partition(".")
    answer = answers.get(name)
    if not dot:
        return answer
    return answer.get(row) if isinstance(answer, Mapping) else None
