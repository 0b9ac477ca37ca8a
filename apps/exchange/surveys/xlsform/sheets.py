"""The sheets of an XLSForm: rows by the names of their columns, texts by language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.texts import Texts, language_code
from apps.exchange.surveys.workbooks import Table, read_workbook

ALIASES = {
    "relevance": "relevant",
    "calculate": "calculation",
    "caption": "label",
    "count": "repeat_count",
    "list name": "list_name",
    "value": "name",
    "image": "media::image",
}
_LANGUAGE = re.compile(r"(label|hint|guidance_hint|constraint_message|required_message|media::image)::?(.+)")


@dataclass
class Row:
    """``texts`` holds what may stand in several languages: {column: {language: text}}."""

    number: int
    sheet: str
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def source(self) -> str:
        return f"{self.sheet}/{self.number}"

    def get(self, column: str) -> str:
        self.asked.add(column)
        return self.cells.get(column, "")

    def text(self, column: str) -> Texts:
        self.asked.add(column)
        return self.texts.get(column, {})

    def unasked(self) -> list[str]:
        return [name for name in (*self.cells, *self.texts) if name not in self.asked]


@dataclass
class Form:
    """``choices`` by the name of their list; ``settings`` is one row."""

    language: str
    rows: list[Row]
    choices: dict[str, list[Row]]
    settings: Row
    languages: list[str]
    unknown_languages: list[str]


def read_form(data: bytes) -> Form:
    """Raises UnreadableSurvey where the workbook has no sheet of questions."""
    sheets = {name.strip().lower(): table for name, table in read_workbook(data).items()}
    if "survey" not in sheets or not sheets["survey"]:
        raise UnreadableSurvey(_("The workbook has no sheet named “survey”."))
    header = [_column(cell) for cell in sheets["survey"][0]]
    if "type" not in header:
        raise UnreadableSurvey(_("The sheet “survey” has no column “type”."))
    settings = next(iter(_rows("settings", sheets.get("settings", []), "en")), Row(2, "settings"))
    language, found, unknown = _languages(
        settings.get("default_language"), [*header, *_head(sheets, "choices")]
    )
    choices: dict[str, list[Row]] = {}
    for row in _rows("choices", sheets.get("choices", []), language):
        if row.get("list_name") and row.get("name"):
            choices.setdefault(row.get("list_name"), []).append(row)
    rows = [row for row in _rows("survey", sheets["survey"], language) if row.get("type")]
    return Form(language, rows, choices, settings, found, unknown)


def _head(sheets: dict[str, Table], name: str) -> list[str]:
    table = sheets.get(name) or [[]]
    return [_column(cell) for cell in table[0]]


def _languages(default: str, header: list[str]) -> tuple[str, list[str], list[str]]:
    """The form's own language, all of them, and names no code is known for."""
    spelled = list(dict.fromkeys(match[2].strip() for match in map(_LANGUAGE.fullmatch, header) if match))
    codes = {name: language_code(name) for name in spelled}
    known = list(dict.fromkeys(code for code in codes.values() if code))
    own = language_code(default) if default else ""
    if not own or own not in (known or [own]):
        own = known[0] if known and "label" not in header else own or "en"
    return own, known, [name for name, code in codes.items() if not code]


def _rows(sheet: str, table: Table, language: str) -> list[Row]:
    if not table:
        return []
    columns = [_column(cell) for cell in table[0]]
    found = []
    for number, cells in enumerate(table[1:], 2):
        row = Row(number, sheet)
        for column, cell in zip(columns, cells, strict=False):
            if not column or not cell:
                continue
            match = _LANGUAGE.fullmatch(column)
            if match and language_code(match[2]):
                row.texts.setdefault(match[1], {})[language_code(match[2])] = cell
            elif column in ("label", "hint", "guidance_hint", "constraint_message", "required_message"):
                row.texts.setdefault(column, {}).setdefault(language, cell)
            else:
                row.cells.setdefault(column, cell)
        if row.cells or row.texts:
            found.append(row)
    return found


def _column(cell: str) -> str:
    name, colons, language = cell.strip().partition("::")
    if not colons:
        name, colons, language = cell.strip().partition(":")
        if name.lower() not in ("label", "hint", "guidance_hint"):
            name, colons, language = cell.strip(), "", ""
    if name.lower() == "media" and language.lower().startswith("image"):
        _inner, _colons, rest = language.partition("::")
        return f"media::image::{rest}" if rest else "media::image"
    lowered = name.strip().lower()
    lowered = ALIASES.get(lowered, lowered)
    return f"{lowered}::{language.strip()}" if colons else lowered
