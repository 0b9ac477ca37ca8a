"""Texts people wrote in several languages: ``{language: text}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation


def in_language(
    texts: Mapping[str, str] | str | None, language: str | None = None, fallback: str = "en"
) -> str:
    """The text in ``language`` (default: the reader's), else in ``fallback``, else in any language, else ''."""
    if not texts:
        return ""
    if isinstance(texts, str):
        return texts
    wanted = (language or translation.get_language() or fallback).split("-")[0]
    choice: Any = texts.get(wanted) or texts.get(fallback) or next(iter(texts.values()))
    return str(choice)
