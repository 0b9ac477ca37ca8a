"""What can be wrong with one cell: stored as a code with its values, said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

LONGEST_SHOWN = 80

WORDS = {
    "not_a_number": _("“%(value)s” is not a number."),
    "unknown_text": _("“%(value)s” is neither a number nor one of the texts the mapping gives a number to."),
    "not_whole": _("“%(value)s” is not a whole number."),
    "out_of_range": _("%(value)s is outside the scale of %(low)s to %(high)s."),
    "no_date": _("The date is missing."),
    "bad_date": _("“%(value)s” is not a date that fits the other dates or the format."),
    "date_out_of_range": _("%(value)s lies before the year 2000 or in the future."),
    "too_long": _("The text is longer than %(most)s characters."),
    "no_id": _("The id is missing, so a later import could not recognise this row."),
    "ragged": _("The row has %(cells)s cells, the header has %(columns)s."),
    "conflict": _("The id %(value)s came in before with other values."),
    "conflict_row": _("This row came in before with another mapping; take that import back first."),
    "refused": _("%(words)s"),
}


@dataclass(frozen=True)
class Problem:
    """``column`` is empty where the row as a whole is meant."""

    column: str
    code: str
    value: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        return {
            "column": self.column,
            "code": self.code,
            "value": self.value[:LONGEST_SHOWN],
            "details": dict(self.details),
        }

    def __str__(self) -> str:
        value = self.value if len(self.value) <= LONGEST_SHOWN else self.value[: LONGEST_SHOWN - 1] + "…"
        return str(WORDS.get(self.code, self.code)) % {"value": value, **self.details}


def load_problems(stored: list[dict[str, Any]]) -> list[Problem]:
    return [Problem(p["column"], p["code"], p.get("value", ""), p.get("details", {})) for p in stored]
