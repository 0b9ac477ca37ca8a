import re

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import AnswerError
from tests.surveys.questionnaires import element_problems, one, refusal

ROWS = [{"name": "price", "title": {"en": "Price"}}, {"name": "speed"}, {"name": "care"}]


def shared(**settings):
    return one(type="constantsum", rows=ROWS, total=10, unit="points", **settings)


def drawn(value, **context):
    question = shared()
    context = {"element": question.shown("en"), "field": question.field, "value": value, **context}
    return render_to_string(question.template, context)


def test_what_is_left_empty_gets_nothing():
    assert shared().judge({"price": 7, "care": 3}) == {"price": 7, "speed": 0, "care": 3}


@pytest.mark.parametrize("raw", [None, {}, {"price": None}])
def test_without_any_share_there_is_no_answer(raw):
    assert shared().judge(raw) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"price": 7}, "sum"),
        ({"price": 7, "speed": 4}, "sum"),
        ({"price": 0}, "sum"),
        ({"price": 11}, "range"),
        ({"price": -1, "speed": 11}, "range"),
        ({"price": 10.0}, "type"),
        ({"price": True}, "type"),
        ({"price": "10"}, "type"),
        ({"price": [10]}, "type"),
        ({"luck": 10}, "unknown_row"),
        ([10], "type"),
        (10, "type"),
    ],
)
def test_what_does_not_share_out_the_amount_is_refused(raw, code):
    assert refusal(shared(), raw) == code


def test_a_wrong_sum_is_told_with_what_it_should_be():
    with pytest.raises(AnswerError, match=r"These add up to 8\. They must add up to 10\."):
        shared().judge({"price": 8})


def test_every_faulty_row_is_named():
    with pytest.raises(AnswerError) as caught:
        shared().judge({"price": "x", "speed": 99})
    assert {fault.row: fault.code for fault in caught.value.faults} == {"price": "type", "speed": "range"}


def test_a_form_has_a_number_for_each_row():
    assert shared().fields() == ["q-q-price", "q-q-speed", "q-q-care"]
    raw = shared().from_form(QueryDict("q-q-price=+7&q-q-speed=0&q-q-care=three"))
    assert raw == {"price": 7, "speed": 0, "care": "three"}
    assert re.findall(r'value="([^"]*)"', drawn(raw)) == ["7", "0", "three"]


def test_a_fault_is_read_with_its_row():
    html = drawn({}, row_errors={"speed": "Too much."})
    assert re.search(r'id="q-q-speed"[^>]+aria-describedby="q-q-speed-error"', html)
    assert html.count('aria-invalid="true"') == 1


def test_each_row_is_a_column_and_a_subject():
    assert shared().columns("en") == {"q.price": "q: Price", "q.speed": "q: speed", "q.care": "q: care"}
    assert shared().cells({"price": 7, "speed": 0, "care": 3}) == {"q.price": 7, "q.speed": 0, "q.care": 3}
    assert shared().subjects()["q.price"] == Subject("number")


def test_only_those_who_got_something_are_read_out():
    assert shared().display({"price": 7, "speed": 0, "care": 3}, "en") == "Price: 7 points; care: 3 points"


def test_it_needs_rows_and_an_amount_above_zero():
    assert element_problems(type="constantsum", rows=[], total=0) == {"/rows": "empty", "/total": "range"}
