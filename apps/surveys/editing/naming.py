"""Giving things another name, with everything that refers to them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.surveys.editing.done import Done
from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.fields import Fields
from apps.surveys.editing.places import Json, Work
from apps.surveys.editing.references import Names, followed


def rename_element(work: Work, fields: Fields) -> Done:
    """Conditions, rules, expressions, carried choices and piped texts follow. Answers and KPIs are joined by this
    name: the new one begins a history of its own."""
    path, name = fields.text("element"), fields.new_name("name")
    spot = work.spot(path)
    old, new = spot.path, f"{spot.panel}.{name}" if spot.panel else name
    if old != new and name in work.names_in(spot.holder):
        raise EditRefused("/name", _("This name is used more than once."), code="duplicate")
    work.document = followed(work.document, Names(questions={old: new}))
    work.spot(old).element["name"] = name
    return Done(new, {"element": new, "before": old}, spot.pointer)


def rename_ending(work: Work, fields: Fields) -> Done:
    old, name = fields.text("ending"), fields.new_name("name")
    _named(work, "endings", old, "ending")
    _refuse_taken(work, "endings", old, name)
    work.document = followed(work.document, Names(endings={old: name}))
    _named(work, "endings", old, "ending")["name"] = name
    return Done(None, {"ending": name, "before": old}, blamed="/name")


def rename_calculated(work: Work, fields: Fields) -> Done:
    old, name = fields.text("calculated"), fields.new_name("name")
    _named(work, "calculatedValues", old, "calculated")
    _refuse_taken(work, "calculatedValues", old, name)
    work.document = followed(work.document, Names(calculated={old: name}))
    _named(work, "calculatedValues", old, "calculated")["name"] = name
    return Done(None, {"calculated": name, "before": old}, blamed="/name")


def _named(work: Work, key: str, name: str, member: str) -> Json:
    for item in work.document.get(key, ()):
        if item.get("name") == name:
            found: Json = item
            return found
    raise EditRefused(f"/{member}", _("There is nothing of this name."), code="unknown")


def _refuse_taken(work: Work, key: str, old: str, name: str) -> None:
    if name != old and any(item.get("name") == name for item in work.document[key]):
        raise EditRefused("/name", _("This name is used more than once."), code="duplicate")
