"""Choices carried forward from earlier questions, the order choices stand in, and choices that exclude others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.questionnaire import QuestionnaireError, judge_answers, load
from apps.surveys.questionnaire.choices import ChoiceQuestion, has_nothing_to_offer, narrowed
from apps.surveys.questionnaire.document import read_draft
from tests.surveys.questionnaires import document, element_problems, problems

SHOPS = [{"value": v, "text": {"en": t}} for v, t in (("r", "Rome"), ("b", "Bari"), ("m", "Milan"))]
SEEN = {"type": "checkbox", "name": "seen", "choices": SHOPS}


def best(mode: str = "selected", **extra: Any) -> dict[str, Any]:
    return {
        "type": "radiogroup",
        "name": "best",
        "choicesFrom": {"question": "seen", "mode": mode},
        **extra,
    }


def offered(answers: dict[str, Any], *elements: dict[str, Any], name: str = "best") -> list[Any]:
    questions = load(document(SEEN, *elements)).questions
    question = narrowed(questions[name], questions, answers)
    assert isinstance(question, ChoiceQuestion)
    return list(question.values)


@pytest.mark.parametrize(
    ("mode", "seen", "expected"),
    [
        ("selected", ["m", "r"], ["r", "m"]),
        ("selected", None, []),
        ("unselected", ["m", "r"], ["b"]),
        ("unselected", None, ["r", "b", "m"]),
        ("all", ["m"], ["r", "b", "m"]),
    ],
)
def test_what_is_offered_follows_the_earlier_answer(mode: str, seen: Any, expected: list[str]) -> None:
    assert offered({"seen": seen} if seen else {}, best(mode)) == expected


def test_own_choices_stand_after_the_carried_ones_and_no_value_twice() -> None:
    own = [{"value": "none", "text": "None"}, "m"]
    assert offered({"seen": ["m"]}, best(choices=own)) == ["m", "none"]
    assert offered({"seen": ["r"]}, best(choices=own)) == ["r", "none", "m"]


def test_choices_are_carried_over_several_questions() -> None:
    last = {"type": "checkbox", "name": "last", "choicesFrom": {"question": "best", "mode": "unselected"}}
    assert offered({"seen": ["r", "b"], "best": "r"}, best(), last, name="last") == ["b"]


def test_an_answer_that_was_not_carried_is_refused_and_one_that_was_is_kept() -> None:
    survey = load(document(SEEN, best()))
    assert judge_answers(survey, {"seen": ["r"], "best": "r"}).answers["best"] == "r"
    refused = judge_answers(survey, {"seen": ["r"], "best": "b"})
    assert [(e.pointer, e.code) for e in refused.errors] == [("/answers/best", "unknown_choice")]
    assert refused.answers == {"seen": ["r"]}


def test_a_question_left_without_choices_is_not_asked() -> None:
    survey = load(document(SEEN, best(isRequired=True)))
    judged = judge_answers(survey, {"best": "r"})
    assert (judged.answers, judged.ignored, judged.errors) == ({}, ["best"], [])
    questions = survey.questions
    assert has_nothing_to_offer(narrowed(questions["best"], questions, {}))


def test_answers_keep_their_words_whatever_was_carried() -> None:
    question = load(document(SEEN, best())).questions["best"]
    assert question.display("m", "en") == "Milan"
    assert question.subjects()["best"].values == ("r", "b", "m")
    assert question.cells("m") == {"best": "m"}


def test_the_document_stays_as_it_was() -> None:
    found = load(document(SEEN, best(choicesOrder="random")))
    again = load(found.dump())
    assert again == found
    written = found.dump()["pages"][0]["elements"][1]
    assert written["choicesFrom"] == {"question": "seen", "mode": "selected"}
    assert (written["choicesOrder"], "choices" in written) == ("random", False)


def test_choices_come_only_from_an_earlier_question_with_choices() -> None:
    text = {"type": "text", "name": "seen"}
    at = "/pages/0/elements/1/choicesFrom/question"
    assert problems(document(text, best())) == {at: "type"}
    at = "/pages/0/elements/0/choicesFrom/question"
    assert problems(document(best(), SEEN)) == {at: "later_question"}
    assert problems(document(best())) == {at: "unknown_question"}


def test_inside_a_group_a_sibling_hides_the_question_outside_that_has_its_name() -> None:
    inside = {**best(), "name": "seen"}
    group = {"type": "paneldynamic", "name": "trips", "elements": [best(), inside]}
    at = "/pages/0/elements/1/elements"
    assert problems(document(SEEN, group)) == {
        f"{at}/0/choicesFrom/question": "later_question",
        f"{at}/1/choicesFrom/question": "later_question",
    }


@pytest.mark.parametrize("circle", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_a_draft_whose_questions_carry_in_a_circle_can_be_judged(circle: list[str]) -> None:
    pairs = zip(circle, [*circle[1:], circle[0]], strict=True)
    elements = [{**best(), "name": name, "choicesFrom": {"question": of}} for name, of in pairs]
    found = judge_answers(read_draft(document(*elements)), {"a": "x"})
    assert (found.answers, found.errors) == ({}, [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("seen", {"/choicesFrom": "type"}),
        ({"question": "seen", "mode": "some"}, {"/choicesFrom/mode": "choice"}),
        ({"question": 1}, {"/choicesFrom/question": "name"}),
        ({"question": "seen", "x": 1}, {"/choicesFrom/x": "unknown"}),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(source: Any, expected: dict[str, str]) -> None:
    found = element_problems(type="radiogroup", choices=["a"], choicesFrom=source)
    assert expected.items() <= found.items()
    assert set(found) - set(expected) <= {"/choicesFrom/question"}


def ordered(order: str, seed: str = "", **last: Any) -> list[Any]:
    choices = [{"value": v, "text": {"en": t}} for v, t in (("c", "Éclair"), ("a", "bun"), ("b", "Cake"))]
    shown = {"type": "radiogroup", "choicesOrder": order, "choices": [{"value": "z", **last}, *choices]}
    question = load(document({"name": "q", **shown})).questions["q"]
    assert isinstance(question, ChoiceQuestion)
    return [choice["value"] for choice in question.arranged(seed, "en").shown("en")["choices"]]


def test_choices_stand_by_their_words_whatever_their_case_and_accents() -> None:
    assert ordered("asc") == ["a", "b", "c", "z"]
    assert ordered("desc") == ["z", "c", "b", "a"]
    assert ordered("desc", isFixed=True) == ["c", "b", "a", "z"]


def test_a_random_order_is_the_same_for_the_same_seed_and_fixed_choices_end_it() -> None:
    orders = {seed: ordered("random", str(seed), isFixed=True) for seed in range(40)}
    assert all(order[-1] == "z" for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) == 6
    assert all(ordered("random", str(seed), isFixed=True) == order for seed, order in orders.items())
    assert ordered("random", isFixed=True) == ["c", "a", "b", "z"]


NONE = {"value": "none", "text": {"en": "None of these"}, "isExclusive": True}


def test_a_choice_that_excludes_the_others_stands_alone() -> None:
    question = load(document({**SEEN, "choices": [*SHOPS, NONE], "minSelectedChoices": 2})).questions["seen"]
    assert question.judge(["none"]) == ["none"]
    survey = load(document({**SEEN, "choices": [*SHOPS, NONE]}))
    [error] = judge_answers(survey, {"seen": ["r", "none"]}).errors
    assert (error.code, error.detail) == (
        "exclusive",
        "“None of these” cannot be chosen together with other answers.",
    )


def test_only_where_several_can_be_chosen_may_one_exclude_the_others() -> None:
    found = element_problems(type="radiogroup", choices=[NONE])
    assert found == {"/choices/0/isExclusive": "unknown"}
    dumped = load(document({**SEEN, "choices": [NONE]})).dump()
    assert dumped["pages"][0]["elements"][0]["choices"] == [NONE]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 3)
    | st.sampled_from(["", "q", "best", "seen", "all", "random", "\0"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["question", "mode", "value", "text", "isFixed", "isExclusive"]), inner
        )
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(JUNK, JUNK, JUNK)
def test_whatever_stands_in_the_settings_is_read_or_refused_in_words(
    source: Any, order: Any, choices: Any
) -> None:
    question = {
        "type": "checkbox",
        "name": "best",
        "choicesFrom": source,
        "choicesOrder": order,
        "choices": choices,
    }
    try:
        found = load(document(SEEN, question))
    except QuestionnaireError:
        return
    assert load(found.dump()) == found


def test_choices_are_carried_on_only_so_often() -> None:
    links = [
        {
            "type": "checkbox",
            "name": f"q{n}",
            "choicesFrom": {"question": f"q{n - 1}" if n else "seen", "mode": "all"},
        }
        for n in range(21)
    ]
    load(document(SEEN, *links[:20]))
    assert problems(document(SEEN, *links)) == {"/pages/0/elements/21/choicesFrom/question": "too_deep"}
