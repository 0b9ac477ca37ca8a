"""Texts in several languages, and what may stand in a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """PostgreSQL keeps neither NUL nor half a surrogate pair."""
    return _UNSTORABLE.search(text) is None


@dataclass(frozen=True, slots=True)
class Text:
    """One text in its languages, sorted by code; `default` is the questionnaire's own language."""

    entries: tuple[tuple[str, str], ...] = ()
    default: str = "en"

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]], default: str) -> Text:
        return cls(tuple(sorted((language, text) for language, text in texts if text)), default)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __str__(self) -> str:
        return self.in_language(translation.get_language() or self.default)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self.entries)

    def in_language(self, language: str) -> str:
        """The text in this language, else in its main language, the questionnaire's own, or any at all."""
        texts = dict(self.entries)
        for wanted in (language, language.split("-")[0], self.default):
            if wanted in texts:
                return texts[wanted]
        return self.entries[0][1] if self.entries else ""

    def dump(self) -> dict[str, str]:
        return dict(self.entries)


NO_TEXT = Text()
