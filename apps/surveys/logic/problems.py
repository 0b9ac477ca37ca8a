"""A fault in a document, with the place it is at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Note = Callable[[str, str, str], None]
"""Takes (pointer, code, detail)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`pointer` is a JSON pointer (RFC 6901) into the document; `detail` is a sentence for a person."""

    pointer: str
    code: str
    detail: str


def step(key: str | int) -> str:
    """One step of a JSON pointer. Text that cannot be stored or sent is replaced, long keys are cut."""
    printable = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\0" else c for c in str(key)[:80])
    return "/" + printable.replace("~", "~0").replace("/", "~1")
