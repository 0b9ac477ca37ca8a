"""What changed between two questionnaires, as it is told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from apps.surveys.comparing import changes
from apps.surveys.questionnaire import load
from apps.surveys.templates_library import ORDER, template
from tests.surveys.examples import relationship

WHERE = {
    "type": "radiogroup",
    "name": "where",
    "title": {"en": "Where?"},
    "choices": [{"value": "r", "text": {"en": "Rome"}}, {"value": "b", "text": {"en": "Bari"}}],
}
PARTS = {
    "type": "matrix",
    "name": "parts",
    "title": {"en": "And?"},
    "rows": [
        {"name": "queue", "title": {"en": "The queue"}},
        {"name": "light", "title": {"en": "The light"}},
    ],
}
Document = dict[str, Any]


def before() -> Document:
    document = relationship()
    document["pages"][1]["elements"] += [copy.deepcopy(WHERE), copy.deepcopy(PARTS)]
    return load(document).dump()


def words(change: Callable[[Document], Any]) -> list[str]:
    after = before()
    change(after)
    return [found.words for found in changes(before(), load(after).dump())]


def breaks(change: Callable[[Document], Any]) -> list[str]:
    after = before()
    change(after)
    return [found.words for found in changes(before(), load(after).dump()) if found.breaks_trend]


def element(document: Document, name: str) -> Document:
    return next(e for page in document["pages"] for e in page["elements"] if e["name"] == name)


def taken(document: Document, name: str) -> Document:
    for page in document["pages"]:
        for e in page["elements"]:
            if e["name"] == name:
                page["elements"].remove(e)
                return dict(e)
    raise KeyError(name)


@pytest.mark.parametrize("key", ORDER)
def test_nothing_has_changed_between_a_survey_and_itself(key: str) -> None:
    document = load(template(key).document()).dump()
    assert changes(document, copy.deepcopy(document)) == []


def test_a_question_moves_to_another_page() -> None:
    assert words(lambda d: d["pages"][1]["elements"].append(taken(d, "why"))) == [
        "Question “What went wrong?” moved to page 2"
    ]


def test_a_question_moves_within_its_page() -> None:
    assert words(lambda d: d["pages"][1]["elements"].insert(0, taken(d, "where"))) == [
        "Question “Where?” moved within its page"
    ]


def test_only_what_was_moved_is_told_and_not_what_made_room() -> None:
    def change(document: Document) -> None:
        document["pages"].insert(0, document["pages"].pop())

    assert words(lambda d: d["pages"][0].pop("visibleIf", None)) == []
    assert words(change) == ["Page 2 was page 1"]


def test_questions_come_and_go() -> None:
    def change(document: Document) -> None:
        taken(document, "why")
        document["pages"][1]["elements"].append(
            {"type": "text", "name": "name", "title": {"en": "Your name"}}
        )

    assert words(change) == ["Question “What went wrong?” removed", "Question “Your name” added to page 2"]


def test_pages_come_and_go() -> None:
    page = {"name": "p3", "title": {"en": "At last"}, "elements": [{"type": "text", "name": "last"}]}
    assert words(lambda d: d["pages"].append(page)) == [
        "Page 3 “At last” added",
        "Question “last” added to page 3",
    ]


def test_texts_are_told_with_their_languages() -> None:
    def change(document: Document) -> None:
        document["title"]["it"] = "Come va?"
        element(document, "easy")["title"]["it"] = "Facile?"

    assert words(change) == [
        "The title of the survey changed (it)",
        "Question “They made it easy”: Title changed (it)",
    ]


def test_choices_and_rows_are_told_one_by_one() -> None:
    def change(document: Document) -> None:
        element(document, "where")["choices"] = [
            {"value": "b", "text": {"en": "Bari"}},
            {"value": "r", "text": {"en": "Roma"}},
            {"value": "o", "text": {"en": "Other"}},
        ]
        element(document, "parts")["rows"].append({"name": "staff", "title": {"en": "The staff"}})

    assert words(change) == [
        "Choice “Roma” of “Where?” worded differently (en)",
        "Choice “Other” added to “Where?”",
        "Choices of “Where?” in another order",
        "Row “The staff” added to “And?”",
    ]


def test_a_condition_and_a_duty_are_told_in_words() -> None:
    def change(document: Document) -> None:
        del element(document, "why")["visibleIf"]
        element(document, "recommend").pop("isRequired")
        element(document, "easy")["visibleIf"] = {"question": "recommend", "op": ">", "value": 3}

    assert words(change) == [
        "Question “Would you recommend us?” need not be answered any more",
        "Question “What went wrong?” is always shown now",
        "Question “They made it easy” is only shown under a condition now",
    ]


def test_another_scale_breaks_the_trend_and_is_told_once() -> None:
    def change(document: Document) -> None:
        element(document, "counter")["points"] = 7

    told = ["Scale of “How was the counter?” changed from 5 to 7 points: its trend starts anew"]
    assert (words(change), breaks(change)) == (told, told)


def test_a_scale_that_starts_elsewhere_breaks_the_trend() -> None:
    def change(document: Document) -> None:
        element(document, "parts").update(rateMin=1, rateMax=5)

    assert breaks(change) == [
        "Scale of “The queue” changed from 0-10 to 1-5: its trend starts anew",
        "Scale of “The light” changed from 0-10 to 1-5: its trend starts anew",
    ]


def test_a_metric_that_is_gone_ends_its_trend_and_is_told_once() -> None:
    told = ["“They made it easy” is no longer asked: its trend ends"]
    assert (words(lambda d: taken(d, "easy")), breaks(lambda d: taken(d, "easy"))) == (told, told)


def test_a_renamed_metric_is_recognised() -> None:
    told = breaks(lambda d: element(d, "easy").update(name="effort"))
    assert told == ["“They made it easy” is now named “effort” instead of “easy”: its own results start anew"]


def test_another_touchpoint_breaks_the_trend_and_is_told_once() -> None:
    assert len(words(lambda d: element(d, "counter").update(touchpoint="till"))) == 1
    assert breaks(lambda d: element(d, "counter").update(touchpoint="till")) == [
        "“How was the counter?” counts for touchpoint till instead of counter: both trends break"
    ]
    assert breaks(lambda d: element(d, "counter").pop("touchpoint")) == [
        "“How was the counter?” no longer counts for touchpoint counter: the trend there ends"
    ]
    assert breaks(lambda d: element(d, "easy").update(touchpoint="till")) == [
        "“They made it easy” counts for touchpoint till from now on: its trend there starts anew"
    ]


def test_another_metric_under_the_same_name_breaks_the_trend() -> None:
    def change(document: Document) -> None:
        element(document, "easy")["type"] = "nps"

    assert breaks(change) == ["“They made it easy” measures something else: its trend starts anew"]


def test_a_change_that_measures_the_same_breaks_nothing() -> None:
    def change(document: Document) -> None:
        element(document, "counter")["title"]["en"] = "And the counter?"
        taken(document, "where")
        document["pages"][0]["elements"].insert(0, taken(document, "easy"))

    assert breaks(change) == []


def test_endings_and_calculated_values_are_told() -> None:
    def change(document: Document) -> None:
        document["endings"] = [{"name": "out", "title": {"en": "Goodbye"}}]
        document["calculatedValues"] = [{"name": "sum", "expression": {"sum": [{"question": "easy"}, 1]}}]

    assert words(change) == ["Ending “Goodbye” added", "Calculated value “sum” added"]
