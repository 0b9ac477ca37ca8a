import pytest

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import element_problems, one, refusal

CHOICES = [{"value": "shop", "text": {"en": "In the shop", "it": "In negozio"}}, "web", 3]


def test_a_known_value_is_an_answer():
    question = one(type="radiogroup", choices=CHOICES)
    assert [question.judge(raw) for raw in ("shop", "web", 3)] == ["shop", "web", 3]


@pytest.mark.parametrize("raw", ["Shop", "In the shop", "3", 4, "", "sh\0op"])
def test_an_unknown_value_is_refused(raw):
    assert refusal(one(type="radiogroup", choices=CHOICES), raw) == "unknown_choice"


@pytest.mark.parametrize("raw", [True, 3.0, ["shop"], {"value": "shop"}])
def test_anything_but_one_text_or_number_is_refused(raw):
    assert refusal(one(type="radiogroup", choices=CHOICES), raw) == "type"


def test_an_answer_reads_as_its_text():
    question = one(type="radiogroup", choices=CHOICES)
    assert [question.display(value, "it") for value in ("shop", "web", 3)] == ["In negozio", "web", "3"]


def test_conditions_know_its_values():
    assert one(type="radiogroup", choices=CHOICES).subjects() == {"q": Subject("choice", ("shop", "web", 3))}


def test_a_choice_yields_no_score():
    assert one(type="radiogroup", choices=CHOICES).metric_items() == []


def test_values_that_read_alike_are_a_problem():
    assert element_problems(type="radiogroup", choices=[1, "1"]) == {"/choices/1/value": "duplicate"}


@pytest.mark.parametrize("value", [None, True, 1.5, "", " a", "a\nb", "x" * 201])
def test_a_value_must_be_a_short_text_or_a_whole_number(value):
    assert element_problems(type="radiogroup", choices=[{"value": value}]) == {"/choices/0/value": "type"}


def test_choices_must_be_there():
    assert element_problems(type="radiogroup", choices=[]) == {"/choices": "empty"}
    assert element_problems(type="radiogroup") == {"/choices": "type"}
