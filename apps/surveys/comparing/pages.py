"""Pages that came, went, moved or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.findings import Place
from apps.surveys.comparing.change import Change, called, changed_languages, moved

Raw = Mapping[str, Any]


def page_changes(before: Raw, after: Raw) -> Iterator[Change]:
    old = {page["name"]: (p, page) for p, page in enumerate(before["pages"], 1)}
    new = {page["name"]: (p, page) for p, page in enumerate(after["pages"], 1)}
    went = moved(list(old), list(new))
    for name, (number, page) in old.items():
        if name not in new:
            words = _("%(page)s removed") % {"page": page_words(number, page)}
            yield Change(Place(name), words, is_presence=True)
    for name, (number, page) in new.items():
        what = {"page": page_words(number, page)}
        if name not in old:
            yield Change(Place(name), _("%(page)s added") % what, is_presence=True)
            continue
        if name in went:
            words = _("%(page)s was page %(number)s") % {**what, "number": old[name][0]}
            yield Change(Place(name), words)
        yield from _settings(name, old[name][1], page, what)


def page_words(number: int, page: Raw) -> str:
    title = called(page.get("title"), "")
    return (
        _("Page %(number)s “%(title)s”") % {"number": number, "title": title}
        if title
        else _("Page %(number)s") % {"number": number}
    )


def _settings(name: str, old: Raw, new: Raw, what: Mapping[str, str]) -> Iterator[Change]:
    for key in ("title", "description"):
        languages = changed_languages(old.get(key), new.get(key))
        if languages:
            words = (
                _("%(page)s: title changed (%(languages)s)")
                if key == "title"
                else _("%(page)s: description changed (%(languages)s)")
            )
            yield Change(Place(name, setting=key), words % {**what, "languages": ", ".join(languages)})
    said = {
        "visibleIf": _("%(page)s: when it is shown changed"),
        "next": _("%(page)s: where it leads to changed"),
        "elementsOrder": _("%(page)s: order of its questions changed"),
        "isFixed": _("%(page)s: whether it keeps its place changed"),
    }
    for key, words in said.items():
        if old.get(key) != new.get(key):
            yield Change(Place(name, setting=key), words % what)
