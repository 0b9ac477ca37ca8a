"""Is a condition true for these answers?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.surveys.logic.comparisons import all_of, any_of, contains, equal, greater, is_missing, less
from apps.surveys.logic.conditions import Condition, Leaf
from apps.surveys.logic.known import Asked, Known, answer_of, respondent_of

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
    condition: Condition,
    answers: Mapping[str, Any],
    params: Asked = None,
    calculated: Mapping[str, Any] | None = None,
) -> bool:
    """Whether the condition holds; `params` are the parameters of the address the survey was opened with."""
    asked = respondent_of(params)
    return holds(condition, Known(answers, asked.params, asked.invitation, calculated or {}))


def holds(condition: Condition, known: Known) -> bool:
    if isinstance(condition, Leaf):
        return _leaf_holds(condition, known)
    results = (holds(part, known) for part in condition.parts)
    if condition.kind == "all":
        return all(results)
    return any(results) if condition.kind == "any" else not any(results)


def _leaf_holds(leaf: Leaf, known: Known) -> bool:
    name = leaf.question
    value = answer_of(name, known.answers) if name else known.value(leaf.source, leaf.name)
    missing = is_missing(value)
    if leaf.op in ("empty", "notempty"):
        return missing == (leaf.op == "empty")
    positive = _OPPOSITES.get(leaf.op)
    found = not missing and bool(_TESTS[positive or leaf.op](value, leaf.value))
    return found != (positive is not None)
