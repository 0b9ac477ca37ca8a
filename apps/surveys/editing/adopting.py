"""An element that comes from another survey or from the question bank."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.places import PANEL, Json, Work, copied, free_name, inner_names, inner_of
from apps.surveys.editing.references import Names, followed, looked_at
from apps.surveys.editing.types import class_of
from apps.surveys.questionnaire.describing import fresh_choices


def adopted(work: Work, element: Json, holder: Json) -> tuple[Json, tuple[str, ...]]:
    """The element under a name that is free here, without what refers to questions this survey does not have; and
    what was left out, in words."""
    kind = element.get("type")
    if not isinstance(kind, str):
        raise EditRefused("/element/type", _("An element has a type."), code="required")
    class_of(kind)
    wanted = element.get("name", kind)
    if not isinstance(wanted, str):
        raise EditRefused("/element/name", _("Give a name."), code="type")
    name = free_name(wanted, work.names_in(holder))
    found: Json = followed(copied(element), Names(questions={wanted: name}))
    found["name"] = name
    return found, tuple(_without_strangers(found, _known(work, found, holder), f"“{name}”"))


def _without_strangers(element: Json, known: set[str], label: str) -> list[str]:
    notes: list[str] = []
    for key in ("visibleIf", "requiredIf", "choicesFrom", "itemsFrom"):
        strangers = sorted(name for name in _named(key, element.get(key)) if name not in known)
        if strangers:
            del element[key]
            if key == "choicesFrom" and not element.get("choices"):
                element["choices"] = fresh_choices()
            words = _left_out(key) % {"question": label, "names": ", ".join(strangers)}
            notes.append(words)
    if element.get("type") == PANEL:
        for inner in inner_of(element):
            notes += _without_strangers(inner, known | _own(element), f"“{inner.get('name', '')}”")
    return notes


def _named(key: str, value: Any) -> set[str]:
    """The questions looked at, without their rows; a calculated value by `calculated:name`."""
    if key == "itemsFrom":
        return {value} if isinstance(value, str) else set()
    return {
        name.partition(".")[0] if kind == "question" else f"calculated:{name}"
        for kind, name in looked_at(value)
    }


def _known(work: Work, element: Json, holder: Json) -> set[str]:
    names = {other["name"] for page in work.pages for other in page["elements"]}
    names |= {f"calculated:{value['name']}" for value in work.document.get("calculatedValues", ())}
    if holder.get("type") == PANEL:
        names |= {"panel"} | _own(holder)
    return names - {element["name"]}


def _own(panel: Json) -> set[str]:
    return {"panel"} | inner_names(panel)


def _left_out(key: str) -> str:
    if key == "visibleIf":
        return _("When %(question)s is shown was left out: this survey has no %(names)s.")
    if key == "requiredIf":
        return _("When %(question)s must be answered was left out: this survey has no %(names)s.")
    if key == "choicesFrom":
        return _("The choices %(question)s takes over were left out: this survey has no %(names)s.")
    return _("What %(question)s is repeated for was left out: this survey has no %(names)s.")
