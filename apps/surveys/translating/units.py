"""Every text of a document, under a key that stays the same while the document changes around it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.surveys.editing.references import is_texts

NO_TEXTS = frozenset({"visibleIf", "requiredIf", "next", "choicesFrom", "calculatedValues"})
RICH = frozenset({"privacy", "thankYou"})  # and the text of an ending, and an html element's
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One text: `key` such as `recommend/title`, `colour/choices:red/text`, `page:p1/title`, `thankYou`.

    `page` is the name of the page it stands on, empty for the survey's own; `owner` the element, page or ending.
    """

    key: str
    page: str
    owner: str
    setting: str
    texts: Texts

    def source(self, language: str) -> str:
        """The text to translate from: in the questionnaire's own language, else in any it is in."""
        return self.texts.get(language) or next(iter(self.texts.values()), "")


def source_language(document: Mapping[str, Any]) -> str:
    """The language a questionnaire's texts fall back to."""
    return str(document.get("language") or next(iter(document.get("title") or ()), "en"))


def units(document: Mapping[str, Any]) -> list[Unit]:
    """In the order in which a respondent meets them; `document` is one that passes `read_draft`."""
    own = [unit for key in document if key != "pages" for unit in _below(document[key], key, "", "", key)]
    first = [unit for unit in own if unit.key in ("title", "description")]
    found = list(first)
    for page in document.get("pages", ()):
        name = page["name"]
        for key, value in page.items():
            if key != "elements":
                found += _below(value, f"page:{name}/{key}", name, name, key)
        for element in page.get("elements", ()):
            for key, value in element.items():
                found += _below(value, f"{element['name']}/{key}", name, element["name"], key)
    return found + [unit for unit in own if unit not in first]


def put(document: Mapping[str, Any], language: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """The document with these texts ({key: text}) in the language; an empty one takes a translation away."""
    changed = copy.deepcopy(dict(document))
    for unit in units(changed):
        text = texts.get(unit.key)
        if text is not None and text.strip():
            unit.texts[language] = text
        elif text is not None:
            unit.texts.pop(language, None)
    return changed


def _below(value: Any, key: str, page: str, owner: str, setting: str) -> Iterator[Unit]:
    if setting in NO_TEXTS:
        return
    if isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, dict):
                name = item.get("name", item.get("value", position))
                for part, inner in item.items():
                    yield from _below(inner, f"{key}:{name}/{part}", page, owner, part)
    elif isinstance(value, dict):
        if is_texts(value):
            yield Unit(key, page, owner, setting, value)
        else:
            for part, inner in value.items():
                yield from _below(inner, f"{key}/{part}", page, owner, part)
