"""Conditions joined, with what is always true or never true worked out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Said = dict[str, Any] | bool
"""A condition's JSON, or what it always is."""


PRESENCE = {"empty": "notempty", "notempty": "empty"}


def all_of(parts: Iterable[Said]) -> Said:
    found = _merged("all", parts, skipped=True)
    if found is None:
        return False
    return _group("all", found, nothing=True)


def any_of(parts: Iterable[Said]) -> Said:
    found = _merged("any", parts, skipped=False)
    if found is None:
        return True
    return _group("any", found, nothing=False)


def none_of(parts: Iterable[Said]) -> Said:
    inner = any_of(parts)
    if isinstance(inner, bool):
        return not inner
    if set(inner) == {"any"}:
        return {"not": inner["any"]}
    if inner.get("op") in PRESENCE:
        return {**inner, "op": PRESENCE[inner["op"]]}
    if set(inner) == {"not"} and len(inner["not"]) == 1:
        return dict(inner["not"][0])
    return {"not": [inner]}


def _merged(kind: str, parts: Iterable[Said], *, skipped: bool) -> list[dict[str, Any]] | None:
    """The parts that count; None where one of them settles the whole."""
    found: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, bool):
            if part != skipped:
                return None
        elif set(part) == {kind}:
            found.extend(part[kind])
        else:
            found.append(part)
    return found


def _group(kind: str, parts: list[dict[str, Any]], *, nothing: bool) -> Said:
    if not parts:
        return nothing
    return parts[0] if len(parts) == 1 else {kind: parts}
