"""Conditions as LimeSurvey kept them before it had relevance: rows, "or" between those about one question."""

from __future__ import annotations

from apps.exchange.surveys.expressions.nodes import Literal, Name, Node, NotSaid, Operation
from apps.exchange.surveys.lss.tables import Row

METHODS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def old_conditions(rows: list[Row]) -> Node:
    """Scenarios are alternatives; within one all questions must fit, each with one of its answers."""
    scenarios: dict[str, dict[str, list[Node]]] = {}
    for row in rows:
        about = scenarios.setdefault(row.get("scenario", "1"), {})
        about.setdefault(f"{row.get('cqid')}/{row.get('cfieldname', '').lstrip('+')}", []).append(_leaf(row))
    return _joined(
        "or", [_joined("and", [_joined("or", one) for one in about.values()]) for about in scenarios.values()]
    )


def _leaf(row: Row) -> Node:
    name, value = row.get("cfieldname", ""), row.get("value", "")
    op = METHODS.get(row.get("method", "").strip())
    if op is None or value.startswith(("@", "{")):
        raise NotSaid("not_a_condition")
    if name.startswith("+"):
        return Operation(op, (Name(name[1:]), Literal("Y")))
    if name.startswith("{"):
        return Operation(op, (Name(name.strip("{}")), Literal(value)))
    return Operation(op, (Name(name), Literal(value)))


def _joined(op: str, parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Operation(op, tuple(parts))
