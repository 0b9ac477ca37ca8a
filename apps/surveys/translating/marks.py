"""Which translations were made from a text that has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from apps.surveys.translating.units import Unit, source_language, units

Marks = dict[str, dict[str, str]]  # {key of a text: {language: digest of the source it fits}}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_stale(unit: Unit, language: str, marks: Mapping[str, Mapping[str, str]], source: str) -> bool:
    """Whether the translation fits a source that is not the present one; `source` is its language."""
    fits = marks.get(unit.key, {}).get(language)
    return fits is not None and bool(unit.texts.get(language)) and fits != digest(unit.source(source))


def remarked(
    before: Mapping[str, Any], after: Mapping[str, Any], marks: Mapping[str, Mapping[str, str]]
) -> Marks:
    """The marks after a change of the draft.

    A translation left alone while its source changed is marked with the source it fits; a new one fits as it is.
    """
    source = source_language(after)
    is_same = source_language(before) == source
    untouched = [page for page in after["pages"] if page in before["pages"]] if is_same else []
    earlier = {unit.key: unit for unit in units(_without(before, untouched))} if is_same else {}
    found = _marks_of(untouched, marks)
    for unit in units(_without(after, untouched)):
        old = earlier.get(unit.key)
        kept = dict(marks.get(unit.key, {}))
        for language, text in unit.texts.items():
            if language == source or old is None:
                continue
            if text != old.texts.get(language):
                kept.pop(language, None)
            elif old.source(source) != unit.source(source):
                kept.setdefault(language, digest(old.source(source)))
        kept = {
            language: mark for language, mark in kept.items() if language in unit.texts and language != source
        }
        if kept:
            found[unit.key] = kept
    return found


def _without(document: Mapping[str, Any], pages: Sequence[Any]) -> dict[str, Any]:
    """Most changes touch one page: the texts of the others need no second look."""
    names = {page["name"] for page in pages}
    return {**document, "pages": [page for page in document["pages"] if page["name"] not in names]}


def _marks_of(pages: Sequence[Any], marks: Mapping[str, Mapping[str, str]]) -> Marks:
    owners = {f"page:{page['name']}" for page in pages}
    owners |= {element["name"] for page in pages for element in page["elements"]}
    return {key: dict(kept) for key, kept in marks.items() if "/" in key and key.partition("/")[0] in owners}
