"""Caps on a document, checked before anything in it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from apps.surveys.logic.conditions import MAX_DEPTH as MAX_GROUPS
from apps.surveys.logic.expressions.model import MAX_DEPTH as MAX_OPERATIONS
from apps.surveys.logic.problems import Note, step
from apps.surveys.questionnaire.texts import is_storable

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
MAX_ELEMENTS = 500
MAX_PAGES = 200
MAX_PROBLEMS = 1000
MAX_NUMBER = 10**15

_LOGIC_DEPTH = 2 * (MAX_GROUPS + MAX_OPERATIONS) + 4  # of its own, below one of these
_LOGIC = frozenset({"visibleIf", "requiredIf", "if", "expression"})
_NODE = 4  # bytes of JSON around a value, about
_KEY = 200


def within_limits(document: Any, note: Note) -> bool:
    """Note what no reader should touch; False if the document must not be read any further."""
    pending = [_Node(document, "", MAX_DEPTH)]
    size = 0
    while pending:
        node = pending.pop()
        size += _NODE + _check(node.value, node.pointer, note)
        if size > MAX_BYTES:
            note("", "too_large", _("The questionnaire is too large: at most 512 KB."))
            return False
        if isinstance(node.value, dict | list):
            if node.depth <= 0:
                note(node.pointer, "too_deep", _("The questionnaire is nested too deeply."))
                return False
            pending.extend(_children(node))
    return True


class _Node(NamedTuple):
    value: Any
    pointer: str
    depth: int  # levels still allowed below
    is_logic: bool = False


def _children(node: _Node) -> Iterator[_Node]:
    if isinstance(node.value, list):
        for i, item in enumerate(node.value):
            yield _Node(item, node.pointer + step(i), node.depth - 1, node.is_logic)
        return
    for key, item in node.value.items():
        begins = key in _LOGIC and not node.is_logic
        depth = _LOGIC_DEPTH if begins else node.depth - 1
        yield _Node(item, node.pointer + step(key), depth, begins or node.is_logic)


def _check(value: Any, pointer: str, note: Note) -> int:
    """Note a value that cannot be stored; its size in bytes, about."""
    if isinstance(value, str):
        if not is_storable(value):
            note(pointer, "unstorable", _("The text holds characters that cannot be stored."))
        return len(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, dict):
        return sum(_check_key(key, pointer, note) for key in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= MAX_NUMBER:  # NaN is not
            note(pointer, "range", _("The number is out of range."))
    elif value is not None and not isinstance(value, bool | list):
        note(pointer, "type", _("This is not JSON."))
    return 0


def _check_key(key: Any, pointer: str, note: Note) -> int:
    if not isinstance(key, str) or len(key) > _KEY or not is_storable(key):
        note(pointer + step(key), "unstorable", _("The name holds characters that cannot be stored."))
        return _KEY
    return len(key.encode())
