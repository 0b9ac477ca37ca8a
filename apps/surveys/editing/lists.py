"""Choices and rows as a list to type or paste: one a line, `value | text` where the value matters."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

from apps.common.texts import in_language
from apps.surveys.editing.places import Json
from apps.surveys.questionnaire.reading import NAME

BULLET = re.compile(r"[-*•·–]\s+")  # noqa: RUF001
NUMBER = re.compile(r"(\d{1,3})[.)]\s+")
SEPARATOR = re.compile(r"\s*\|\s*")
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
LONGEST = 60
MOST_VALUE = 200


@dataclass(frozen=True)
class Shape:
    """What an item is known by for ever, and the texts it is written with."""

    identity: str
    texts: tuple[str, ...]


CHOICES = Shape("value", ("text",))
ROWS = Shape("name", ("title",))
PAIRS = Shape("name", ("left", "right"))


def parse_choices(text: str, old: Sequence[Json] = (), language: str = "en") -> list[Json]:
    """The choices in a pasted list. Whoever among `old` is still called the same keeps its value and all else, so
    that stored answers keep their meaning; empty lines and repeated ones are left out."""
    return _parsed(text, CHOICES, old, language)


def parse_rows(text: str, old: Sequence[Json] = (), language: str = "en") -> list[Json]:
    """Rows of a matrix: `title`, or `name | title`."""
    return _parsed(text, ROWS, old, language)


def parse_pairs(text: str, old: Sequence[Json] = (), language: str = "en") -> list[Json]:
    """Rows between two words: `left | right`, or `name | left | right`."""
    return _parsed(text, PAIRS, old, language)


def choices_text(choices: Sequence[Json], language: str = "en") -> str:
    """The list that `parse_choices` reads as the same choices, given these as `old`."""
    return _written(choices, CHOICES, language)


def rows_text(rows: Sequence[Json], language: str = "en") -> str:
    return _written(rows, ROWS, language)


def pairs_text(rows: Sequence[Json], language: str = "en") -> str:
    return _written(rows, PAIRS, language)


def _parsed(text: str, shape: Shape, old: Sequence[Json], language: str) -> list[Json]:
    by_words = {_words(item, shape, language): item for item in reversed(old)}
    by_identity = {str(item[shape.identity]): item for item in old}
    found: dict[str, Json] = {}
    seen: set[tuple[str, ...]] = set()
    for given, words in _lines(text, shape):
        if words in seen and (not given or given in found):
            continue
        seen.add(words)
        known = by_identity.get(given) if given else by_words.get(words)
        if known is None or str(known[shape.identity]) in found:
            known = {shape.identity: _identity(given, words, shape, {*found, *by_identity}, set(found))}
        found[str(known[shape.identity])] = _written_on(known, words, shape, language)
    return list(found.values())


def _lines(text: str, shape: Shape) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is given of the identity, perhaps nothing, and the words; for each line that says something."""
    rows = [cells for cells in _cells(text, len(shape.texts)) if any(cells)]
    numbers = [NUMBER.match(cells[0]) for cells in rows]
    is_numbered = len(rows) > 1 and all(n and n[1] == str(i) for i, n in enumerate(numbers, 1))
    for cells in rows:
        if len(cells) > len(shape.texts):
            given, *words = cells[: len(shape.texts) + 1]
        else:
            given, words = "", [(NUMBER if is_numbered else BULLET).sub("", cells[0], count=1), *cells[1:]]
        filled = [_clean(word) for word in words] + [""] * (len(shape.texts) - len(words))
        if given and not any(filled):
            filled[0] = _clean(given)
        if any(filled):
            yield given, tuple(filled)


def _cells(text: str, bars: int) -> list[list[str]]:
    """The cells of each line, parted at so many bars at most.

    From a spreadsheet they are tabbed, and quoted where one holds a line end.
    """
    lines = text.splitlines()
    if "\t" not in text:
        return [SEPARATOR.split(line.strip(), bars) for line in lines]
    table = [line.split("\t") for line in lines]
    if text.count('"') % 2 == 0:
        with suppress(csv.Error):
            table = list(csv.reader(text.splitlines(keepends=True), "excel-tab"))
    return [[cell.strip() for cell in cells] for cells in table]


def _identity(
    given: str, words: tuple[str, ...], shape: Shape, avoided: set[str], taken: set[str]
) -> str | int:
    """The one given, if it can be one and is free; else one made of the words, that never meant anything else."""
    is_value = shape.identity == "value"
    fits = 0 < len(given) <= MOST_VALUE and given.isprintable() if is_value else NAME.fullmatch(given)
    if fits and given not in taken:
        return int(given) if is_value and WHOLE.fullmatch(given) else given
    return fresh_identity(words[0] or words[-1], avoided)


def fresh_identity(text: str, taken: set[str]) -> str:
    """A plain name made of the words: "Prezzi e bollette" -> prezzi_e_bollette; where none is left item1, item2..."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].rstrip("_")
    if not stem[:1].isalpha():
        stem = f"item_{stem}" if stem else "item"
    first, start = (stem, 2) if stem != "item" else ("item1", 2)
    if first not in taken:
        return first
    return next(name for number in count(start) if (name := f"{stem}{number}") not in taken)


def _written_on(item: Json, words: tuple[str, ...], shape: Shape, language: str) -> Json:
    """The item with these words in the language; those it shows already are left as they are."""
    found = dict(item)
    for key, word, shown in zip(shape.texts, words, _words(item, shape, language), strict=True):
        if word != shown:
            texts = {code: text for code, text in (item.get(key) or {}).items() if code != language}
            found[key] = texts | {language: word} if word else texts
            if not found[key]:
                del found[key]
    return found


def _words(item: Mapping[str, Any], shape: Shape, language: str) -> tuple[str, ...]:
    """As people see it; an item without any words by its identity."""
    words = [_clean(in_language(item.get(key), language)) for key in shape.texts]
    return tuple(words) if any(words) else (str(item[shape.identity]), *words[1:])


def _written(items: Sequence[Json], shape: Shape, language: str) -> str:
    """Without identities where the list can be read back without."""
    plain = [" | ".join(_words(item, shape, language)) for item in items]
    if _parsed("\n".join(plain), shape, items, language) == list(items):
        return "\n".join(plain)
    lines = zip(items, plain, strict=True)
    return "\n".join(f"{item[shape.identity]} | {words}" for item, words in lines)


def _clean(text: str) -> str:
    """Single spaces, and nothing that cannot be stored or seen."""
    seen = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(seen.split())
