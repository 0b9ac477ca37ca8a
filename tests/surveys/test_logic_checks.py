"""Conditions are checked beside the questions they look at when a questionnaire is loaded."""

import pytest

from apps.surveys.logic import ConditionError, condition
from apps.surveys.questionnaire import load
from tests.surveys.questionnaires import document, problems

EARLIER = [
    {"type": "nps", "name": "nps"},
    {"type": "radiogroup", "name": "where", "choices": ["shop", "web"]},
    {"type": "radiogroup", "name": "times", "choices": [1, 2, 3]},
    {"type": "checkbox", "name": "why", "choices": ["price", "queue"]},
    {"type": "text", "name": "day", "inputType": "date"},
    {"type": "comment", "name": "more"},
    {"type": "consent", "name": "ok"},
    {"type": "matrix", "name": "shop", "rows": [{"name": "staff"}]},
    {"type": "html", "name": "hello", "html": "a"},
]
LATER = {"type": "nps", "name": "later"}
PLACE = f"/pages/0/elements/{len(EARLIER)}/visibleIf"


def with_condition(found):
    return document(*EARLIER, {"type": "comment", "name": "here", "visibleIf": found}, LATER)


def leaf(question, op, value=None):
    return {"question": question, "op": op} | ({} if value is None else {"value": value})


@pytest.mark.parametrize(
    "found",
    [
        leaf("nps", "<=", 6),
        leaf("nps", "anyof", [9, 10]),
        leaf("where", "=", "shop"),
        leaf("where", "anyof", ["shop", "web"]),
        leaf("times", ">=", 2),
        leaf("why", "contains", "price"),
        leaf("why", "allof", ["price", "queue"]),
        leaf("why", "=", ["queue", "price"]),
        leaf("day", ">=", "2026-01-01"),
        leaf("more", "contains", "refund"),
        leaf("more", "notempty"),
        leaf("ok", "=", True),
        leaf("shop.staff", "<", 3),
        leaf("shop", "empty"),
        {"param": "store", "op": "anyof", "value": ["12", 13]},
    ],
)
def test_a_condition_that_makes_sense_is_accepted(found):
    assert load(with_condition({"all": [found]})).elements["here"].visible_if == condition({"all": [found]})


@pytest.mark.parametrize(
    ("found", "pointer", "code"),
    [
        (leaf("gone", "=", 1), "/question", "unknown_question"),
        (leaf("shop.gone", "=", 1), "/question", "unknown_question"),
        (leaf("hello", "notempty"), "/question", "unknown_question"),
        (leaf("later", "=", 1), "/question", "later_question"),
        (leaf("here", "notempty"), "/question", "later_question"),
        (leaf("nps", "contains", 1), "/op", "operator"),
        (leaf("nps", "=", "six"), "/value", "type"),
        (leaf("nps", "=", True), "/value", "type"),
        (leaf("nps", "=", [6]), "/value", "type"),
        (leaf("nps", "anyof", [6, "seven"]), "/value/1", "type"),
        (leaf("where", "=", "moon"), "/value", "unknown_choice"),
        (leaf("where", "anyof", ["shop", "moon"]), "/value/1", "unknown_choice"),
        (leaf("where", "<", 3), "/op", "operator"),
        (leaf("where", "contains", "shop"), "/op", "operator"),
        (leaf("why", "=", "price"), "/value", "type"),
        (leaf("why", "contains", "moon"), "/value", "unknown_choice"),
        (leaf("why", ">", 1), "/op", "operator"),
        (leaf("day", "<", "soon"), "/value", "type"),
        (leaf("more", "<", 3), "/op", "operator"),
        (leaf("more", "contains", 3), "/value", "type"),
        (leaf("ok", "=", "yes"), "/value", "type"),
        (leaf("shop", "=", 3), "/op", "operator"),
    ],
)
def test_a_condition_that_makes_no_sense_is_a_problem_at_its_place(found, pointer, code):
    assert problems(with_condition({"all": [found]})) == {f"{PLACE}/all/0{pointer}": code}


def test_a_later_page_may_look_at_an_earlier_one_but_not_the_other_way():
    first = {"name": "p1", "elements": [{"type": "nps", "name": "a"}]}
    second = {
        "name": "p2",
        "elements": [{"type": "nps", "name": "b"}],
        "visibleIf": {"all": [leaf("a", ">", 3)]},
    }
    assert load(document(pages=[first, second])).steps[1].page == "p2"
    second["visibleIf"] = {"all": [leaf("b", ">", 3)]}
    assert problems(document(pages=[first, second])) == {
        "/pages/1/visibleIf/all/0/question": "later_question"
    }


def test_a_question_with_faults_of_its_own_raises_no_further_alarm():
    faulty = {"type": "zap", "name": "a"}
    follow_up = {"type": "comment", "name": "b", "visibleIf": {"all": [leaf("a", "=", 1)]}}
    assert problems(document(faulty, follow_up)) == {"/pages/0/elements/0/type": "unknown_type"}


@pytest.mark.parametrize(
    ("raw", "pointer"),
    [
        ([], ""),
        ("nps <= 6", ""),
        ({}, ""),
        ({"all": []}, "/all"),
        ({"all": leaf("a", "=", 1)}, "/all"),
        ({"all": [leaf("a", "=", 1)], "any": [leaf("a", "=", 1)]}, ""),
        ({"all": [5]}, "/all/0"),
        ({"any": [{"question": "a", "op": "==", "value": 1}]}, "/any/0/op"),
        ({"question": "a", "param": "b", "op": "=", "value": 1}, ""),
        ({"question": 5, "op": "=", "value": 1}, "/question"),
        ({"question": "a", "op": ["="], "value": 1}, "/op"),
        ({"question": "a", "op": "="}, "/value"),
        ({"question": "a", "op": "=", "value": ""}, "/value"),
        ({"question": "a", "op": "=", "value": None}, "/value"),
        ({"question": "a", "op": "=", "value": {"b": 1}}, "/value"),
        ({"question": "a", "op": "<", "value": [1]}, "/value"),
        ({"question": "a", "op": "<", "value": True}, "/value"),
        ({"question": "a", "op": "anyof", "value": "b"}, "/value"),
        ({"question": "a", "op": "anyof", "value": []}, "/value"),
        ({"question": "a", "op": "anyof", "value": [[1]]}, "/value"),
        ({"question": "a", "op": "empty", "value": 1}, "/value"),
        ({"question": "a", "op": "empty", "else": 1}, "/else"),
    ],
)
def test_a_malformed_condition_is_refused_at_its_place(raw, pointer):
    with pytest.raises(ConditionError) as caught:
        condition(raw)
    assert [problem.pointer for problem in caught.value.problems] == [pointer]
