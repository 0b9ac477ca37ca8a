"""Operations on questions and statements. Where a page is named a panel may be, with `panel` instead of `page`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.editing.adopting import adopted
from apps.surveys.editing.copying import copy_of_element
from apps.surveys.editing.done import Done
from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.fields import Fields
from apps.surveys.editing.places import Json, Spot, Work, free_name
from apps.surveys.editing.settings import put
from apps.surveys.editing.types import class_of, converted


def add_element(work: Work, fields: Fields) -> Done:
    """A fresh element of a `type`, or an `element` from elsewhere; after the one called `after`, else at the end."""
    holder, pointer = work.holder(fields.maybe_text("page"), fields.maybe_text("panel"))
    elements: list[Any] = holder.setdefault("elements", [])
    index = _index_after(elements, fields.maybe_text("after"))
    if ("type" in fields) == ("element" in fields):
        raise EditRefused("/type", _("Give either a type or an element."), code="required")
    notes: tuple[str, ...] = ()
    if "type" in fields:
        cls = class_of(fields.text("type"))
        element = {**cls.starter(), "type": cls.type, "name": free_name(cls.type, work.names_in(holder))}
    else:
        element, notes = adopted(work, fields.object("element"), holder)
    elements.insert(index, element)
    path = _path(holder, element)
    blamed = "/type" if "type" in fields else "/element"
    return Done(path, _about(element, path), f"{pointer}/elements/{index}", blamed, notes)


def change_element(work: Work, fields: Fields) -> Done:
    spot = work.spot(fields.text("element"))
    settings = fields.object("settings")
    touched = put(spot.element, settings, work.document["language"], fixed=("name", "type", "elements"))
    change = {**_about(spot.element, spot.path), "settings": touched}
    return Done(spot.path, change, spot.pointer, "/settings")


def change_type(work: Work, fields: Fields) -> Done:
    """Keeps every setting that the new type takes as it is."""
    spot = work.spot(fields.text("element"))
    old = spot.element["type"]
    element = converted(spot.element, fields.text("type"), work.document["language"])
    spot.holder["elements"][spot.index] = element
    change = {**_about(element, spot.path), "before": old}
    return Done(spot.path, change, spot.pointer, "/type")


def move_element(work: Work, fields: Fields) -> Done:
    """Before the element called `before`, else to the end."""
    spot = work.spot(fields.text("element"))
    holder, _pointer = work.holder(fields.maybe_text("page"), fields.maybe_text("panel"))
    if holder is spot.element:
        raise EditRefused("/panel", _("A panel cannot stand in itself."), code="panel")
    if holder is not spot.holder and spot.element["name"] in work.names_in(holder) - _own(spot, holder):
        raise EditRefused("/element", _("Another question there has this name."), code="duplicate")
    before = fields.maybe_text("before")
    if before == spot.element["name"] and holder is spot.holder:
        return Done(spot.path, _about(spot.element, spot.path))
    del spot.holder["elements"][spot.index]
    elements: list[Json] = holder.setdefault("elements", [])
    index = len(elements) if before is None else _index_of(elements, before, "before")
    elements.insert(index, spot.element)
    path = _path(holder, spot.element)
    return Done(path, _about(spot.element, path), blamed="/element")


def remove_element(work: Work, fields: Fields) -> Done:
    """What referred to it stays, for the checks to report."""
    spot = work.spot(fields.text("element"))
    elements = spot.holder["elements"]
    del elements[spot.index]
    near = _path(spot.holder, elements[min(spot.index, len(elements) - 1)]) if elements else None
    return Done(near, _about(spot.element, spot.path))


def duplicate_element(work: Work, fields: Fields) -> Done:
    """Right after it, every setting kept, under a fresh name."""
    spot = work.spot(fields.text("element"))
    copy = copy_of_element(work, spot.element, spot.holder)
    spot.holder["elements"].insert(spot.index + 1, copy)
    return Done(_path(spot.holder, copy), _about(spot.element, spot.path), blamed="/element")


def _own(spot: Spot, holder: Json) -> set[str]:
    """From page to page its own name is no obstacle."""
    is_on_pages = spot.panel is None and "type" not in holder
    return {spot.element["name"]} if is_on_pages else set()


def _index_after(elements: list[Json], after: str | None) -> int:
    return len(elements) if after is None else _index_of(elements, after, "after") + 1


def _index_of(elements: list[Json], name: str, key: str) -> int:
    """By its name, or by `panel.name` inside a panel."""
    wanted = name.rpartition(".")[2]
    for index, element in enumerate(elements):
        if element["name"] == wanted:
            return index
    raise EditRefused(f"/{key}", _("There is no such question."), code="unknown_element")


def _path(holder: Json, element: Json) -> str:
    return f"{holder['name']}.{element['name']}" if "type" in holder else str(element["name"])


def _about(element: Json, path: str) -> Json:
    return {"element": path, "type": element["type"], "title": element.get("title", {})}
