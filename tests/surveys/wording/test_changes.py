"""Steps of a draft as history tells them."""

from __future__ import annotations

from typing import Any

import pytest

from apps.surveys.editing import OPERATIONS
from apps.surveys.wording import change_words
from tests.surveys.editing.edits import edited, leaf

TITLES = {"en": "A page"}


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ({"op": "add_page"}, "Page “page3” added"),
        (
            {"op": "change_page", "page": "first", "settings": {"title": TITLES}},
            "Page “A page” changed: title",
        ),
        ({"op": "move_page", "page": "first", "to": 1}, "Page “First” moved"),
        ({"op": "remove_page", "page": "second"}, "Page “second” removed, with 2 questions"),
        ({"op": "duplicate_page", "page": "first"}, "Page “First” duplicated"),
        ({"op": "add_element", "page": "first", "type": "csat"}, "Question “csat” added"),
        (
            {
                "op": "change_element",
                "element": "why",
                "settings": {"maxLength": 9, "visibleIf": leaf("nps")},
            },
            "Question “You said {nps}. Why?” changed: most characters, when it is shown",
        ),
        (
            {"op": "change_type", "element": "nps", "type": "ces"},
            "Question “Recommend?” is of another type now",
        ),
        ({"op": "move_element", "element": "nps", "page": "second"}, "Question “Recommend?” moved"),
        ({"op": "remove_element", "element": "parts"}, "Question “parts” removed"),
        ({"op": "duplicate_element", "element": "parts"}, "Question “parts” duplicated"),
        ({"op": "rename_element", "element": "nps", "name": "score"}, "Question “nps” renamed “score”"),
        ({"op": "change_survey", "settings": {"pagesOrder": "random"}}, "Survey changed: order of the pages"),
        (
            {
                "op": "together",
                "operations": [{"op": "add_page"}, {"op": "remove_element", "element": "how"}],
            },
            "Page “page3” added; Question “Queue was {parts.queue}, {param:store} {parts}” removed",
        ),
    ],
)
def test_each_change_is_told_in_words(operation: dict[str, Any], words: str) -> None:
    assert edited(**operation).words == words


def test_every_operation_has_its_words() -> None:
    for op in OPERATIONS:
        assert change_words({"op": op}) != change_words({"op": "unheard of"}), op
