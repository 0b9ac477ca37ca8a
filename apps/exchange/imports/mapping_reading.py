"""Reading a mapping from its JSON: strict, with every fault named by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.exchange.imports.dates import DateReader, format_of
from apps.exchange.imports.errors import InvalidMapping
from apps.exchange.imports.limits import MOST_SCORES, MOST_TEXTS
from apps.exchange.imports.mapping import DateSource, Mapping, ScoreColumn
from apps.exchange.imports.score_reading import Fault, read_score
from apps.kpis.models import MOST_DIMENSIONS, SURVEY
from apps.responses.submissions import DIMENSION

FIELDS = {"id", "date", "scores", "dimensions", "customer", "texts", "source"}
LONGEST_SOURCE = 60


def parse_mapping(document: Any, header: Sequence[str]) -> Mapping:
    """The mapping for a table with these columns. Raises InvalidMapping naming every fault by a JSON pointer."""
    reader = _Reader(header)
    mapping = reader.mapping(document)
    if reader.problems:
        raise InvalidMapping(errors=reader.problems)
    return mapping


class _Reader:
    def __init__(self, header: Sequence[str]) -> None:
        self.header = set(header)
        self.problems: list[FieldProblem] = []

    def fault(self, pointer: str, code: str, detail: str) -> None:
        self.problems.append(FieldProblem(pointer, code, detail))

    def mapping(self, raw: Any) -> Mapping:
        if not isinstance(raw, dict):
            self.fault("", "type", _("A mapping is a JSON object."))
            return Mapping()
        for name in raw.keys() - FIELDS:
            self.fault(f"/{name}", "unknown_field", _("A mapping has no such field."))
        found = Mapping(
            scores=self.scores(raw.get("scores", [])),
            texts=self.texts(raw.get("texts", [])),
            dimensions=self.dimensions(raw.get("dimensions", {})),
            id=self.column("/id", raw.get("id")),
            customer=self.column("/customer", raw.get("customer")),
            date=self.date(raw.get("date")),
            source=self.source(raw.get("source", "")),
        )
        if not found.scores and not found.texts and not self.problems:
            self.fault("/scores", "required", _("Map at least one column to a score or a text."))
        return found

    def column(self, pointer: str, raw: Any) -> str | None:
        if raw is None or raw == "":
            return None
        name = " ".join(raw.split()) if isinstance(raw, str) else None
        if name is None or name not in self.header:
            self.fault(pointer, "unknown_column", _("The table has no column “%(name)s”.") % {"name": raw})
            return None
        return name

    def scores(self, raw: Any) -> tuple[ScoreColumn, ...]:
        found: list[ScoreColumn] = []
        for i, entry in enumerate(self.listing("/scores", raw, MOST_SCORES)):
            try:
                score = read_score(entry)
            except Fault as fault:
                self.fault(f"/scores/{i}{fault.pointer}", fault.code, fault.detail)
                continue
            column = self.named(f"/scores/{i}/column", score.column)
            if column in {other.column for other in found}:
                self.fault(f"/scores/{i}/column", "duplicate", _("This column is a score already."))
            elif column:
                found.append(replace(score, column=column))
        return tuple(found)

    def texts(self, raw: Any) -> tuple[str, ...]:
        entries = self.listing("/texts", raw, MOST_TEXTS)
        names = [self.named(f"/texts/{i}", entry) for i, entry in enumerate(entries)]
        return tuple(dict.fromkeys(name for name in names if name))

    def named(self, pointer: str, raw: Any) -> str | None:
        if raw is None or raw == "":
            self.fault(pointer, "required", _("Name a column."))
            return None
        return self.column(pointer, raw)

    def dimensions(self, raw: Any) -> dict[str, str]:
        if not isinstance(raw, dict):
            self.fault("/dimensions", "type", _("Give an object of names and columns."))
            return {}
        if len(raw) > MOST_DIMENSIONS:
            words = _("There are at most %(most)s dimensions.") % {"most": MOST_DIMENSIONS}
            self.fault("/dimensions", "too_many", words)
        found = {}
        for name, entry in raw.items():
            if not DIMENSION.fullmatch(name) or name == SURVEY:
                words = _("Name it with a letter, then letters, digits, - and _, at most 40; not “survey”.")
                self.fault(f"/dimensions/{name}", "name", words)
            column = self.named(f"/dimensions/{name}", entry)
            if column:
                found[name] = column
        return found

    def date(self, raw: Any) -> DateSource | None:
        if raw is None:
            return None
        if not isinstance(raw, dict) or raw.keys() - {"column", "constant", "format"}:
            self.fault("/date", "type", _("Give {“column”, “format”} or {“constant”}."))
            return None
        if bool(raw.get("column")) == bool(raw.get("constant")):
            self.fault("/date", "choice", _("Give either a column or one date for all rows."))
            return None
        pattern = self.date_format(raw.get("format"))
        if raw.get("column"):
            return DateSource(column=self.column("/date/column", raw["column"]), pattern=pattern)
        moment = DateReader(pattern=pattern).read(str(raw["constant"]))
        if moment is None:
            self.fault("/date/constant", "date", _("Give a date such as 2026-03-31."))
        return DateSource(constant=moment)

    def date_format(self, raw: Any) -> str | None:
        if raw is None or raw == "":
            return None
        try:
            return format_of(raw)
        except (ValueError, TypeError, AttributeError):
            self.fault("/date/format", "format", _("Give a format such as DD/MM/YYYY or %d/%m/%Y."))
            return None

    def source(self, raw: Any) -> str:
        if not isinstance(raw, str) or len(raw) > LONGEST_SOURCE or not raw.isprintable():
            self.fault("/source", "text", _("Use at most %(most)s characters.") % {"most": LONGEST_SOURCE})
            return ""
        return raw.strip()

    def listing(self, pointer: str, raw: Any, most: int) -> list[Any]:
        if not isinstance(raw, list):
            self.fault(pointer, "type", _("Give a list."))
            return []
        if len(raw) > most:
            self.fault(pointer, "too_many", _("There are at most %(most)s of them.") % {"most": most})
            return []
        return raw
