import math

import pytest

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import ScoreDraft
from tests.surveys.questionnaires import element_problems, one, refusal


@pytest.mark.parametrize("raw", [0, 6, 10])
def test_a_whole_number_from_0_to_10_is_an_answer(raw):
    assert one(type="nps").judge(raw) == raw


@pytest.mark.parametrize("raw", [-1, 11, 10**30, -(10**30)])
def test_a_number_outside_the_scale_is_refused(raw):
    assert refusal(one(type="nps"), raw) == "range"


@pytest.mark.parametrize("raw", [True, False, 9.0, 9.5, math.nan, "9", "٩", "", [9], {"v": 9}])
def test_anything_but_a_whole_number_is_refused(raw):
    assert refusal(one(type="nps"), raw) == "type"


def test_null_is_no_answer():
    assert one(type="nps").judge(None) is None


def test_an_answer_yields_one_score_with_its_touchpoint():
    question = one(type="nps", touchpoint="store")
    assert question.scores(9) == [ScoreDraft("q", "nps", None, 0, 10, None, "store", 9)]


def test_without_a_touchpoint_the_score_has_none():
    assert one(type="nps").scores(0)[0].touchpoint is None


def test_it_is_a_number_to_conditions():
    assert one(type="nps").subjects() == {"q": Subject("number")}


def test_the_words_at_both_ends_are_kept_in_every_language():
    question = one(type="nps", minRateDescription={"en": "Never", "it": "Mai"})
    assert question.min_label.in_language("it") == "Mai"
    assert question.dump()["minRateDescription"] == {"en": "Never", "it": "Mai"}


def test_its_scale_cannot_be_changed():
    assert element_problems(type="nps", rateMax=5) == {"/rateMax": "unknown"}


def test_its_page_part_is_named_after_the_type():
    assert one(type="nps").template == "surveys/types/nps.html"
