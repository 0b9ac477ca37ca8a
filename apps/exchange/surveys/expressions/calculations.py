"""A tree said as the expression of a calculated value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.exchange.surveys.expressions import counting
from apps.exchange.surveys.expressions.nodes import Call, Literal, Name, Node, NotSaid, Operation

if TYPE_CHECKING:
    from apps.exchange.surveys.expressions.conditions import Conditions

GATHERING = {
    "sum": "sum",
    "min": "min",
    "max": "max",
    "avg": "average",
    "average": "average",
    "count": "count",
}
ARITHMETIC = {"+": "sum", "*": "product", "-": "subtract", "/": "divide"}
PLAIN = {"int", "number", "string", "intval", "floatval"}


def expression(node: Node, said: Conditions) -> Any:
    """The JSON; raises NotSaid."""
    if isinstance(node, Literal):
        return _literal(node.value)
    if isinstance(node, Name):
        return _name(node, said)
    if isinstance(node, Operation) and node.op in ARITHMETIC:
        said.notes.add("missing_numbers")
        return {ARITHMETIC[node.op]: _gathered(node, said)}
    if isinstance(node, Call):
        return _call(node, said)
    if isinstance(node, Operation):
        return _either(said.said(node), 1, 0)
    raise NotSaid("expression")


def _literal(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if value in (None, ""):
        raise NotSaid("expression")
    return value


def _name(node: Name, said: Conditions) -> Any:
    target = said.target(node.text)
    if target.item is not None:
        return _either({**target.source, "op": "contains", "value": target.item}, 1, 0)
    if target.kind in ("choices", "ranking", "group"):
        raise NotSaid("expression")
    return dict(target.source)


def _gathered(node: Operation, said: Conditions) -> list[Any]:
    """The operands; a sum of a sum is one sum."""
    found: list[Any] = []
    for part in node.operands:
        value = expression(part, said)
        key = ARITHMETIC[node.op]
        same = isinstance(value, dict) and set(value) == {key} and key in ("sum", "product")
        found.extend(value[key] if same else [value])
    return found


def _call(node: Call, said: Conditions) -> Any:
    arguments = node.arguments
    if node.function in PLAIN and len(arguments) == 1:
        return expression(arguments[0], said)
    if node.function in GATHERING and arguments:
        return {GATHERING[node.function]: [expression(part, said) for part in arguments]}
    if node.function in ("if", "iif") and len(arguments) == 3:
        return _either(
            said.said(arguments[0]), expression(arguments[1], said), expression(arguments[2], said)
        )
    if node.function == "coalesce" and len(arguments) == 2 and isinstance(arguments[0], Name):
        test = said.said(Operation("notempty", (arguments[0],)))
        return _either(test, expression(arguments[0], said), expression(arguments[1], said))
    if node.function in counting.COUNTS and len(arguments) == 1 and isinstance(arguments[0], Name):
        return counting.chosen(said.target(arguments[0].text))
    raise NotSaid("function", name=node.function)


def _either(test: Any, yes: Any, no: Any) -> Any:
    if isinstance(test, bool):
        return yes if test else no
    return {"if": test, "then": yes, "else": no}
