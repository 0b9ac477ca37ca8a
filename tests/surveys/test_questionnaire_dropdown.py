import pytest

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import element_problems, one, refusal

CHOICES = [{"value": "it", "text": {"en": "Italy", "it": "Italia"}}, {"value": 2, "text": "Two"}, "pt"]


def dropdown(**settings):
    return one(type="dropdown", choices=CHOICES, **settings)


def test_an_answer_is_the_value_of_one_choice():
    assert dropdown().judge("it") == "it"
    assert dropdown().judge(None) is None


@pytest.mark.parametrize(
    ("raw", "code"), [("xx", "unknown_choice"), ("2", "unknown_choice"), (["it"], "type")]
)
def test_nothing_else_is_an_answer(raw, code):
    assert refusal(dropdown(), raw) == code


def test_a_form_spells_a_number_as_text():
    assert dropdown().from_form({"q-q": "2"}) == 2
    assert dropdown().from_form({"q-q": ""}) is None


def test_a_long_list_is_searched_and_a_short_one_is_not():
    assert dropdown().shown("en")["is_searched"] is False
    eleven = one(type="dropdown", choices=[str(number) for number in range(11)])
    assert eleven.shown("en")["is_searched"] is True


def test_it_needs_a_choice():
    assert element_problems(type="dropdown", choices=[]) == {"/choices": "empty"}


def test_it_reads_in_the_language_of_the_reader_and_exports_its_value():
    assert dropdown().display("it", "it") == "Italia"
    assert dropdown().cells("it") == {"q": "it"}
    assert dropdown().subjects() == {"q": Subject("choice", ("it", 2, "pt"))}
