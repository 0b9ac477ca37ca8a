"""What a person should know about an import besides its numbers: stored as code and values, said in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "encoding": _("The file was read as %(encoding)s. Check accented letters in the first rows."),
    "renamed": _("There are several columns named “%(column)s”; this one is “%(now)s” here."),
    "sheet": _("Of the workbook the sheet “%(sheet)s” is read; it has %(sheets)s sheets."),
    "new_touchpoints": _(
        "New in the inventory, still without a stage: %(codes)s. Give each its stage and channel there."
    ),
    "archived_touchpoints": _(
        "Archived, so not on the scorecard until you restore them in the inventory: %(codes)s."
    ),
    "no_touchpoint": _("“%(column)s” names no touchpoint: its scores count without one."),
    "no_date": _("No date is mapped: every row counts on the day of this import."),
    "ambiguous_date": _(
        "The dates in “%(column)s” can be read with the day or the month first; they are read as day, month, year."
    ),
    "day_first": _("The dates in “%(column)s” are read with the day first."),
    "month_first": _("The dates in “%(column)s” are read with the month first."),
    "no_id": _(
        "No id is mapped: a row is recognised by the file and its row number, so a changed file counts again."
    ),
    "new_dimensions": _("New dimensions: %(names)s."),
    "many_members": _(
        "“%(name)s” has more than %(most)s different values; the later ones count together as “other”."
    ),
    "ids_forgotten": _(
        "The file is long: ids repeated far apart from each other show only when it is stored."
    ),
}


@dataclass(frozen=True)
class Note:
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        return {"code": self.code, "values": dict(self.values)}

    def __str__(self) -> str:
        return str(WORDS[self.code]) % self.values


def load_notes(stored: list[dict[str, Any]]) -> list[Note]:
    return [Note(entry["code"], entry["values"]) for entry in stored if entry["code"] in WORDS]
