"""The draft while it is being changed: plain JSON of our own, and where things stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.editing.errors import EditRefused
from apps.surveys.logic.problems import step

Json = dict[str, Any]
LONGEST = 64
PANEL = "paneldynamic"


@dataclass(frozen=True)
class Spot:
    """An element where it stands. `holder` is its page or its panel; `path` is what operations call it."""

    element: Json
    holder: Json
    index: int
    pointer: str
    path: str
    panel: str | None = None


class Work:
    """A document that may be changed; pages and elements are found by name, or refused."""

    def __init__(self, document: Json) -> None:
        self.document: Json = copied(document)

    @property
    def pages(self) -> list[Json]:
        found: list[Json] = self.document["pages"]
        return found

    def page(self, name: str, key: str = "page") -> tuple[int, Json]:
        for index, page in enumerate(self.pages):
            if page["name"] == name:
                return index, page
        raise EditRefused(step(key), _("There is no such page."), code="unknown_page")

    def spots(self) -> Iterator[Spot]:
        """Every element in document order, those of a panel after it."""
        for p, page in enumerate(self.pages):
            for e, element in enumerate(page["elements"]):
                pointer = f"/pages/{p}/elements/{e}"
                yield Spot(element, page, e, pointer, element["name"])
                yield from _inside(element, pointer)

    def spot(self, path: str, key: str = "element") -> Spot:
        """The element of this name; one inside a panel is called `panel.name`."""
        for spot in self.spots():
            if spot.path == path:
                return spot
        raise EditRefused(step(key), _("There is no such question."), code="unknown_element")

    def holder(self, page: str | None, panel: str | None) -> tuple[Json, str]:
        """What elements are put in: the page, or else the panel, with its place."""
        if panel is None:
            index, found = self.page(page or "")
            return found, f"/pages/{index}"
        spot = self.spot(panel, "panel")
        if spot.element["type"] != PANEL:
            raise EditRefused("/panel", _("This is not a panel."), code="type")
        return spot.element, spot.pointer

    def names_in(self, holder: Json) -> set[str]:
        """The names taken where an element of this holder would stand."""
        if holder.get("type") == PANEL:
            return inner_names(holder)
        return {element["name"] for page in self.pages for element in page["elements"]}

    def page_names(self) -> set[str]:
        return {page["name"] for page in self.pages}


def _inside(element: Json, pointer: str) -> Iterator[Spot]:
    if element["type"] != PANEL:
        return
    name = element["name"]
    for i, inner in enumerate(element.get("elements", ())):
        path = f"{name}.{inner['name']}"
        yield Spot(inner, element, i, f"{pointer}/elements/{i}", path, panel=name)


def inner_of(panel: Json) -> list[Json]:
    """The elements inside a panel that may still be anything."""
    elements = panel.get("elements")
    return [e for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []


def inner_names(panel: Json) -> set[str]:
    return {name for element in inner_of(panel) if isinstance(name := element.get("name"), str)}


def copied(value: Any) -> Any:
    """JSON that shares nothing with the original."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def free_name(wanted: str, taken: set[str]) -> str:
    """`wanted` if nothing is called so, else with the next free number: why, why2, why3."""
    stem = wanted.rstrip("0123456789") or wanted
    name, number = wanted[:LONGEST], 2
    while name in taken:
        name = f"{stem[: LONGEST - len(str(number))]}{number}"
        number += 1
    return name
