"""Constraints of an XLSForm as settings: bounds of a number, the length of a text, how many are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.exchange.surveys.expressions import xpath
from apps.exchange.surveys.expressions.nodes import Call, Literal, Name, Node, NotSaid, Operation, names_in
from apps.exchange.surveys.xlsform.context import Reading
from apps.exchange.surveys.xlsform.sheets import Row

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
LONGEST = {"text": 1000, "comment": 10_000}


def constrained(reading: Reading, row: Row, kind: str) -> dict[str, Any]:
    """``kind`` is integer, number, date, text, comment or choices."""
    words = row.get("constraint")
    if not words:
        return {}
    row.text("constraint_message")
    found: dict[str, Any] = {}
    left_out = []
    try:
        tree = xpath.read(words)
    except NotSaid:
        reading.drafting.report.add(f"{row.source}/constraint", "validation", words, "dropped", "unreadable")
        return {}
    for part in _parts(tree):
        setting = _setting(part, kind)
        if setting is None:
            left_out.append(part)
        else:
            found |= setting
    others = {name for part in left_out for name in names_in(part)} - {xpath.SELF}
    if left_out:
        fate = "approximated" if found and not others else "dropped"
        reading.drafting.report.add(
            f"{row.source}/constraint", "validation", words, "dropped" if fate == "dropped" else "approximated",
            "validator", is_logic=bool(others),
        )  # fmt: skip
    else:
        reading.drafting.report.add(f"{row.source}/constraint", "validation", words, "equivalent")
    return found


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.op == "and":
        for part in node.operands:
            yield from _parts(part)
    else:
        yield node


def _setting(node: Node, kind: str) -> dict[str, Any] | None:
    if not isinstance(node, Operation) or node.op not in FLIPPED or len(node.operands) != 2:
        return None
    left, right = node.operands
    op = node.op
    if isinstance(left, Literal):
        left, right, op = right, left, FLIPPED[op]
    if not isinstance(right, Literal):
        right = (
            right.arguments[0]
            if isinstance(right, Call) and right.function == "date" and right.arguments
            else right
        )
    if not isinstance(right, Literal):
        return None
    if left == Name(xpath.SELF):
        return _bound(op, right.value, kind)
    is_own = isinstance(left, Call) and left.arguments == (Name(xpath.SELF),)
    if is_own and isinstance(left, Call) and isinstance(right.value, int):
        return _count(op, right.value, left.function, kind)
    return None


def _bound(op: str, value: Any, kind: str) -> dict[str, Any] | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "integer" and isinstance(value, int) and op in ("<", ">"):
        return {"max": value - 1} if op == "<" else {"min": value + 1}
    if op not in ("<=", ">=") or not (is_number if kind in ("integer", "number") else kind == "date"):
        return None
    return {"max": value} if op == "<=" else {"min": value}


def _count(op: str, value: int, function: str, kind: str) -> dict[str, Any] | None:
    low, high = {">": (value + 1, None), ">=": (value, None), "<": (None, value - 1), "<=": (None, value),
                 "=": (value, value)}[op]  # fmt: skip
    if function == "string-length" and kind in LONGEST and low is None and high and high > 0:
        return {"maxLength": min(high, LONGEST[kind])}
    if function == "count-selected" and kind == "choices" and (high is None or high > 0):
        found = {"minSelectedChoices": low, "maxSelectedChoices": high}
        return {key: limit for key, limit in found.items() if limit is not None}
    return None
