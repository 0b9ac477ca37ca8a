import pytest

from apps.surveys.questionnaire import ScoreDraft
from tests.surveys.questionnaires import element_problems, one, refusal


@pytest.mark.parametrize(
    ("points", "k"), [(2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 2), (8, 3), (9, 3), (10, 3)]
)
def test_the_best_values_that_count_depend_on_the_points(points, k):
    question = one(type="csat", points=points)
    assert question.scores(points) == [ScoreDraft("q", "csat", None, 1, points, k, None, points)]


def test_five_points_are_the_default():
    question = one(type="csat")
    assert question.scale == (1, 5)
    assert question.dump()["points"] == 5


@pytest.mark.parametrize("points", [0, 1, 12, "5", 5.0, True])
def test_other_points_are_a_problem(points):
    assert element_problems(type="csat", points=points) == {"/points": "choice"}


def test_a_number_outside_the_scale_is_refused():
    assert refusal(one(type="csat", points=3), 4) == "range"


def test_a_scale_may_start_at_0():
    question = one(type="csat", points=2, rateMin=0)
    assert question.scale == (0, 1)
    assert question.scores(1) == [ScoreDraft("q", "csat", None, 0, 1, 1, None, 1)]
    assert refusal(question, 2) == "range"


def test_eleven_points_run_from_0_to_10():
    question = one(type="csat", points=11, rateMin=0)
    assert (question.scale, question.k) == ((0, 10), 3)


def test_eleven_points_from_1_would_leave_the_axis():
    assert element_problems(type="csat", points=11) == {"/points": "range"}


@pytest.mark.parametrize("start", [2, -1, "0", 1.0, False])
def test_a_scale_starts_at_0_or_1(start):
    assert element_problems(type="csat", rateMin=start) == {"/rateMin": "choice"}


def test_the_start_is_kept_in_the_document():
    assert one(type="csat", points=2, rateMin=0).dump()["rateMin"] == 0
