"""Functions of an answer that can be compared without being calculated: how many are chosen, how long a text is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.exchange.surveys.expressions.comparing import comparison
from apps.exchange.surveys.expressions.folding import Said
from apps.exchange.surveys.expressions.nodes import Call, Name, NotSaid
from apps.exchange.surveys.expressions.scope import Target

if TYPE_CHECKING:
    from apps.exchange.surveys.expressions.conditions import Conditions

COUNTS = {"count-selected", "length"}
LENGTHS = {"string-length", "strlen"}
MOST_COUNTED = 60
NONE = {("=", 0), ("<", 1), ("<=", 0)}
SOME = {(">", 0), (">=", 1), ("!=", 0)}


def compared(op: str, call: Call, value: Any, said: Conditions) -> Said | None:
    """None where this is no such function."""
    if call.function not in COUNTS | LENGTHS or len(call.arguments) != 1:
        return None
    asked = call.arguments[0]
    if not isinstance(asked, Name):
        raise NotSaid("function", name=call.function)
    target = said.target(asked.text)
    if (op, value) in NONE | SOME:
        return comparison("empty" if (op, value) in NONE else "notempty", target, None)
    if call.function in LENGTHS:
        raise NotSaid("function", name=call.function)
    return comparison(op, Target({"calculated": said.keep(chosen(target))}), value)


def chosen(target: Target) -> dict[str, Any]:
    """How many choices of a multiple question are chosen, as an expression."""
    values = list(dict.fromkeys(target.values.values()))
    if target.kind not in ("choices", "ranking") or not 0 < len(values) <= MOST_COUNTED:
        raise NotSaid("function", name="count-selected")
    return {
        "sum": [
            {"if": {**target.source, "op": "contains", "value": value}, "then": 1, "else": 0}
            for value in values
        ]
    }
