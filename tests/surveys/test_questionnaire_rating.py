import pytest

from apps.surveys.questionnaire import ScoreDraft
from tests.surveys.questionnaires import element_problems, one, refusal


def test_an_answer_is_a_score_of_its_touchpoint():
    question = one(type="rating", rateMin=0, rateMax=10, touchpoint="checkout")
    assert question.scores(3) == [ScoreDraft("q", "touchpoint", None, 0, 10, None, "checkout", 3)]


def test_without_a_touchpoint_it_is_free():
    assert one(type="rating").scores(3) == [ScoreDraft("q", "touchpoint", None, 0, 10, None, None, 3)]


def test_a_scale_from_zero_survives_being_written():
    dumped = one(type="rating", rateMin=0, rateMax=5).dump()
    assert (dumped["rateMin"], dumped["rateMax"]) == (0, 5)


@pytest.mark.parametrize("raw", [0, 6])
def test_a_number_outside_its_own_scale_is_refused(raw):
    assert refusal(one(type="rating", rateMin=1, rateMax=5), raw) == "range"


@pytest.mark.parametrize(
    ("low", "high", "pointer"),
    [(-1, 5, "/rateMin"), (0, 11, "/rateMax"), (5, 5, "/rateMax"), (7, 3, "/rateMax")],
)
def test_a_scale_must_rise_within_0_to_10(low, high, pointer):
    assert element_problems(type="rating", rateMin=low, rateMax=high) == {pointer: "range"}


def test_the_touchpoint_must_be_a_code():
    assert element_problems(type="rating", touchpoint="not a code") == {"/touchpoint": "type"}


def test_it_is_drawn_as_numbers_unless_as_stars_or_faces():
    assert one(type="rating").shown("en")["rate_type"] == "numbers"
    assert "rateType" not in one(type="rating", rateType="numbers").dump()
    assert one(type="rating", rateType="stars").dump()["rateType"] == "stars"
    assert element_problems(type="rating", rateType="hearts") == {"/rateType": "choice"}
