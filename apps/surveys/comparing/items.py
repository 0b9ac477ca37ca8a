"""Choices and rows of a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.findings import Place
from apps.surveys.comparing.change import Change, called, changed_languages, moved

LISTS = {"choices": ("value", "text"), "rows": ("name", "title")}
"""Lists of a question: what an item is matched by, and its words."""


def item_changes(place: Place, key: str, old: Any, new: Any, title: str) -> Iterator[Change]:
    identity, text = LISTS[key]
    first = {str(item[identity]): item for item in old or ()}
    second = {str(item[identity]): item for item in new or ()}
    words = _choice_words() if key == "choices" else _row_words()
    for name in first.keys() - second.keys():
        yield Change(place, words["removed"] % {"item": called(first[name].get(text), name), "title": title})
    for name, item in second.items():
        said = {"item": called(item.get(text), name), "title": title}
        if name not in first:
            yield Change(place, words["added"] % said)
            continue
        languages = changed_languages(first[name].get(text), item.get(text))
        if languages:
            yield Change(place, words["worded"] % {**said, "languages": ", ".join(languages)})
        if _others(first[name], text) != _others(item, text):
            yield Change(place, words["changed"] % said)
    if moved(list(first), list(second)):
        yield Change(place, words["moved"] % {"title": title})


def _others(item: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Settings besides the words; the touchpoint of a row is told with its trend."""
    return {key: value for key, value in item.items() if key not in (text, "touchpoint")}


def _choice_words() -> dict[str, str]:
    return {
        "added": _("Choice “%(item)s” added to “%(title)s”"),
        "removed": _("Choice “%(item)s” removed from “%(title)s”"),
        "worded": _("Choice “%(item)s” of “%(title)s” worded differently (%(languages)s)"),
        "changed": _("Settings of choice “%(item)s” of “%(title)s” changed"),
        "moved": _("Choices of “%(title)s” in another order"),
    }


def _row_words() -> dict[str, str]:
    return {
        "added": _("Row “%(item)s” added to “%(title)s”"),
        "removed": _("Row “%(item)s” removed from “%(title)s”"),
        "worded": _("Row “%(item)s” of “%(title)s” worded differently (%(languages)s)"),
        "changed": _("Settings of row “%(item)s” of “%(title)s” changed"),
        "moved": _("Rows of “%(title)s” in another order"),
    }
