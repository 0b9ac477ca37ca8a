"""Random orders that stay as they are: the same respondent meets the same order on every page and in every process."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeVar

Item = TypeVar("Item")


def shuffled(items: Sequence[Item], name: Callable[[Item], str], *, seed: str, scope: str) -> list[Item]:
    """The items by the digest of seed, scope and their name; without a seed as they stand."""
    if not seed:
        return list(items)
    return sorted(items, key=lambda item: sha256(f"{seed}{scope}{name(item)}".encode()).digest())


def shuffled_but(
    items: Sequence[Item],
    name: Callable[[Item], str],
    stays: Callable[[Item], bool],
    *,
    seed: str,
    scope: str,
) -> list[Item]:
    """As ``shuffled``, but every item that stays keeps its place."""
    moved = iter(shuffled([item for item in items if not stays(item)], name, seed=seed, scope=scope))
    return [item if stays(item) else next(moved) for item in items]


def alphabetical(label: str) -> str:
    """What a label is sorted by: regardless of case and accents."""
    parts = unicodedata.normalize("NFKD", label.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
