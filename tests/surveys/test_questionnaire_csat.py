import pytest

from apps.surveys.questionnaire import ScoreDraft
from tests.surveys.questionnaires import element_problems, one, refusal


@pytest.mark.parametrize(("points", "k"), [(3, 1), (5, 2), (7, 2), (10, 3)])
def test_the_best_values_that_count_depend_on_the_points(points, k):
    question = one(type="csat", points=points)
    assert question.scores(points) == [ScoreDraft("q", "csat", None, 1, points, k, None, points)]


def test_five_points_are_the_default():
    question = one(type="csat")
    assert question.scale == (1, 5)
    assert question.dump()["points"] == 5


@pytest.mark.parametrize("points", [2, 4, 11, "5", 5.0, True])
def test_other_points_are_a_problem(points):
    assert element_problems(type="csat", points=points) == {"/points": "choice"}


def test_a_number_outside_the_scale_is_refused():
    assert refusal(one(type="csat", points=3), 4) == "range"
