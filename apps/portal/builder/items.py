"""Lists a question is made of, its choices and rows, as forms show and post them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder.places import Json
from apps.surveys.questionnaire.describing import Setting, Words

LONGEST = 60


IDENTITIES = ("value", "name")


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of item is written: by which member it is known, its columns, and the marks it can have.

    `options` are all identities there may be, where they are fixed.
    """

    identity: str
    columns: tuple[Setting, ...]
    flags: tuple[Setting, ...]
    options: tuple[tuple[str | int, Words], ...]


def shape_of(setting: Setting) -> Shape:
    known = next(part for part in setting.parts if part.key in IDENTITIES)
    return Shape(
        identity=known.key,
        columns=tuple(part for part in setting.parts if part is not known and part.kind != "flag"),
        flags=tuple(part for part in setting.parts if part.kind == "flag"),
        options=known.options,
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: its title where that is fixed, cells as (column, value), flags as (part, is it set)."""

    identity: str
    title: str
    cells: list[tuple[Setting, str]]
    flags: list[tuple[Setting, bool]]


def items(listed: list[Json], shape: Shape, language: str) -> list[Item]:
    titles = {value: str(words) for value, words in shape.options}
    return [
        Item(
            identity=str(item[shape.identity]),
            title=titles.get(item[shape.identity], ""),
            cells=[(column, _cell(item, column, language)) for column in shape.columns],
            flags=[(flag, bool(item.get(flag.key))) for flag in shape.flags],
        )
        for item in listed
    ]


def addable(listed: list[Json], shape: Shape) -> list[tuple[str | int, Words]]:
    """Of fixed items those that are not in the list."""
    here = {item[shape.identity] for item in listed}
    return [(value, words) for value, words in shape.options if value not in here]


def replaces(form: Any, listed: list[Json], starter: Any) -> bool:
    """Whether a pasted list stands for the empty lines a question begins with, which nobody has written in."""
    return listed == starter and len(lines(form.get("paste", ""))) > 1


def posted(form: Any, listed: list[Json], shape: Shape, language: str) -> list[Json]:
    """The list after what one form asked for: lines added, or one line changed, moved or removed."""
    if form.get("paste", "").strip():
        return pasted(lines(form["paste"]), listed, shape, language)
    if form.get("add"):
        return [*listed, {shape.identity: form["add"]}]
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
    for flag in shape.flags:
        _mark(changed, flag.key, form.get(flag.key) == "on")
    identity = form.get("identity", "").strip()
    if identity and identity != str(item[shape.identity]):
        changed[shape.identity] = identity
    return changed


def pasted(texts: Collection[str], listed: list[Json], shape: Shape, language: str) -> list[Json]:
    """The list with a new line for every text."""
    taken = {str(item[shape.identity]) for item in listed}
    column = next(column for column in shape.columns if column.kind == "text")
    added = []
    for text in texts:
        identity = fresh_identity(text, taken)
        taken.add(identity)
        added.append({shape.identity: identity, column.key: {language: text}})
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


def _cell(item: Json, column: Setting, language: str) -> str:
    value = item.get(column.key)
    if column.kind == "text":
        return str(value.get(language, "")) if isinstance(value, dict) else ""
    return str(value or "")


def _put(item: Json, column: Setting, text: str, language: str) -> None:
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
