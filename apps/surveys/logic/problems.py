"""Noting faults in a document by the place they are at."""

from __future__ import annotations

from collections.abc import Callable

from apps.common.errors import FieldProblem as Problem

__all__ = ["Note", "Problem", "step"]

Note = Callable[[str, str, str], None]
"""Takes (pointer, code, detail)."""


def step(key: str | int) -> str:
    """One step of a JSON pointer (RFC 6901). What cannot be stored or sent is replaced, long keys are cut."""
    cut = str(key)[:80]
    printable = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\0" else c for c in cut)
    return "/" + printable.replace("~", "~0").replace("/", "~1")
