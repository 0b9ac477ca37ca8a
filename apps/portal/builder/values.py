"""A posted field of the properties as an operation on the draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder import expressions, items
from apps.portal.builder.clauses import done, fitted, from_form, is_finished, to_json
from apps.portal.builder.places import LISTS, Json, Place, index_of, value_at
from apps.portal.builder.richtext import as_html
from apps.portal.builder.settings import DEFAULT_ON, LISTED, AnySetting, setting_at
from apps.portal.builder.subjects import by_code, offered
from apps.portal.builder.workbench import Workbench
from apps.surveys.editing import EditRefused
from apps.surveys.questionnaire import TYPES, Questionnaire
from apps.surveys.questionnaire.describing import Setting
from apps.surveys.questionnaire.writing import number_in

MOST_BYTES = 600_000


class Unfinished(Exception):
    """A condition that lacks something yet: nothing to save, only to be drawn again."""


def operation_of(form: Any, bench: Workbench) -> Json:
    """What the form asks for. Raises EditRefused, and Unfinished for a condition that is not complete."""
    draft, place, language = bench.draft, bench.place, bench.language
    if form.get("op"):
        return _ready(form["op"])
    if form.get("tool"):
        return _tool(form["tool"], bench)
    key = form.get("key", "")
    setting = setting_at(draft.document, place, key)
    if setting is None:
        raise EditRefused("/settings", _("This is not a setting of this element."), code="unknown")
    if key == "name":
        return _renaming(place, form.get("value", "").strip())
    if setting.kind == "condition":
        value: Any = _condition(form, draft.questionnaire, place, setting, language)
    elif isinstance(setting, Setting) and setting.kind in ("choices", "rows"):
        element = value_at(draft.document, place) or {}
        listed = element.get(key, [])
        if items.replaces(form, listed, TYPES[element["type"]].starter().get(key)):
            listed = []
        value = items.posted(form, listed, items.shape_of(setting), language) or None
    else:
        value = (_READERS.get(setting.kind) or _text)(form, setting)
    path = f"{key}/{language}" if setting.kind in ("text", "rich") else key
    return setting_operation(draft.document, place, {path: value})


def setting_operation(document: Json, place: Place, settings: Json) -> Json:
    """The operation that puts these settings there."""
    if place.kind == "element":
        return {"op": "change_element", "element": place.name, "settings": settings}
    if place.kind == "page":
        return {"op": "change_page", "page": place.name, "settings": settings}
    if place.kind == "survey":
        return {"op": "change_survey", "settings": settings}
    base = f"{LISTS[place.kind]}/{index_of(document, place)}"
    return {"op": "change_survey", "settings": {f"{base}/{key}": value for key, value in settings.items()}}


def _ready(text: str) -> Json:
    """An operation a button carries."""
    try:
        found = json.loads(text) if len(text) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise EditRefused("", _("There is no such change."), code="unknown_op")
    return found


def _tool(name: str, bench: Workbench) -> Json:
    """Up, down, duplicate or remove, for the page or question the form names."""
    place = bench.place
    if name in ("up", "down"):
        found: Json | None = bench.moves().get(name)
        if found is None:
            raise EditRefused("", _("It cannot go further."), code="end")
        return found
    if place.kind not in ("page", "element") or name not in ("duplicate", "remove"):
        raise EditRefused("", _("There is no such change."), code="unknown_op")
    return {"op": f"{name}_{place.kind}", place.kind: place.name}


def _renaming(place: Place, name: str) -> Json:
    if place.kind == "page":
        return {"op": "change_page", "page": place.name, "settings": {"name": name}}
    member = place.kind
    path = place.name
    return {"op": f"rename_{member}", member: path, "name": name}


def _condition(
    form: Any, questionnaire: Questionnaire, place: Place, setting: AnySetting, language: str
) -> Json | None:
    heaps = offered(questionnaire, place, language, after=setting.key.startswith("next/"))
    subjects = by_code(heaps)
    clause = fitted(done(from_form(form), form.get("do", "")), subjects)
    if not clause.parts:
        return None
    if not is_finished(clause, subjects):
        raise Unfinished
    return to_json(clause, subjects)


def _text(form: Any, setting: AnySetting) -> str | None:
    return form.get("value", "").strip() or None


def _rich(form: Any, setting: AnySetting) -> str | None:
    return as_html(form.get("value", "")) or None


def _flag(form: Any, setting: AnySetting) -> bool | None:
    is_on = form.get("value") == "on"
    if setting.key in DEFAULT_ON:
        return None if is_on else False
    return True if is_on else None


def _number(form: Any, setting: AnySetting) -> Any:
    text = form.get("value", "").strip()
    if not text:
        return None
    value = number_in(text)
    if not isinstance(value, int | float):
        raise EditRefused(f"/settings/{setting.key}", _("Give a number."), code="type")
    if setting.kind == "integer" and value != int(value):
        raise EditRefused(f"/settings/{setting.key}", _("Give a whole number."), code="type")
    return int(value) if value == int(value) else value


def _one_of(form: Any, setting: AnySetting) -> Any:
    text = form.get("value", "")
    return next((value for value, _words in setting.options if str(value) == text), None) or None


def _choices_from(form: Any, setting: AnySetting) -> Json | None:
    name = form.get("value", "")
    return {"question": name, "mode": form.get("mode") or "selected"} if name else None


def _plain(form: Any, setting: AnySetting) -> Any:
    """A text; of a list of texts, those between the commas."""
    text = form.get("value", "").strip()
    if setting.key not in LISTED:
        return text or None
    return [part.strip() for part in text.split(",") if part.strip()] or None


def _expression(form: Any, setting: AnySetting) -> Any:
    return expressions.posted(form)


_READERS: dict[str, Callable[[Any, AnySetting], Any]] = {
    "text": _text,
    "rich": _rich,
    "flag": _flag,
    "integer": _number,
    "number": _number,
    "one_of": _one_of,
    "plain": _plain,
    "choices_from": _choices_from,
    "expression": _expression,
}
