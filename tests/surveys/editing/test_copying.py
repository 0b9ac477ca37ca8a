"""A copy keeps every setting that any type has. Types and settings are taken from what describes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from apps.surveys.editing import apply
from apps.surveys.questionnaire import TYPES, QuestionnaireError
from apps.surveys.questionnaire.describing import Setting
from apps.surveys.questionnaire.document import read_draft
from tests.surveys.editing.edits import leaf
from tests.surveys.questionnaires import document

EARLIER = {"type": "checkbox", "name": "earlier", "choices": [{"value": "a"}, {"value": "b"}]}
WORDS = {"en": "Words", "it": "Parole"}
PAGE_SETTINGS: dict[str, Any] = {
    "title": WORDS,
    "description": WORDS,
    "visibleIf": leaf("earlier"),
    "next": [{"if": leaf("earlier"), "to": "end"}],
    "elementsOrder": "random",
    "isFixed": True,
}
BY_KEY: dict[str, list[Any]] = {
    "min": [2, "2026-01-31"],
    "max": [2, "2026-01-31"],
    "minSelectedChoices": [1],
    "maxPanelCount": [4],
    "from": ["param:store"],
    "accepts": [[".pdf"]],
    "fields": [[{"name": "email", "isRequired": True}]],
}


def values_of(setting: Setting) -> list[Any]:
    """A few values, of which a type takes one at least. None of them stands for nothing said."""
    if setting.key in BY_KEY:
        return BY_KEY[setting.key]
    part = {"en": "Words"}
    return {
        "flag": [True, False],
        "integer": [setting.low + 1 if setting.low is not None else 1, setting.high, 3],
        "number": [3],
        "text": [WORDS],
        "rich": [{"en": "<b>Words</b>"}],
        "one_of": [value for value, _words in setting.options[1:]],
        "choices": [[{"value": "x", "text": WORDS, "isFixed": True}, {"value": 2}]],
        "choices_from": [{"question": "earlier", "mode": "unselected"}],
        "rows": [
            [{"name": "r1", "title": WORDS}, {"name": "r2"}],
            [{"name": "r1", "left": part, "right": part}, {"name": "r2", "left": part, "right": part}],
        ],
        "touchpoint": ["counter"],
        "condition": [{"all": [leaf("earlier"), {"not": [leaf("earlier", "contains", value="a")]}]}],
        "question": ["earlier"],
        "elements": [
            [{"type": "text", "name": "t", "visibleIf": leaf("earlier")}, {"type": "comment", "name": "u"}]
        ],
        "url": ["https://example.com/a.png"],
        "plain": ["2026-01-31", "Words"],
    }[setting.kind]


def elements_of(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each setting of the type, an element that has it, and one with as many as go together."""
    cls = TYPES[kind]
    fresh = {"type": kind, "name": "q", **cls.starter()}
    whole = dict(fresh)
    for setting in (*cls.common, *cls.editor):
        if setting.key == "name":
            continue
        needs = [{setting.when[0]: value} for value in setting.when[1]] if setting.when else [{}]
        found = [
            e
            for need in needs
            for value in values_of(setting)
            if (e := read({**fresh, **need, setting.key: value}))
        ]
        kept = [element for element in found if setting.key in element]
        assert kept, f"{kind} takes no value of {setting.key}"
        yield setting.key, kept[0]
        whole = read({**whole, setting.key: kept[0][setting.key]}) or whole
    yield "whole", whole


def read(element: dict[str, Any]) -> dict[str, Any] | None:
    """The element as a draft holds it, if it is one."""
    try:
        found: dict[str, Any] = read_draft(document(EARLIER, element)).dump()["pages"][0]["elements"][1]
    except QuestionnaireError:
        return None
    return found


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_copy_of_a_question_keeps_every_setting(kind: str) -> None:
    for key, element in elements_of(kind):
        draft = read_draft(document(EARLIER, element)).dump()
        copied = apply(draft, {"op": "duplicate_element", "element": "q"}).document
        original, copy = copied["pages"][0]["elements"][1:]
        assert original == element
        assert copy == {**element, "name": "q2"}, key


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_copy_of_a_page_keeps_every_setting_of_its_questions(kind: str) -> None:
    for key, element in elements_of(kind):
        draft = read_draft(document(element)).dump()
        copied = apply(draft, {"op": "duplicate_page", "page": "p1"}).document
        assert copied["pages"][1]["elements"] == [{**element, "name": "q2"}], key


def test_a_copy_of_a_page_keeps_every_setting_of_the_page() -> None:
    plain = document(EARLIER)
    plain["pages"].append({"name": "p2", **PAGE_SETTINGS, "elements": []})
    draft = read_draft(plain).dump()
    assert set(draft["pages"][1]) == {"name", "elements", *PAGE_SETTINGS}
    copied = apply(draft, {"op": "duplicate_page", "page": "p2"}).document
    assert copied["pages"][2] == {**draft["pages"][1], "name": "p3"}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_an_element_changed_to_any_type_and_back_can_be_stored_and_keeps_its_words(kind: str) -> None:
    *_others, (_key, whole) = elements_of(kind)
    draft = read_draft(document(EARLIER, whole)).dump()
    for other in sorted(TYPES):
        changed = apply(draft, {"op": "change_type", "element": "q", "type": other}).document
        element = changed["pages"][0]["elements"][1]
        assert (element["type"], element["title"]) == (other, WORDS)
        assert element.get("visibleIf") == whole["visibleIf"]
