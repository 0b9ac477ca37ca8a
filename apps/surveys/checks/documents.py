"""Texts of a canonical document, wherever a type may hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.surveys.logic.problems import step
from apps.surveys.questionnaire.texts import LANGUAGE

NO_TEXTS = frozenset({"visibleIf", "requiredIf", "next", "expression", "choicesFrom"})


def texts_in(value: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every {language: text} with its pointer. A text is told by its shape: every key is the code of a language."""
    if isinstance(value, dict):
        if is_text(value):
            yield pointer, value
            return
        for name, part in value.items():
            if name not in NO_TEXTS and isinstance(part, dict | list):
                yield from texts_in(part, pointer + step(name))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            if isinstance(part, dict | list):
                yield from texts_in(part, f"{pointer}/{i}")


def is_text(value: Any) -> bool:
    return bool(value) and all(
        isinstance(text, str) and LANGUAGE.fullmatch(language) for language, text in value.items()
    )


def plain(text: str) -> str:
    """With one kind of apostrophe, for comparing words."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
