"""The structure of a draft as rows of a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder.places import Json, Place, element_place, page_place
from apps.surveys.questionnaire import TYPES

MOST_TITLE = 140


@dataclass(frozen=True, slots=True)
class Row:
    """One page or element. `text` is its title in the language being edited alone, for changing it in place."""

    place: Place
    level: int
    position: int
    size: int
    title: str
    text: str
    type: str
    type_title: str
    has_children: bool
    is_required: bool
    has_condition: bool
    is_shuffled: bool

    @property
    def id(self) -> str:
        return self.place.dom_id

    @property
    def icon(self) -> str:
        group = getattr(TYPES.get(self.type), "group", "")
        return f"group-{group}" if group else "page"


def rows(document: Json, language: str) -> list[Row]:
    """Every row in the order of the document."""
    own = document.get("language", "en")
    found: list[Row] = []
    pages = document["pages"]
    for index, page in enumerate(pages):
        title, text = _title(page.get("title"), language, own)
        title = title or _("Page %(number)s") % {"number": index + 1}
        elements = page.get("elements", [])
        found.append(_row(page, page_place(page), 1, (index + 1, len(pages)), title, text, elements))
        found.extend(_elements(elements, 2, None, language, own))
    return found


def _elements(
    elements: Sequence[Json], level: int, panel: Json | None, language: str, own: str
) -> Iterator[Row]:
    for index, element in enumerate(elements):
        title, text = _title(element.get("title"), language, own)
        inner = element.get("elements", [])
        place = element_place(element, panel)
        yield _row(
            element, place, level, (index + 1, len(elements)), title or _untitled(element), text, inner
        )
        yield from _elements(inner, level + 1, element, language, own)


def _row(
    part: Json, place: Place, level: int, at: tuple[int, int], title: str, text: str, children: Sequence[Any]
) -> Row:
    type_name = part.get("type", "")
    return Row(
        place=place,
        level=level,
        position=at[0],
        size=at[1],
        title=title if len(title) <= MOST_TITLE else title[: MOST_TITLE - 1].rstrip() + "…",
        text=text,
        type=type_name,
        type_title=type_words(type_name),
        has_children=bool(children),
        is_required=bool(part.get("isRequired") or part.get("requiredIf")),
        has_condition=bool(part.get("visibleIf") or part.get("next")),
        is_shuffled=bool(part.get("elementsOrder")),
    )


def type_words(type_name: str) -> str:
    return str(getattr(TYPES.get(type_name), "type_title", "")) or type_name


def _title(texts: Any, language: str, own: str) -> tuple[str, str]:
    """What to show, in whatever language there is, and what stands in `language` itself."""
    if not isinstance(texts, dict):
        return "", ""
    text = texts.get(language, "")
    return text or texts.get(own) or next(iter(texts.values()), ""), text


def _untitled(element: Json) -> str:
    html = element.get("html")
    return _("Statement") if isinstance(html, dict) else _("Untitled: %(name)s") % {"name": element["name"]}
