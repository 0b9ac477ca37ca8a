"""Which translations were made from a text that has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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
    earlier = {unit.key: unit for unit in units(before)} if source_language(before) == source else {}
    found: Marks = {}
    for unit in units(after):
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
