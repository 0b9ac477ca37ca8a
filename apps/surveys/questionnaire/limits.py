"""Caps on a document, checked before anything in it is read."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

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


Trail = tuple[Any, str | int] | None
"""The way to a value, its last step beside the way before it: a pointer is only spelled where one is needed."""


def within_limits(document: Any, note: Note) -> bool:
    """Note what no reader should touch; False if the document must not be read any further."""
    pending: list[tuple[Any, Trail, int, bool]] = [(document, None, MAX_DEPTH, False)]
    size = 0
    while pending:
        value, trail, depth, is_logic = pending.pop()  # depth: levels still allowed below
        size += _NODE + _check(value, trail, note)
        if size > MAX_BYTES:
            note("", "too_large", _("The questionnaire is too large: at most 512 KB."))
            return False
        if not isinstance(value, dict | list):
            continue
        if depth <= 0:
            note(_pointer(trail), "too_deep", _("The questionnaire is nested too deeply."))
            return False
        if isinstance(value, list):
            pending.extend([(item, (trail, i), depth - 1, is_logic) for i, item in enumerate(value)])
        elif is_logic or _LOGIC.isdisjoint(value):
            pending.extend([(item, (trail, key), depth - 1, is_logic) for key, item in value.items()])
        else:
            for key, item in value.items():
                begins = key in _LOGIC
                pending.append((item, (trail, key), _LOGIC_DEPTH if begins else depth - 1, begins))
    return True


def is_small(document: Any) -> bool:
    """Whether sound JSON is within MAX_BYTES for certain, without a closer look: no value counts for more than _NODE
    times its JSON."""
    return len(json.dumps(document)) * _NODE <= MAX_BYTES


def _check(value: Any, trail: Trail, note: Note) -> int:
    """Note a value that cannot be stored; its size in bytes, about."""
    if isinstance(value, str):
        if value.isascii() and "\0" not in value:
            return len(value)
        if not is_storable(value):
            note(_pointer(trail), "unstorable", _("The text holds characters that cannot be stored."))
        return len(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, dict):
        size = 0
        for key in value:
            size += _check_key(key, trail, note)
        return size
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= MAX_NUMBER:  # NaN is not
            note(_pointer(trail), "range", _("The number is out of range."))
    elif value is not None and not isinstance(value, bool | list):
        note(_pointer(trail), "type", _("This is not JSON."))
    return 0


def _check_key(key: Any, trail: Trail, note: Note) -> int:
    size = _key_size(key) if isinstance(key, str) and len(key) <= _KEY else None
    if size is None:
        detail = _("The name holds characters that cannot be stored.")
        note(_pointer((trail, key)), "unstorable", detail)
        return _KEY
    return size


@lru_cache(maxsize=1000)
def _key_size(key: str) -> int | None:
    """None for a key that cannot be stored."""
    return len(key.encode()) if is_storable(key) else None


def _pointer(trail: Trail) -> str:
    steps: list[str] = []
    while trail is not None:
        trail, key = trail
        steps.append(step(key))
    return "".join(reversed(steps))
