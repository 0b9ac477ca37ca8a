"""What a look through the whole table settles before its first row is read: dates, dimensions, what is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.exchange.imports.dates import DateReader, OrderEvidence
from apps.exchange.imports.errors import InvalidMapping
from apps.exchange.imports.mapping import Mapping
from apps.exchange.imports.notes import Note, load_notes
from apps.exchange.imports.shape import Table, is_blank
from apps.exchange.imports.values import is_missing
from apps.exchange.models import Import
from apps.kpis.models import MOST_DIMENSIONS, MOST_MEMBERS, Member
from apps.kpis.services import declared_dimensions
from apps.touchpoints.models import Touchpoint

BEAT_EVERY = 20_000  # rows between two signs of life
FILE_NOTES = "file"  # beside the plan: what was noted when the file came in
Beat = Callable[[], None]


@dataclass(frozen=True)
class Plan:
    """Settled once and kept, so that whoever resumes reads every row the same way."""

    date_order: str = "iso"
    notes: list[Note] = field(default_factory=list)

    def dump(self) -> dict[str, Any]:
        return {"date_order": self.date_order, "notes": [note.dump() for note in self.notes]}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        return cls(stored["date_order"], load_notes(stored["notes"]))

    def dates(self, mapping: Mapping) -> DateReader | None:
        if mapping.date is None or mapping.date.column is None:
            return None
        return DateReader(self.date_order, mapping.date.pattern)  # type: ignore[arg-type]


def is_planned(batch: Import) -> bool:
    return "date_order" in batch.plan


def notes_of(batch: Import) -> list[Note]:
    """All that was noted about the file and its mapping so far."""
    return load_notes(batch.plan.get(FILE_NOTES, [])) + load_notes(batch.plan.get("notes", []))


def check_dimensions(mapping: Mapping) -> None:
    """Raises InvalidMapping where the client would get more than eight dimensions of its own."""
    declared = set(declared_dimensions())
    if len(declared | set(mapping.dimensions)) > MOST_DIMENSIONS:
        words = _("A client has at most %(most)s dimensions; there are already: %(names)s.")
        detail = words % {"most": MOST_DIMENSIONS, "names": ", ".join(sorted(declared)) or "-"}
        raise InvalidMapping(errors=[FieldProblem("/dimensions", "too_many", detail)])


def plan(table: Table, mapping: Mapping, *, beat: Beat) -> Plan:
    evidence, members = _look_through(table, mapping, beat)
    notes = [*_inventory_notes(mapping), *_id_and_date_notes(mapping, evidence), *_dimension_notes(members)]
    return Plan(evidence.order, notes)


def _look_through(table: Table, mapping: Mapping, beat: Beat) -> tuple[OrderEvidence, dict[str, set[str]]]:
    evidence = OrderEvidence()
    members: dict[str, set[str]] = {name: set() for name in mapping.dimensions}
    columns = [(members[name], table.column(column)) for name, column in mapping.dimensions.items()]
    finds_order = mapping.date and mapping.date.column and not mapping.date.pattern
    dates = table.column(mapping.date.column) if mapping.date and mapping.date.column else -1
    if not columns and not finds_order:
        return evidence, members
    width = len(table.shape.header)
    for number, cells in table.records():
        if number % BEAT_EVERY == 0:
            beat()
        if len(cells) < width or is_blank(cells):
            continue
        for found, position in columns:
            if len(found) <= MOST_MEMBERS:
                found.add(cells[position].strip())
        if finds_order:
            evidence.note(cells[dates].strip())
    return evidence, members


def new_touchpoints(mapping: Mapping) -> dict[str, str]:
    """Code -> column of those the inventory lacks."""
    named = mapping.touchpoints
    known = set(Touchpoint.objects.filter(code__in=named).values_list("code", flat=True))
    return {code: column for code, column in named.items() if code not in known}


def _inventory_notes(mapping: Mapping) -> list[Note]:
    notes = []
    new = new_touchpoints(mapping)
    if new:
        notes.append(Note("new_touchpoints", {"codes": ", ".join(new)}))
    archived = Touchpoint.objects.filter(code__in=mapping.touchpoints).exclude(archived_at=None)
    if archived:
        codes = ", ".join(archived.values_list("code", flat=True))
        notes.append(Note("archived_touchpoints", {"codes": codes}))
    free = [s.column for s in mapping.scores if s.metric == "touchpoint" and not s.touchpoint]
    return notes + [Note("no_touchpoint", {"column": column}) for column in free]


def _id_and_date_notes(mapping: Mapping, evidence: OrderEvidence) -> list[Note]:
    notes = [] if mapping.id else [Note("no_id")]
    if mapping.date is None:
        notes.append(Note("no_date"))
    elif evidence.is_ambiguous:
        notes.append(Note("ambiguous_date", {"column": mapping.date.column}))
    elif evidence.day_first or evidence.month_first:
        code = "month_first" if evidence.order == "month first" else "day_first"
        notes.append(Note(code, {"column": mapping.date.column}))
    return notes


def _dimension_notes(members: dict[str, set[str]]) -> list[Note]:
    new = sorted(set(members) - set(declared_dimensions()))
    notes = [Note("new_dimensions", {"names": ", ".join(new)})] if new else []
    for name, found in members.items():
        known = set(Member.objects.filter(dimension__name=name).values_list("value", flat=True))
        if len({value for value in found if not is_missing(value)} | known) > MOST_MEMBERS:
            notes.append(Note("many_members", {"name": name, "most": MOST_MEMBERS}))
    return notes
