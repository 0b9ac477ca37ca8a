"""Lists a question is made of, its choices and rows, as forms show and post them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.portal.builder.places import Json
from apps.surveys.questionnaire.describing import Words

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is text (in the language being edited), plain or touchpoint."""

    key: str
    kind: str
    title: Words


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of item is written: by what it is identified, its columns, and the marks it can have."""

    identity: str
    columns: tuple[Column, ...]
    flags: tuple[tuple[str, Words], ...] = ()


TEXT = Column("text", "text", gettext_lazy("Text"))
TITLE = Column("title", "text", gettext_lazy("Text"))
FIXED = ("isFixed", gettext_lazy("Keeps its place"))
EXCLUSIVE = ("isExclusive", gettext_lazy("Excludes the others"))
SHAPES = {
    ("choices", "checkbox"): Shape("value", (TEXT,), (EXCLUSIVE, FIXED)),
    ("choices", "imagepicker"): Shape(
        "value", (TEXT, Column("image", "plain", gettext_lazy("Address of the picture"))), (FIXED,)
    ),
    ("choices", ""): Shape("value", (TEXT,), (FIXED,)),
    ("rows", "matrix"): Shape(
        "name", (TITLE, Column("touchpoint", "touchpoint", gettext_lazy("Touchpoint")))
    ),
    ("rows", "semanticdifferential"): Shape(
        "name",
        (
            Column("left", "text", gettext_lazy("At the left")),
            Column("right", "text", gettext_lazy("At the right")),
        ),
    ),
    ("rows", ""): Shape("name", (TITLE,)),
}


def shape_of(kind: str, type_name: str) -> Shape:
    return SHAPES.get((kind, type_name)) or SHAPES[(kind, "")]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: cells as (column, value), flags as (key, words, is it set)."""

    identity: str
    cells: list[tuple[Column, str]]
    flags: list[tuple[str, Words, bool]]


def items(listed: list[Json], shape: Shape, language: str) -> list[Item]:
    return [
        Item(
            identity=str(item[shape.identity]),
            cells=[(column, _cell(item, column, language)) for column in shape.columns],
            flags=[(key, words, bool(item.get(key))) for key, words in shape.flags],
        )
        for item in listed
    ]


def posted(form: Any, listed: list[Json], shape: Shape, language: str) -> list[Json]:
    """The list after what one form asked for: lines added, or one line changed, moved or removed."""
    if form.get("paste", "").strip():
        return pasted(lines(form["paste"]), listed, shape, language)
    at = next((i for i, item in enumerate(listed) if str(item[shape.identity]) == form.get("line")), None)
    if at is None:
        return listed
    others = [*listed[:at], *listed[at + 1 :]]
    if form.get("remove"):
        return others
    if form.get("to", "").isdecimal():
        to = int(form["to"])
        return [*others[:to], listed[at], *others[to:]]
    return [*listed[:at], _changed(form, listed[at], shape, language), *listed[at + 1 :]]


def _changed(form: Any, item: Json, shape: Shape, language: str) -> Json:
    changed = dict(item)
    for column in shape.columns:
        _put(changed, column, form.get(column.key, "").strip(), language)
    for key, _title in shape.flags:
        _mark(changed, key, form.get(key) == "on")
    identity = form.get("identity", "").strip()
    if identity and identity != str(item[shape.identity]):
        changed[shape.identity] = identity
    return changed


def pasted(texts: Collection[str], listed: list[Json], shape: Shape, language: str) -> list[Json]:
    """The list with a new line for every text."""
    taken = {str(item[shape.identity]) for item in listed}
    added = []
    for text in texts:
        identity = fresh_identity(text, taken)
        taken.add(identity)
        added.append({shape.identity: identity, shape.columns[0].key: {language: text}})
    return [*listed, *added]


def fresh_identity(text: str, taken: Collection[str]) -> str:
    """A plain name made of the words: "Prezzi e bollette" -> prezzi_e_bollette; where none is left, item1, item2..."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].rstrip("_")
    if not stem or not stem[0].isalpha():
        stem = f"item_{stem}" if stem else "item"
    name, number = stem, 2
    while name in taken or name == "item":
        name = f"{stem}{number if stem != 'item' else number - 1}"
        number += 1
    return name


def _cell(item: Json, column: Column, language: str) -> str:
    value = item.get(column.key)
    if column.kind == "text":
        return str(value.get(language, "")) if isinstance(value, dict) else ""
    return str(value or "")


def _put(item: Json, column: Column, text: str, language: str) -> None:
    if column.kind != "text":
        _mark(item, column.key, text)
        return
    kept = {code: words for code, words in (item.get(column.key) or {}).items() if code != language}
    _mark(item, column.key, kept | {language: text} if text else kept)


def _mark(item: Json, key: str, value: Any) -> None:
    if value:
        item[key] = value
    else:
        item.pop(key, None)


def add_words(kind: str) -> str:
    return _("Add an answer") if kind == "choices" else _("Add a row")


def lines(text: str) -> list[str]:
    """What was pasted, one text a line; bullets and numbers before them are left out."""
    found = (re.sub(r"^\s*(?:[-*•·]|\d{1,3}[.)])\s+", "", line).strip() for line in text.splitlines())
    return [line for line in found if line]
