"""What a condition may say about an answer: the kind of its value, and the values it can take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from apps.surveys.logic.comparisons import number
from apps.surveys.logic.conditions import CONTAINMENT, EQUALITY, ORDER, PRESENCE, Scalar

Kind = Literal["number", "text", "date", "truth", "choice", "choices", "group", "param"]

_ANY = frozenset({"anyof"})
_OPERATORS: dict[Kind, frozenset[str]] = {
    "number": EQUALITY | ORDER | _ANY | PRESENCE,
    "text": EQUALITY | CONTAINMENT | _ANY | PRESENCE,
    "date": EQUALITY | ORDER | _ANY | PRESENCE,
    "truth": EQUALITY | PRESENCE,
    "choice": EQUALITY | _ANY | PRESENCE,
    "choices": EQUALITY | CONTAINMENT | _ANY | {"allof"} | PRESENCE,
    "group": PRESENCE,
    "param": EQUALITY | ORDER | CONTAINMENT | _ANY | PRESENCE,
}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a condition can look at; `values` are the known values of a choice."""

    kind: Kind
    values: tuple[str | int, ...] = ()

    @property
    def is_ordered(self) -> bool:
        """A choice among numbers can be compared by size."""
        return self.kind == "choice" and all(isinstance(value, int) for value in self.values)

    @property
    def can_be_number(self) -> bool:
        """Whether a calculation may find a number here."""
        if self.kind in ("choice", "choices"):
            return any(number(value) is not None for value in self.values) or not self.values
        return self.kind in ("number", "text", "param")

    def allows(self, op: str) -> bool:
        return op in _OPERATORS[self.kind] or (op in ORDER and self.is_ordered)

    def takes_list(self, op: str) -> bool | None:
        """Whether the operator needs a list here; None if it may have one."""
        if op in ("anyof", "allof"):
            return True
        if self.kind != "choices":
            return False
        return True if op in EQUALITY else None

    def fits(self, op: str, value: Scalar) -> bool:
        """Whether an answer could be compared with this value at all."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if self.kind == "number" or (op in ORDER and self.is_ordered):
            return is_number
        if self.kind == "truth":
            return isinstance(value, bool)
        if self.kind == "text":
            return isinstance(value, str)
        if self.kind == "date":
            return isinstance(value, str) and _ISO_DATE.fullmatch(value) is not None
        return not isinstance(value, bool) or self.kind == "param"

    def knows(self, op: str, value: Scalar) -> bool:
        """Whether a choice has this value."""
        return self.kind not in ("choice", "choices") or op in ORDER or value in self.values
