import pytest

from apps.surveys.questionnaire import ScoreDraft
from tests.surveys.questionnaires import one, refusal


def test_the_scale_runs_from_1_to_7():
    assert [one(type="ces").judge(raw) for raw in (1, 7)] == [1, 7]


@pytest.mark.parametrize("raw", [0, 8])
def test_a_number_outside_the_scale_is_refused(raw):
    assert refusal(one(type="ces"), raw) == "range"


def test_an_answer_yields_one_score():
    assert one(type="ces").scores(5) == [ScoreDraft("q", "ces", None, 1, 7, None, None, 5)]
