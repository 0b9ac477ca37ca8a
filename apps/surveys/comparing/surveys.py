"""What changed about the survey as a whole: its texts, languages, endings and calculated values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.findings import Place
from apps.surveys.comparing.change import Change, called, changed_languages

Document = Mapping[str, Any]


def survey_changes(before: Document, after: Document) -> Iterator[Change]:
    for key, words in _texts().items():
        languages = changed_languages(before.get(key), after.get(key))
        if languages:
            said = _("%(what)s changed (%(languages)s)")
            yield Change(Place(setting=key), said % {"what": words, "languages": ", ".join(languages)})
    if before.get("language") != after.get("language"):
        main = _("The main language is now “%(new)s” instead of “%(old)s”")
        both = {"new": after.get("language"), "old": before.get("language")}
        yield Change(Place(setting="language"), main % both)
    for key, (off, on) in _flags().items():
        if before.get(key) != after.get(key):
            yield Change(Place(setting=key), on if after.get(key) else off)
    yield from _listed(before, after, "endings")
    yield from _listed(before, after, "calculatedValues")


def _texts() -> dict[str, str]:
    return {
        "title": _("The title of the survey"),
        "description": _("The description of the survey"),
        "privacy": _("The privacy notice"),
        "thankYou": _("The thanks at the end"),
    }


def _flags() -> dict[str, tuple[str, str]]:
    return {
        "showProgress": (_("Progress is no longer shown"), _("Progress is shown")),
        "pagesOrder": (_("The pages come in their own order"), _("The pages come in random order")),
    }


def _listed(before: Document, after: Document, key: str) -> Iterator[Change]:
    """Endings or calculated values, by name."""
    old = {item["name"]: item for item in before.get(key, ())}
    new = {item["name"]: item for item in after.get(key, ())}
    words = _ending_words() if key == "endings" else _value_words()
    for name in [*old, *(name for name in new if name not in old)]:
        item = new.get(name) or old[name]
        if old.get(name) != new.get(name):
            fate = "added" if name not in old else "removed" if name not in new else "changed"
            said = words[fate] % {"name": called(item.get("title"), name)}
            yield Change(Place(setting=key), said, is_presence=fate != "changed")


def _ending_words() -> dict[str, str]:
    return {
        "added": _("Ending “%(name)s” added"),
        "removed": _("Ending “%(name)s” removed"),
        "changed": _("Ending “%(name)s” changed"),
    }


def _value_words() -> dict[str, str]:
    return {
        "added": _("Calculated value “%(name)s” added"),
        "removed": _("Calculated value “%(name)s” removed"),
        "changed": _("Calculated value “%(name)s” is calculated differently"),
    }
