import pytest

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import one, refusal


def boolean(**settings):
    return one(type="boolean", **settings)


@pytest.mark.parametrize("raw", [True, False, None])
def test_yes_no_and_nothing_are_taken(raw):
    assert boolean().judge(raw) is raw


@pytest.mark.parametrize("raw", ["true", "yes", 1, 0, [True]])
def test_anything_else_is_refused(raw):
    assert refusal(boolean(), raw) == "type"


def test_no_is_an_answer_too():
    question = boolean(isRequired=True)
    assert question.missing(False) == []
    assert [fault.code for fault in question.missing(None)] == ["required"]


@pytest.mark.parametrize(
    ("posted", "raw"), [("true", True), ("false", False), ("", None), (None, None), ("maybe", "maybe")]
)
def test_a_form_spells_it(posted, raw):
    assert boolean().from_form({"q-q": posted}) is raw


def test_its_words_are_yes_and_no_unless_the_survey_has_its_own():
    assert boolean().display(True, "it") == "Sì"
    own = boolean(labelTrue={"en": "We did", "it": "Certo"}, labelFalse="We did not")
    assert [own.display(value, "en") for value in own.values] == ["We did", "We did not"]
    assert own.shown("it")["choices"][0] == {"value": "true", "text": "Certo"}


def test_an_export_has_one_and_nought():
    assert [boolean().cells(answer) for answer in (True, False, None)] == [{"q": 1}, {"q": 0}, {"q": None}]


def test_conditions_compare_it_with_true_and_false():
    assert boolean().subjects() == {"q": Subject("truth")}
