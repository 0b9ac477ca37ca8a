"""Places of a questionnaire as addresses name them: "survey", "page:p1", "ending:out", "why", "panel.why"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]
KINDS = ("page", "ending", "calculated")
LISTS = {"page": "pages", "ending": "endings", "calculated": "calculatedValues"}


@dataclass(frozen=True, slots=True)
class Place:
    """The survey itself, a page, an ending, a calculated value, or an element; one in a panel is "panel.name"."""

    kind: Literal["survey", "page", "ending", "calculated", "element"]
    name: str = ""

    @classmethod
    def of(cls, key: str) -> Place:
        kind, colon, name = key.partition(":")
        if colon and kind in KINDS:
            return cls(kind, name)  # type: ignore[arg-type]
        return cls("element", key) if key and key != "survey" else SURVEY

    @property
    def key(self) -> str:
        if self.kind == "survey":
            return "survey"
        return self.name if self.kind == "element" else f"{self.kind}:{self.name}"

    @property
    def dom_id(self) -> str:
        """The id of its row in the tree."""
        return "row-" + self.key.replace(":", "--").replace(".", "---")


SURVEY = Place("survey")


def page_place(page: Json) -> Place:
    return Place("page", page["name"])


def element_place(element: Json, panel: Json | None = None) -> Place:
    return Place("element", f"{panel['name']}.{element['name']}" if panel else element["name"])


def elements_with_pages(document: Json) -> Iterator[tuple[Json, Json, Json | None]]:
    """Every element with its page and, where it stands inside one, its panel."""
    for page in document["pages"]:
        for element in page.get("elements", ()):
            yield element, page, None
            for inner in element.get("elements", ()):
                yield inner, page, element


def value_at(document: Json, place: Place) -> Json | None:
    """The part of the document that stands there; None where it is gone."""
    if place.kind == "survey":
        return document
    if place.kind != "element":
        listed = document.get(LISTS[place.kind], ())
        return next((item for item in listed if item["name"] == place.name), None)
    placed = elements_with_pages(document)
    return next((e for e, _page, panel in placed if element_place(e, panel) == place), None)


def page_of(document: Json, place: Place) -> Json | None:
    """The page a place belongs to; of the survey and what hangs on it the first."""
    if place.kind == "element":
        placed = elements_with_pages(document)
        return next((page for e, page, panel in placed if element_place(e, panel) == place), None)
    return value_at(document, place) if place.kind == "page" else next(iter(document["pages"]), None)


def index_of(document: Json, place: Place) -> int:
    """Where a page, an ending or a calculated value stands among its like; -1 if nowhere."""
    names = [item["name"] for item in document.get(LISTS[place.kind], ())]
    return names.index(place.name) if place.name in names else -1
