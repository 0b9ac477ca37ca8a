"""One parser for all expression languages: each brings its tokens, already spelled as ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from apps.exchange.surveys.expressions.nodes import Call, Literal, Name, Node, NotSaid, Operation, Several
from apps.exchange.surveys.limits import DEEPEST_EXPRESSION, MOST_TOKENS

LEVELS: dict[str, int] = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(
        ("=", "!=", "<", "<=", ">", ">=", "contains", "notcontains", "anyof", "allof", "noneof"), 4
    ),
    **dict.fromkeys(("+", "-", "concat"), 5),
    **dict.fromkeys(("*", "/", "mod"), 6),
    "power": 7,
}
CHAINED = frozenset({"or", "and", "+", "*"})
AFTER = frozenset({"empty", "notempty"})
UNARY = 8


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: literal, name, node (a tree), call (a function's name), op, or a sign of its own: ( ) [ ] ,"""

    kind: str
    value: Any = None


def parse(tokens: Sequence[Token]) -> Node:
    """The tree, or NotSaid("unreadable")."""
    if len(tokens) > MOST_TOKENS:
        raise NotSaid("too_long")
    parser = _Parser(tokens)
    node = parser.expression(0, 1)
    if parser.kind:
        raise NotSaid("unreadable")
    return node


class _Parser:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def take(self, kind: str = "") -> Token:
        if not self.kind or (kind and self.kind != kind):
            raise NotSaid("unreadable")
        self.at += 1
        return self.tokens[self.at - 1]

    def takes(self, kind: str) -> bool:
        if self.kind == kind:
            self.at += 1
            return True
        return False

    def expression(self, level: int, depth: int) -> Node:
        if depth > DEEPEST_EXPRESSION:
            raise NotSaid("too_long")
        left = self.operand(depth)
        while self.kind == "op":
            if depth > DEEPEST_EXPRESSION:
                raise NotSaid("too_long")
            op = self.tokens[self.at].value
            if op in AFTER:
                self.at += 1
                left = Operation(op, (left,))
            elif LEVELS.get(op, 0) > level:
                self.at += 1
                depth += op not in CHAINED
                left = _joined(op, left, self.expression(LEVELS[op], depth + 1))
            else:
                break
        return left

    def operand(self, depth: int) -> Node:
        token = self.take()
        if token.kind == "literal":
            return Literal(token.value)
        if token.kind == "name":
            return Name(token.value)
        if token.kind == "node":
            return cast(Node, token.value)
        if token.kind == "(":
            inner = self.expression(0, depth + 1)
            self.take(")")
            return inner
        if token.kind == "[":
            return Several(self._list("]", depth))
        if token.kind == "call":
            self.take("(")
            return Call(token.value, self._list(")", depth))
        if token.kind == "op" and token.value == "not":
            return Operation("not", (self.expression(UNARY, depth + 1),))
        if token.kind == "op" and token.value == "-":
            return _negated(self.expression(UNARY, depth + 1))
        raise NotSaid("unreadable")

    def _list(self, end: str, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        if self.takes(end):
            return ()
        while True:
            found.append(self.expression(0, depth + 1))
            if self.takes(end):
                return tuple(found)
            self.take(",")


def _joined(op: str, left: Node, right: Node) -> Node:
    """A chain of one operator is one operation, so that long ones stay flat."""
    if op in CHAINED and isinstance(left, Operation) and left.op == op:
        return Operation(op, (*left.operands, right))
    return Operation(op, (left, right))


def _negated(node: Node) -> Node:
    if isinstance(node, Literal) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return Literal(-node.value)
    return Operation("-", (Literal(0), node))
