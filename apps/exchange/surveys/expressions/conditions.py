"""A tree said as one of our conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apps.exchange.surveys.expressions import calculations, counting
from apps.exchange.surveys.expressions.comparing import comparison
from apps.exchange.surveys.expressions.folding import Said, all_of, any_of, none_of
from apps.exchange.surveys.expressions.nodes import (
    Call,
    Literal,
    Name,
    Node,
    NotSaid,
    Operation,
    Several,
    Value,
)
from apps.exchange.surveys.expressions.scope import Scope, Target

FLIPPED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
COMPARISONS = {*FLIPPED, "contains", "notcontains", "anyof", "allof", "noneof"}
PLAIN = {
    "int",
    "number",
    "string",
    "boolean",
    "intval",
    "floatval",
    "date",
}  # functions that give their argument back

Keep = Callable[[Any], str]
"""Takes the JSON of an expression, gives the name of a calculated value that holds it."""


class Conditions:
    """Says trees as conditions. ``keep`` makes calculated values where a condition needs one beside it."""

    def __init__(self, scope: Scope, keep: Keep) -> None:
        self.scope = scope
        self.keep = keep
        self.notes: set[str] = set()  # of what was only approximated

    def condition(self, node: Node) -> dict[str, Any] | None:
        """The JSON; None where it is always true. Raises NotSaid, also where it is never true."""
        said = self.said(node)
        if said is False:
            raise NotSaid("never_true")
        return None if said is True else said

    def said(self, node: Node) -> Said:
        if isinstance(node, Operation):
            return self._operation(node)
        if isinstance(node, Literal):
            return self._constant(node.value)
        if isinstance(node, Name):
            return self._alone(self.target(node.text))
        if isinstance(node, Call):
            return self._call(node)
        raise NotSaid("unreadable")

    def target(self, name: str) -> Target:
        found = self.scope.get(name)
        if found is None:
            raise NotSaid("unknown_name", name=name)
        if found.approximated:
            self.notes.add(found.approximated)
        return found

    def _operation(self, node: Operation) -> Said:
        if node.op in ("and", "or"):
            parts = [self.said(part) for part in node.operands]
            return all_of(parts) if node.op == "and" else any_of(parts)
        if node.op == "not":
            return none_of([self.said(node.operands[0])])
        if node.op in ("empty", "notempty"):
            return self._presence(node.op, node.operands[0])
        if node.op in COMPARISONS:
            return self._compared(node.op, *node.operands)
        raise NotSaid("not_a_condition")

    def _presence(self, op: str, operand: Node) -> Said:
        operand = _plain(operand)
        if not isinstance(operand, Name):
            raise NotSaid("not_a_condition")
        return comparison(op, self.target(operand.text), None)

    def _compared(self, op: str, left: Node, right: Node) -> Said:
        left, right = _plain(left), _plain(right)
        if isinstance(left, Literal) and not isinstance(right, Literal | Several) and op in FLIPPED:
            left, right, op = right, left, FLIPPED[op]
        if isinstance(left, Call) and isinstance(right, Literal):
            counted = counting.compared(op, left, right.value, self)
            if counted is not None:
                return counted
        if not isinstance(right, Literal | Several):
            return self._difference(op, left, right)
        value = _value(right)
        if isinstance(left, Name):
            target = self.target(left.text)
            if target.kind == "text" and op in ("<", "<=", ">", ">=") and isinstance(value, int | float):
                name = self.keep(
                    {"sum": [dict(target.source)]}
                )  # a text has no order, the number it spells has
                target = Target({"calculated": name})
            return comparison(op, target, value)
        return comparison(op, Target({"calculated": self.keep(self.expression(left))}), value)

    def _difference(self, op: str, left: Node, right: Node) -> Said:
        """Two answers: their difference against nought."""
        if op not in FLIPPED or op == "!=":
            raise NotSaid("two_answers")
        expression = {"subtract": [self.expression(left), self.expression(right)]}
        return comparison(op, Target({"calculated": self.keep(expression)}), 0)

    def expression(self, node: Node) -> Any:
        return calculations.expression(node, self)

    def _call(self, node: Call) -> Said:
        if node.function in PLAIN and len(node.arguments) == 1:
            return self.said(node.arguments[0])
        if node.function in ("not",) and len(node.arguments) == 1:
            return none_of([self.said(node.arguments[0])])
        if node.function in ("true", "false") and not node.arguments:
            return node.function == "true"
        if node.function in ("iif", "if") and len(node.arguments) == 3:
            test, yes, no = (self.said(part) for part in node.arguments)
            return any_of([all_of([test, yes]), all_of([none_of([test]), no])])
        if node.function == "is_empty" and len(node.arguments) == 1:
            return self._presence("empty", node.arguments[0])
        if node.function == "contains" and len(node.arguments) == 2:
            return self._compared("contains", *node.arguments)
        if node.function == "selected" and len(node.arguments) == 2:
            return self._selected(*node.arguments)
        raise NotSaid("function", name=node.function)

    def _selected(self, question: Node, value: Node) -> Said:
        if not isinstance(question, Name) or not isinstance(value, Literal):
            raise NotSaid("function", name="selected")
        target = self.target(question.text)
        return comparison("contains" if target.kind in ("choices", "ranking") else "=", target, value.value)

    def _alone(self, target: Target) -> Said:
        if target.kind == "truth" or target.item is not None:
            return comparison("=", target, True)
        raise NotSaid("not_a_condition")

    def _constant(self, value: Value) -> Said:
        if isinstance(value, bool | int | float):
            return bool(value)
        raise NotSaid("not_a_condition")


def _plain(node: Node) -> Node:
    """Without the functions that only turn one kind of value into another."""
    while isinstance(node, Call) and node.function in PLAIN and len(node.arguments) == 1:
        node = node.arguments[0]
    if isinstance(node, Call) and node.function in ("true", "false") and not node.arguments:
        return Literal(node.function == "true")
    return node


def _value(node: Literal | Several) -> Any:
    if isinstance(node, Literal):
        return node.value
    values = [item.value for item in node.items if isinstance(item, Literal) and item.value is not None]
    if len(values) < len(node.items) or not values:
        raise NotSaid("unreadable")
    return values
