"""What the builder's page and its parts are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.portal.builder import tree
from apps.portal.builder.fields import Drawer, FieldSection
from apps.portal.builder.languages import editing_language
from apps.portal.builder.palette import other_types
from apps.portal.builder.places import SURVEY, Json, Place, element_place, page_of, value_at
from apps.surveys.questionnaire import Questionnaire
from apps.surveys.selectors import Draft


@dataclass(frozen=True)
class Workbench:
    """A draft, what of it is selected and in which language it is being written."""

    draft: Draft
    place: Place
    language: str

    @classmethod
    def of(cls, draft: Draft, select: str, language: str) -> Workbench:
        place = Place.of(select)
        is_there = value_at(draft.document, place) is not None
        return cls(draft, place if is_there else SURVEY, editing_language(language, draft.document))

    @classmethod
    def asked(cls, request: HttpRequest, draft: Draft) -> Workbench:
        data = request.POST if request.method == "POST" else request.GET
        return cls.of(draft, data.get("select", ""), data.get("lang", ""))

    @property
    def document(self) -> Json:
        return self.draft.document

    @property
    def questionnaire(self) -> Questionnaire:
        return self.draft.questionnaire

    @cached_property
    def rows(self) -> list[tree.Row]:
        return tree.rows(self.document, self.language)

    @cached_property
    def part(self) -> Json:
        return value_at(self.document, self.place) or {}

    @cached_property
    def page(self) -> Json | None:
        return page_of(self.document, self.place)

    @cached_property
    def drawer(self) -> Drawer:
        return Drawer(self.questionnaire, self.document, self.place, self.language)

    def panel(self) -> dict[str, Any]:
        """The context of the properties."""
        return {
            "bench": self,
            "place": self.place,
            "part": self.part,
            "heading": self.heading,
            "sections": self.sections(),
            "kind_words": self.kind_words,
            "types": other_types(self.part["type"]) if self.place.kind == "element" else (),
            "moves": self.moves(),
            "rules": self.part.get("next", ()) if self.place.kind == "page" else (),
        }

    def sections(self) -> list[FieldSection]:
        return self.drawer.sections()

    @property
    def heading(self) -> str:
        row = next((row for row in self.rows if row.place == self.place), None)
        if row:
            return row.title
        texts = self.part.get("title") or {}
        return texts.get(self.language) or next(iter(texts.values()), "") or self.place.name

    @property
    def kind_words(self) -> str:
        if self.place.kind == "element":
            return tree.type_words(self.part["type"])
        words = {
            "survey": _("Survey"),
            "page": _("Page"),
            "ending": _("Ending"),
            "calculated": _("Calculated value"),
        }
        return words[self.place.kind]

    def moves(self) -> dict[str, Any]:
        """Where the selected page or element can go, as operations."""
        if self.place.kind == "page":
            names = [page["name"] for page in self.document["pages"]]
            here = names.index(self.place.name)
            return {
                "up": {"op": "move_page", "page": self.place.name, "to": here - 1} if here else None,
                "down": {"op": "move_page", "page": self.place.name, "to": here + 1}
                if here + 1 < len(names)
                else None,
            }
        return self._element_moves() if self.place.kind == "element" else {}

    def _element_moves(self) -> dict[str, Any]:
        """Over the end of its page an element goes on to the next one."""
        panel, _dot, inner = self.place.name.partition(".")
        holder = value_at(self.document, Place("element", panel)) if inner else self.page
        assert holder is not None  # noqa: S101 - the place was found
        member, elements = ("panel" if inner else "page"), holder["elements"]
        here = [element_place(e, holder if inner else None).name for e in elements].index(self.place.name)
        base = {"op": "move_element", "element": self.place.name}
        same = {**base, member: holder["name"]}
        up = {**same, "before": elements[here - 1]["name"]} if here else None
        down = None
        if here + 1 < len(elements):
            after = elements[here + 2]["name"] if here + 2 < len(elements) else None
            down = {**same, "before": after}
        if inner:
            return {"up": up, "down": down}
        pages = self.document["pages"]
        index = pages.index(holder)
        if up is None and index:
            up = {**base, "page": pages[index - 1]["name"], "before": None}
        if down is None and index + 1 < len(pages):
            first = pages[index + 1]["elements"]
            down = {**base, "page": pages[index + 1]["name"], "before": first[0]["name"] if first else None}
        rows = [row for row in self.rows if row.place.kind == "page" and row.place.name != holder["name"]]
        others = [({**base, "page": row.place.name, "before": None}, row.title) for row in rows]
        return {"up": up, "down": down, "pages": others}
