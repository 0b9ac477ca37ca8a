"""Conditions as formulas of three values: true, false, and None while it is not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

Truth = bool | None
Key = tuple[str, str]
"""A variable: ("question", name or matrix.row) or ("param", name)."""


@dataclass(slots=True)
class World:
    """What is assumed: for each variable whether each of the comparisons with it holds."""

    known: dict[Key, tuple[bool, ...]] = field(default_factory=dict)
    visited: dict[int, Truth] = field(default_factory=dict)  # pages worked out under these assumptions


class Formula(Protocol):
    def truth(self, world: World) -> Truth: ...

    def keys(self) -> frozenset[Key]: ...


@dataclass(frozen=True, slots=True)
class Constant:
    value: Truth

    def truth(self, world: World) -> Truth:
        return self.value

    def keys(self) -> frozenset[Key]:
        return frozenset()


TRUE, FALSE, UNKNOWN = Constant(True), Constant(False), Constant(None)


@dataclass(frozen=True, slots=True)
class Look:
    """The comparison number `leaf` with a variable."""

    key: Key
    leaf: int

    def truth(self, world: World) -> Truth:
        found = world.known.get(self.key)
        return None if found is None else found[self.leaf]

    def keys(self) -> frozenset[Key]:
        return frozenset((self.key,))


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Formula, ...]

    def truth(self, world: World) -> Truth:
        result: Truth = True
        for part in self.parts:
            found = part.truth(world)
            if found is False:
                return False
            if found is None:
                result = None
        return result

    def keys(self) -> frozenset[Key]:
        return frozenset().union(*(part.keys() for part in self.parts))


@dataclass(frozen=True, slots=True)
class Not:
    part: Formula

    def truth(self, world: World) -> Truth:
        found = self.part.truth(world)
        return None if found is None else not found

    def keys(self) -> frozenset[Key]:
        return self.part.keys()


def together(*parts: Formula) -> Formula:
    """All of them; what is always true is left out."""
    kept = tuple(part for part in parts if part is not TRUE)
    if len(kept) < 2:
        return kept[0] if kept else TRUE
    return All(kept)


def any_of(parts: tuple[Formula, ...]) -> Formula:
    return Not(All(tuple(Not(part) for part in parts)))


@dataclass(frozen=True, slots=True)
class Visited:
    """Whether a page is come to; worked out once for each world, because pages share what leads to them."""

    page: int
    formulas: Mapping[int, Formula]

    def truth(self, world: World) -> Truth:
        if self.page not in world.visited:
            world.visited[self.page] = self.formulas[self.page].truth(world)
        return world.visited[self.page]

    def keys(self) -> frozenset[Key]:
        return self.formulas[self.page].keys()
