"""The tree all expression languages are read into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Literal:
    value: Value


@dataclass(frozen=True, slots=True)
class Several:
    """A list of literals."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What stands for an answer, a parameter or a calculated value, as the file spells it."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """``op`` is one of ours: and, or, not, a comparison, empty, notempty, or arithmetic."""

    op: str
    operands: tuple[Node, ...]


Node = Literal | Several | Name | Call | Operation


def names_in(node: Node) -> Iterator[str]:
    """Every name that stands in the tree."""
    if isinstance(node, Name):
        yield node.text
    parts: tuple[Node, ...] = ()
    if isinstance(node, Several):
        parts = node.items
    elif isinstance(node, Call):
        parts = node.arguments
    elif isinstance(node, Operation):
        parts = node.operands
    for part in parts:
        yield from names_in(part)


class NotSaid(ValueError):
    """What cannot be said in our terms; ``note`` is a code of ``notes`` with its ``values``."""

    def __init__(self, note: str, **values: str) -> None:
        super().__init__(note)
        self.note = note
        self.values = values
