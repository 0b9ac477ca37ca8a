"""Where types are found by the name a document gives them."""

from __future__ import annotations

from typing import TypeVar

from apps.surveys.questionnaire.elements import Element

TYPES: dict[str, type[Element]] = {}

AnyElement = TypeVar("AnyElement", bound=Element)


def register(cls: type[AnyElement]) -> type[AnyElement]:
    if cls.type in TYPES:
        raise ValueError(f"two element types are named {cls.type}")
    TYPES[cls.type] = cls
    return cls
