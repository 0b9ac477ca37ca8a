import re

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import element_problems, one, refusal

CHOICES = [{"value": "pool", "text": {"en": "The pool"}}, {"value": "bar"}, {"value": 3}]


def ranking(**settings):
    return one(type="ranking", choices=CHOICES, **settings)


def posted(query):
    return ranking().from_form(QueryDict(query))


def drawn(question, value, error=""):
    context = {"element": question.shown("en"), "field": question.field, "value": value, "error": error}
    return render_to_string(question.template, context)


def test_the_order_is_kept():
    assert ranking().judge([3, "pool", "bar"]) == [3, "pool", "bar"]


@pytest.mark.parametrize("raw", [None, []])
def test_without_any_place_there_is_no_answer(raw):
    assert ranking().judge(raw) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("pool", "type"),
        ({"pool": 1}, "type"),
        (["pool", "bar", "3"], "unknown_choice"),
        (["pool", True, 3], "type"),
        (["pool", "pool", "bar"], "duplicate"),
        (["pool", "bar"], "incomplete"),
        ([["pool", "bar"], 3], "same_place"),
        (["x\0", "bar", 3], "unknown_choice"),
        (["pool"] * 51, "type"),
    ],
)
def test_what_is_no_order_of_all_the_choices_is_refused(raw, code):
    assert refusal(ranking(), raw) == code


def test_only_the_best_may_be_asked_for():
    assert ranking(most=2).judge(["bar", 3]) == ["bar", 3]
    assert ranking(most=2).judge(["bar"]) == ["bar"]
    assert refusal(ranking(most=2), ["bar", 3, "pool"]) == "too_many"


def test_a_form_gives_each_choice_its_place():
    assert posted("q-q=2:pool&q-q=1:3&q-q=3:bar") == [3, "pool", "bar"]
    assert posted("q-q=&q-q=&q-q=") is None


def test_a_place_given_twice_is_told_apart_and_shown_again():
    raw = posted("q-q=1:pool&q-q=1:bar&q-q=3:3")
    assert raw == [["pool", "bar"], None, 3]
    assert refusal(ranking(), raw) == "same_place"
    assert re.findall(r'value="([^"]+)" selected', drawn(ranking(), raw)) == ["1:pool", "1:bar", "3:3"]


@pytest.mark.parametrize("query", ["q-q=mars", "q-q=9:pool", "q-q=0:pool", "q-q=1:mars", "q-q=1:%00"])
def test_what_no_form_of_ours_sends_is_refused(query):
    assert refusal(ranking(), posted(query)) == "unknown_choice"


def test_every_choice_has_a_select_with_the_places_there_are():
    html = drawn(ranking(most=2), ["bar"], error="No.")
    assert re.findall(r'<label for="([^"]+)">([^<]+)', html) == [
        ("q-q-1", "The pool"),
        ("q-q-2", "bar"),
        ("q-q-3", "3"),
    ]
    assert re.findall(r'<option value="([^"]+)"', html) == [
        "1:pool",
        "2:pool",
        "1:bar",
        "2:bar",
        "1:3",
        "2:3",
    ]
    assert html.count('aria-invalid="true"') == 3


def test_it_exports_the_place_of_each_choice():
    assert ranking().columns("en") == {"q.pool": "q: The pool", "q.bar": "q: bar", "q.3": "q: 3"}
    assert ranking().cells([3, "pool"]) == {"q.pool": 2, "q.bar": None, "q.3": 1}


def test_it_reads_by_place():
    assert ranking().display([3, "pool", "bar"], "en") == "1. 3, 2. The pool, 3. bar"


def test_conditions_look_at_what_is_ranked():
    assert ranking().subjects() == {"q": Subject("choices", ("pool", "bar", 3))}


def test_nobody_is_asked_to_rank_more_than_fifty():
    assert element_problems(type="ranking", choices=list(range(51))) == {"/choices": "too_many"}
