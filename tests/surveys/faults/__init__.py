"""Drafts with one fault each, and where it must be found: the corpus the checks are measured by."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.surveys.templates_library import template

Document = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """`sound` is the same draft without the fault; no error may be found in it."""

    name: str
    code: str
    pointer: str
    broken: Document
    sound: Document
    touchpoints: frozenset[str] | None = None


def survey(*pages: Document, **settings: Any) -> Document:
    numbered = [{"name": f"p{n}", **page} for n, page in enumerate(pages, 1)]
    return {"title": {"en": "Ours"}, "language": "en", "pages": numbered, **settings}


def page(*elements: Document, **settings: Any) -> Document:
    return {"elements": list(elements), **settings}


def asked(kind: str, name: str, **settings: Any) -> Document:
    return {"type": kind, "name": name, "title": {"en": f"The {name} you met?"}, **settings}


def choices(*values: Any) -> list[Document]:
    return [{"value": value, "text": {"en": f"the {value}"}} for value in values]


def looks(question: str, op: str, value: Any = None) -> Document:
    return {"question": question, "op": op} | ({} if value is None else {"value": value})


def mutated(key: str, change: Callable[[Document], None]) -> tuple[Document, Document]:
    """A template of the library with something done to it, and as it is."""
    sound = template(key).document()
    broken = copy.deepcopy(sound)
    change(broken)
    return broken, sound


def named(document: Document, name: str) -> Document:
    """An element of a document."""
    return next(e for p in document["pages"] for e in p["elements"] if e["name"] == name)


def pointer_to(document: Document, name: str) -> str:
    return next(
        f"/pages/{p}/elements/{e}"
        for p, page_ in enumerate(document["pages"])
        for e, element in enumerate(page_["elements"])
        if element["name"] == name
    )
