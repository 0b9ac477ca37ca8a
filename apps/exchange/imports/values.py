"""Cells into scores: whole numbers of a scale, however a spreadsheet writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from apps.exchange.imports.problems import Problem

# What people and tools write for "no answer". A text the mapping gives a number to wins over these.
MISSING = frozenset(
    {
        "",
        "-",
        "--",
        "\N{EN DASH}",
        "\N{EM DASH}",
        ".",
        "?",
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
    }
)
MOST_REMEMBERED = 4096  # different cells of a column
LONGEST_REMEMBERED = 40

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?P<group>[., '\u2019\u00a0\u202f])[0-9]{3}(?:(?P=group)[0-9]{3})*(?:[.,][0-9]+)?"
)


def is_missing(text: str) -> bool:
    return text.casefold() in MISSING


def number_in(text: str) -> Decimal | None:
    """The number a cell spells: 7, 7.0, 7,0, 1 234, 1.234,5; None if it spells none.

    A lone comma or point marks decimals: on scales of at most eleven values a thousand is no answer either way.
    """
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    grouped = _GROUPED.fullmatch(text)
    if grouped is None:
        return None
    plain = text.replace(grouped["group"], "")
    return Decimal(plain.replace(",", "."))


def key_of(text: object) -> str:
    """How a cell is compared with the mapping's texts and missing values: 0, 0.0 and "0,00" are one."""
    spelled = " ".join(str(text).split()).casefold()
    number = number_in(spelled)
    return spelled if number is None else format(number.normalize(), "f")


class ScoreReader:
    """The cells of one column; None is no answer."""

    def __init__(
        self,
        column: str,
        scale: tuple[int, int],
        missing: frozenset[str] = frozenset(),
        values: Mapping[str, int] | None = None,
    ) -> None:
        self.column, self.scale = column, scale
        self.missing, self.values = missing, dict(values or {})
        self._known: dict[str, int | Problem | None] = {}

    def read(self, cell: str) -> int | Problem | None:
        found = self._known.get(cell, self)
        if found is self:
            found = self._read(cell)
            if len(cell) <= LONGEST_REMEMBERED and len(self._known) < MOST_REMEMBERED:
                self._known[cell] = found
        return found  # type: ignore[return-value]

    def _read(self, cell: str) -> int | Problem | None:
        key = key_of(cell)
        if key in self.values:
            return self.values[key]
        if key in self.missing or is_missing(key):
            return None
        text = cell.strip()
        number = number_in(text)
        if number is None:
            return Problem(self.column, "unknown_text" if self.values else "not_a_number", text)
        if number != number.to_integral_value():
            return Problem(self.column, "not_whole", text)
        low, high = self.scale
        if not low <= number <= high:
            return Problem(self.column, "out_of_range", text, {"low": low, "high": high})
        return int(number)
