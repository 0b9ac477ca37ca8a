"""Questions and statements that came, went, moved or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.findings import Place
from apps.surveys.comparing.change import Change, changed_languages, elements_of, label, moved
from apps.surveys.comparing.items import LISTS, item_changes
from apps.surveys.questionnaire import TYPES
from apps.surveys.questionnaire.texts import LANGUAGE

Raw = Mapping[str, Any]
ELSEWHERE = {"type", "name", "elements", *LISTS}
MEASURED = {"rateMin", "rateMax", "points", "touchpoint"}
"""Settings of metric questions whose changes are told with the trend they break."""


def element_changes(before: Raw, after: Raw) -> Iterator[Change]:
    old = {element["name"]: (p, element) for p, element in elements_of(before)}
    new = {element["name"]: (p, element) for p, element in elements_of(after)}
    for name, (page, element) in old.items():
        if name not in new:
            words = _("%(what)s removed") % {"what": what(element)}
            yield Change(Place(before["pages"][page]["name"], name), words, is_presence=True)
    went = _went(before, after)
    for name, (page, element) in new.items():
        place = Place(after["pages"][page]["name"], name)
        if name not in old:
            words = _("%(what)s added to page %(number)s") % {"what": what(element), "number": page + 1}
            yield Change(place, words, is_presence=True)
            continue
        if before["pages"][old[name][0]]["name"] != after["pages"][page]["name"]:
            words = _("%(what)s moved to page %(number)s") % {"what": what(element), "number": page + 1}
            yield Change(place, words)
        elif name in went:
            yield Change(place, _("%(what)s moved within its page") % {"what": what(element)})
        yield from _settings(place, old[name][1], element)


def what(element: Raw) -> str:
    if element["type"] == "html":
        return _("Statement “%(title)s”") % {"title": label(element)}
    return _("Question “%(title)s”") % {"title": label(element)}


def _went(before: Raw, after: Raw) -> set[str]:
    """Names that changed their place among those that stayed on the same page."""
    orders: dict[str, list[list[str]]] = defaultdict(lambda: [[], []])
    for side, document in enumerate((before, after)):
        for page in document["pages"]:
            orders[page["name"]][side] = [element["name"] for element in page["elements"]]
    return {name for old, new in orders.values() for name in moved([n for n in old if n in new], new)}


def _settings(place: Place, old: Raw, new: Raw) -> Iterator[Change]:
    named = {"what": what(new)}
    if old["type"] != new["type"]:
        said = {"old": _type(old["type"]), "new": _type(new["type"])}
        words = _("%(what)s was of type “%(old)s” and is now “%(new)s”")
        yield Change(_at(place, "type"), words % {**named, **said})
    for key in LISTS:
        yield from item_changes(_at(place, key), key, old.get(key), new.get(key), label(new))
    if old.get("elements") != new.get("elements"):
        words = _("%(what)s: the questions inside changed")
        yield Change(_at(place, "elements"), words % named)
    for key in sorted({*old, *new} - ELSEWHERE):
        if old.get(key) != new.get(key) and not (
            key in MEASURED and old["type"] == new["type"] and _measures(new)
        ):
            yield Change(_at(place, key), _setting_words(key, old, new))


def _at(place: Place, key: str) -> Place:
    return Place(place.page, place.element, key)


def _setting_words(key: str, old: Raw, new: Raw) -> str:
    first, second = old.get(key), new.get(key)
    said = {"what": what(new), "key": _title(new["type"], key)}
    if key == "isRequired":
        words = _("%(what)s must be answered now") if second else _("%(what)s need not be answered any more")
        return words % said
    if key == "visibleIf" and not (first and second):
        words = (
            _("%(what)s is only shown under a condition now") if second else _("%(what)s is always shown now")
        )
        return words % said
    if key == "visibleIf":
        return _("%(what)s: when it is shown changed") % said
    languages = changed_languages(first, second) if _is_text(first) and _is_text(second) else []
    if languages:
        words = _("%(what)s: %(key)s changed (%(languages)s)")
        return words % {**said, "languages": ", ".join(languages)}
    return _("%(what)s: %(key)s changed") % said


def _is_text(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and all(LANGUAGE.fullmatch(key) for key in value))


def _measures(element: Raw) -> bool:
    return getattr(TYPES.get(element["type"]), "group", "") == "metric"


def _type(kind: str) -> str:
    return str(getattr(TYPES.get(kind), "type_title", kind))


def _title(kind: str, key: str) -> str:
    """What the builder calls a setting."""
    cls = TYPES.get(kind)
    settings = (*cls.common, *cls.editor) if cls else ()
    return next((str(setting.title) for setting in settings if setting.key == key), key)
