"""Putting settings into an object of the document."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.places import Json, copied
from apps.surveys.editing.references import is_texts
from apps.surveys.logic.problems import step

MOST_LEVELS = 8


def put(target: Json, settings: Json, language: str, *, fixed: Collection[str] = ()) -> list[str]:
    """Set every key; null takes it away. Returns the settings touched.

    A key may lead further in: `title/it`, `choices/0/text/en`. A plain string for a text that has languages is the
    survey's own language, and leaves the others alone. `fixed` keys are changed by operations of their own.
    """
    for path, value in settings.items():
        keys = path.split("/")
        if keys[0] in fixed:
            refusal = _("This cannot be set here.")
            raise EditRefused("/settings" + step(path), refusal, code="fixed")
        if len(keys) > MOST_LEVELS or not _put(target, keys, copied(value), language):
            raise EditRefused("/settings" + step(path), _("There is no such place."), code="unknown")
    return sorted({path.split("/")[0] for path in settings})


def _put(holder: Any, keys: list[str], value: Any, language: str) -> bool:
    """False where the way ends."""
    key, *further = keys
    if isinstance(holder, list):
        index = int(key) if key.isascii() and key.isdecimal() and len(key) < 5 else len(holder)
        if index >= len(holder):
            return False
        if further:
            return _put(holder[index], further, value, language)
        holder[index : index + 1] = [] if value is None else [value]
        return True
    if not isinstance(holder, dict):
        return False
    if further:
        return _put(holder.setdefault(key, {}), further, value, language)
    if value is None:
        holder.pop(key, None)
    elif isinstance(value, str) and isinstance(old := holder.get(key), dict) and is_texts(old):
        holder[key] = {**old, language: value}
    else:
        holder[key] = value
    return True
