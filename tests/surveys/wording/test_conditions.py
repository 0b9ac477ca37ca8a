"""Conditions and calculations as people read them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from apps.surveys.logic import condition
from apps.surveys.logic.expressions import read_expression
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.wording import condition_words, expression_words, operators_of, rule_words
from tests.surveys.questionnaires import document

SURVEY = read_draft(
    document(
        {"type": "nps", "name": "nps", "title": {"en": "NPS", "it": "Consiglierebbe?"}},
        {
            "type": "radiogroup",
            "name": "shop",
            "title": "Shop",
            "choices": [{"value": 1, "text": "Rome"}, {"value": 2}],
        },
        {"type": "checkbox", "name": "saw", "choices": [{"value": "a", "text": "Alarm"}, {"value": "b"}]},
        {"type": "text", "name": "day", "title": "Day", "inputType": "date"},
        {"type": "consent", "name": "ok", "title": "May we call?"},
        {"type": "matrix", "name": "parts", "title": "Parts", "rows": [{"name": "queue", "title": "Queue"}]},
    )
)


def said(raw: Any, language: str = "en") -> str:
    return condition_words(condition(raw), SURVEY, language)


def leaf(question: str, op: str, value: Any = None) -> dict[str, Any]:
    found = {"question": question, "op": op}
    return found if value is None else {**found, "value": value}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (leaf("nps", "<=", 6), "“NPS” is at most 6"),
        (leaf("nps", "empty"), "“NPS” is not answered"),
        (leaf("nps", "anyof", [1, 2]), "“NPS” is one of 1, 2"),
        (leaf("shop", "=", 1), "“Shop” is “Rome”"),
        (leaf("shop", "anyof", [1, 2]), "“Shop” is one of “Rome”, “2”"),
        (leaf("saw", "contains", "a"), "“saw” includes “Alarm”"),
        (leaf("saw", "allof", ["a", "b"]), "“saw” includes all of “Alarm”, “b”"),
        (leaf("day", "<", "2026-01-31"), "“Day” is before “2026-01-31”"),
        (leaf("ok", "=", True), "“May we call?” is Yes"),
        (leaf("parts.queue", ">", 2.5), "“Parts: Queue” is more than 2.5"),
        (leaf("gone", "=", "x"), "“gone” is “x”"),
        ({"param": "store", "op": "notempty"}, "the parameter “store” is known"),
        ({"invitation": "city", "op": "=", "value": "Rome"}, "“city” of the invitation is “Rome”"),
        ({"calculated": "total", "op": ">", "value": 3}, "the calculated value “total” is more than 3"),
    ],
)
def test_a_comparison_says_what_is_compared(raw: Any, words: str) -> None:
    assert said(raw) == words


def test_groups_are_joined_by_and_and_or_with_brackets_where_needed() -> None:
    low, high, shop = leaf("nps", "<=", 6), leaf("nps", ">=", 9), leaf("shop", "=", 1)
    assert said({"all": [low]}) == "“NPS” is at most 6"
    assert said({"all": [low, shop]}) == "“NPS” is at most 6 and “Shop” is “Rome”"
    assert (
        said({"all": [{"any": [low, high]}, shop]})
        == "(“NPS” is at most 6 or “NPS” is at least 9) and “Shop” is “Rome”"
    )
    assert said({"not": [low, high]}) == "not (“NPS” is at most 6 or “NPS” is at least 9)"


def test_titles_are_in_the_language_asked_for_and_cut_short() -> None:
    assert said(leaf("nps", "<=", 6), "it") == "“Consiglierebbe?” is at most 6"
    long = read_draft(document({"type": "nps", "name": "nps", "title": {"en": "Would " * 30}}))
    assert len(condition_words(condition(leaf("nps", "=", 6)), long, "en")) < 75


def test_rules_say_where_they_lead() -> None:
    rules = [{"if": leaf("nps", "=", 0), "to": "page:p2"}, {"to": "ending:bye"}, {"to": "end"}]
    document_ = document(
        {"type": "nps", "name": "nps", "title": "NPS"}, endings=[{"name": "bye", "title": "Goodbye"}]
    )
    document_["pages"][0]["next"] = rules
    document_["pages"].append({"name": "p2", "title": "More", "elements": []})
    survey = read_draft(document_)
    assert [rule_words(rule, survey, "en") for rule in survey.pages[0].next] == [
        "Go to the page “More” if “NPS” is 0",
        "Go to the ending “Goodbye”",
        "Go to the end",
    ]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"sum": [{"question": "nps"}, 2, 0.5]}, "“NPS” + 2 + 0.5"),
        ({"product": [{"sum": [1, 2]}, 3]}, "(1 + 2) × 3"),  # noqa: RUF001
        ({"divide": [{"question": "parts.queue"}, 2]}, "“Parts: Queue” ÷ 2"),
        ({"average": [{"param": "a"}, 1]}, "the average of the parameter “a”, 1"),
        ({"count": [{"question": "nps"}, {"question": "shop"}]}, "how many of “NPS”, “Shop” are answered"),
        (
            {"if": leaf("nps", ">", 8), "then": "fan", "else": "not"},
            "“fan” if “NPS” is more than 8, else “not”",
        ),
        (
            {"if": leaf("nps", ">", 8), "then": {"calculated": "x"}},
            "the calculated value “x” if “NPS” is more than 8",
        ),
    ],
)
def test_a_calculation_in_words(raw: Any, words: str) -> None:
    def refuse(*problem: str) -> None:
        raise AssertionError(problem)

    expression = read_expression(raw, "", refuse)
    assert expression is not None
    assert expression_words(expression, SURVEY, "en") == words


def test_every_operator_that_an_answer_allows_is_offered_once() -> None:
    for question in SURVEY.questions.values():
        for subject in question.subjects().values():
            offered = [op for op, _words in operators_of(subject)]
            assert len(offered) == len(set(offered))
            assert len({words for _op, words in operators_of(subject)}) == len(offered)
    numbers = SURVEY.questions["nps"].subjects()["nps"]
    assert operators_of(numbers)[2] == ("<=", "is at most")


def test_numbers_are_written_as_the_reader_does() -> None:
    with translation.override("it"):
        assert said(leaf("nps", "=", 2.5)).endswith("2,5")
