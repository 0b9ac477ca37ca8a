import pytest

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import element_problems, one, refusal

CHOICES = [{"value": "a", "text": "Price"}, {"value": "b", "text": "Queue"}, "c"]


def checkbox(**settings):
    return one(type="checkbox", choices=CHOICES, **settings)


def test_values_are_kept_in_the_order_of_the_choices():
    assert checkbox().judge(["c", "a"]) == ["a", "c"]


def test_an_empty_list_is_no_answer():
    assert checkbox().judge([]) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a", "type"),
        ({"a": True}, "type"),
        ([["a"]], "type"),
        (["a", "z"], "unknown_choice"),
        (["a", "a"], "duplicate"),
        (["a"] * 501, "type"),
    ],
)
def test_only_a_list_of_different_known_values_is_an_answer(raw, code):
    assert refusal(checkbox(), raw) == code


def test_at_least_so_many_must_be_chosen_if_any_are():
    question = checkbox(minSelectedChoices=2)
    assert refusal(question, ["a"]) == "too_few"
    assert question.judge(["a", "b"]) == ["a", "b"]
    assert question.judge([]) is None


def test_at_most_so_many_may_be_chosen():
    assert refusal(checkbox(maxSelectedChoices=1), ["a", "b"]) == "too_many"


@pytest.mark.parametrize(
    "settings", [{"minSelectedChoices": 4}, {"minSelectedChoices": 3, "maxSelectedChoices": 2}]
)
def test_more_than_can_be_chosen_cannot_be_demanded(settings):
    assert element_problems(type="checkbox", choices=CHOICES, **settings) == {"/minSelectedChoices": "range"}


def test_an_answer_reads_as_a_list_and_fills_one_cell():
    assert checkbox().display(["a", "c"], "en") == "Price, c"
    assert checkbox().cells(["a", "c"]) == {"q": "a; c"}


def test_conditions_know_its_values():
    assert checkbox().subjects() == {"q": Subject("choices", ("a", "b", "c"))}
