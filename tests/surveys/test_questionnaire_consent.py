import pytest

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import judge_answers, load
from tests.surveys.questionnaires import document, one, refusal


@pytest.mark.parametrize("raw", [True, False])
def test_true_and_false_are_answers(raw):
    assert one(type="consent").judge(raw) is raw


@pytest.mark.parametrize("raw", [1, 0, "true", "on", "", []])
def test_anything_else_is_refused(raw):
    assert refusal(one(type="consent"), raw) == "type"


def test_a_required_consent_must_be_given():
    questionnaire = load(document({"type": "consent", "name": "ok", "isRequired": True}))
    judged = judge_answers(questionnaire, {"ok": False})
    assert [(e.pointer, e.code) for e in judged.errors] == [("/answers/ok", "required")]


def test_it_is_a_truth_value_to_conditions():
    assert one(type="consent").subjects() == {"q": Subject("truth")}


def test_it_reads_as_yes_or_no_and_counts_as_1_or_0():
    question = one(type="consent")
    assert (question.display(True, "en"), question.display(False, "en")) == ("Yes", "No")
    assert (question.cells(True), question.cells(False), question.cells(None)) == (
        {"q": 1},
        {"q": 0},
        {"q": None},
    )
