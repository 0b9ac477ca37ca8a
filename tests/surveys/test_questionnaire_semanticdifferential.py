import pytest

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import AnswerError, ScoreDraft
from tests.surveys.questionnaires import element_problems, one

ROWS = [
    {
        "name": "age",
        "left": {"en": "Old-fashioned", "it": "Antiquato"},
        "right": {"en": "Modern", "it": "Moderno"},
    },
    {"name": "warmth", "left": "Cold", "right": "Warm"},
]


def opposites(**settings):
    return one(type="semanticdifferential", rows=ROWS, **settings)


def test_rows_are_answered_on_seven_points_unless_on_five():
    assert opposites().judge({"age": 7, "warmth": 1}) == {"age": 7, "warmth": 1}
    with pytest.raises(AnswerError) as caught:
        opposites(points=5).judge({"age": 6, "warmth": 0, "size": 1})
    found = {fault.row: fault.code for fault in caught.value.faults}
    assert found == {"age": "range", "warmth": "range", "size": "unknown_row"}


def test_other_numbers_of_points_are_a_problem():
    assert element_problems(type="semanticdifferential", rows=ROWS, points=6) == {"/points": "choice"}


def test_without_a_touchpoint_it_measures_nothing():
    assert opposites().metric_items() == []
    assert opposites().scores({"age": 3}) == []


def test_with_a_touchpoint_every_row_is_an_attribute_of_it():
    question = opposites(touchpoint="store")
    assert question.scores({"warmth": 6}) == [
        ScoreDraft("q.warmth", "attribute", "q.warmth", 1, 7, None, "store", 6)
    ]
    assert question.metric_items()[0].title == {
        "en": "Old-fashioned \u2013 Modern",
        "it": "Antiquato \u2013 Moderno",
    }


def test_each_row_can_be_required():
    assert [fault.row for fault in opposites(eachRowRequired=True).missing({"age": 2})] == ["warmth"]
    assert opposites(isRequired=True).missing({"age": 2}) == []


def test_each_row_has_a_field_a_column_and_a_subject():
    question = opposites()
    assert question.fields() == ["q-q-age", "q-q-warmth"]
    assert question.from_form({"q-q-age": "3"}) == {"age": 3}
    assert question.columns("it") == {
        "q.age": "q: Antiquato \u2013 Moderno",
        "q.warmth": "q: Cold \u2013 Warm",
    }
    assert question.cells({"age": 3}) == {"q.age": 3, "q.warmth": None}
    assert question.subjects()["q.age"] == Subject("number")


def test_an_answer_reads_row_by_row():
    assert opposites().display({"age": 3}, "en") == "Old-fashioned \u2013 Modern: 3"


def test_a_row_without_words_shows_its_name():
    question = one(type="semanticdifferential", rows=[{"name": "age"}])
    assert question.shown("en")["rows"] == [{"name": "age", "title": "age", "left": "", "right": ""}]
