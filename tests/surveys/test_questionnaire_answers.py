import pytest
from django.http import QueryDict

from apps.surveys.logic import dump_route
from apps.surveys.questionnaire import AnswerProblem, ScoreDraft, judge_answers, load, raw_from_form
from tests.surveys.questionnaires import document

UNHAPPY = {"all": [{"question": "nps", "op": "<=", "value": 6}]}
SURVEY = {
    "title": "Visit",
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "nps", "name": "nps", "isRequired": True},
                {"type": "comment", "name": "why", "isRequired": True, "visibleIf": UNHAPPY},
                {"type": "consent", "name": "call", "visibleIf": UNHAPPY},
            ],
        },
        {
            "name": "p2",
            "elements": [
                {
                    "type": "text",
                    "name": "email",
                    "inputType": "email",
                    "isRequired": True,
                    "visibleIf": {"all": [{"question": "call", "op": "=", "value": True}]},
                },
                {
                    "type": "matrix",
                    "name": "shop",
                    "rateMin": 1,
                    "rateMax": 5,
                    "rows": [{"name": "staff"}, {"name": "air"}],
                },
                {
                    "type": "radiogroup",
                    "name": "store",
                    "choices": ["rome", 12],
                    "isRequired": True,
                    "visibleIf": {"all": [{"param": "store", "op": "empty"}]},
                },
                {"type": "checkbox", "name": "tags", "choices": ["a", "b"]},
                {"type": "text", "name": "visits", "inputType": "number"},
            ],
        },
    ],
}
HERE = {"store": "12"}


@pytest.fixture
def survey():
    return load(SURVEY)


def codes(judged):
    return {error.pointer: error.code for error in judged.errors}


def test_good_answers_are_kept_and_scored(survey):
    judged = judge_answers(survey, {"nps": 9, "store": 12, "shop": {"air": 4}})
    assert judged.errors == []
    assert judged.answers == {"nps": 9, "shop": {"air": 4}, "store": 12}
    assert judged.scores == [
        ScoreDraft("nps", "nps", None, 0, 10, None, None, 9),
        ScoreDraft("shop.air", "attribute", "shop.air", 1, 5, None, None, 4),
    ]


def test_answers_to_hidden_questions_are_dropped_and_named(survey):
    judged = judge_answers(
        survey, {"nps": 9, "why": "slow", "call": True, "email": "a@b.cd"}, url_params=HERE
    )
    assert judged.answers == {"nps": 9}
    assert judged.ignored == ["why", "call", "email"]
    assert judged.errors == []


def test_a_hidden_answer_is_not_even_judged(survey):
    judged = judge_answers(survey, {"nps": 9, "why": {"not": ["a", "text"]}}, url_params=HERE)
    assert (judged.ignored, judged.errors) == (["why"], [])


def test_a_hidden_null_is_not_ignored_but_absent(survey):
    assert judge_answers(survey, {"nps": 9, "why": None}, url_params=HERE).ignored == []


def test_a_refused_answer_counts_as_missing_for_later_conditions(survey):
    judged = judge_answers(survey, {"nps": "3", "why": "slow"}, url_params=HERE)
    assert codes(judged) == {"/answers/nps": "type"}
    assert judged.ignored == ["why"]


def test_required_questions_must_be_answered_only_where_they_are_shown(survey):
    assert codes(judge_answers(survey, {"nps": 9}, url_params=HERE)) == {}
    assert codes(judge_answers(survey, {"nps": 3}, url_params=HERE)) == {"/answers/why": "required"}
    assert codes(judge_answers(survey, {"nps": 3, "why": "  ", "call": True})) == {
        "/answers/why": "required",
        "/answers/email": "required",
        "/answers/store": "required",
    }


def test_a_problem_names_its_question_and_says_it_in_words(survey):
    judged = judge_answers(survey, {"nps": 11}, url_params=HERE)
    assert judged.errors == [AnswerProblem("/answers/nps", "range", "Choose a number from 0 to 10.", "nps")]


def test_a_fault_in_a_matrix_points_at_its_row(survey):
    judged = judge_answers(survey, {"nps": 9, "shop": {"staff": 6, "moon": 1}}, url_params=HERE)
    assert codes(judged) == {"/answers/shop/staff": "range", "/answers/shop/moon": "unknown_row"}
    assert {error.question for error in judged.errors} == {"shop"}
    assert "shop" not in judged.answers


def test_unknown_questions_are_refused_by_name(survey):
    judged = judge_answers(survey, {"nps": 9, "q9": 1, "a/b": 2, "\ud800": 3}, url_params=HERE)
    assert codes(judged) == {f"/answers/{name}": "unknown_question" for name in ("q9", "a~1b", "\ufffd")}


@pytest.mark.parametrize("raw", [None, [], "nps", 5, [{"nps": 9}]])
def test_answers_are_an_object(survey, raw):
    assert codes(judge_answers(survey, raw)) == {"/answers": "type"}


def test_one_page_is_judged_alone(survey):
    assert codes(judge_answers(survey, {"nps": 9}, partial_page="p1")) == {}
    assert codes(judge_answers(survey, {"nps": 3}, partial_page="p1")) == {"/answers/why": "required"}
    assert codes(judge_answers(survey, {"nps": 9}, partial_page="p2")) == {"/answers/store": "required"}


def test_bad_answers_of_other_pages_are_left_out_in_silence(survey):
    judged = judge_answers(survey, {"nps": 99, "store": "rome"}, partial_page="p2")
    assert (judged.errors, judged.answers) == ([], {"store": "rome"})


def test_a_form_without_script_says_the_same_as_the_service(survey):
    form = QueryDict(
        "q-nps=3&q-why=slow&q-call=on&q-email=a@b.cd&q-shop-staff=4&q-store=12&q-tags=b&q-tags=a&q-visits=2,5"
    )
    raw = raw_from_form(survey, form)
    assert raw == {
        "nps": 3,
        "why": "slow",
        "call": True,
        "email": "a@b.cd",
        "shop": {"staff": 4},
        "store": 12,
        "tags": ["b", "a"],
        "visits": 2.5,
    }
    assert judge_answers(survey, raw).errors == []


def test_empty_and_missing_fields_are_absent(survey):
    assert raw_from_form(survey, QueryDict("q-nps=&q-why=&q-shop-staff=&q-tags=&q-store=&q-visits=")) == {}


def test_a_form_s_nonsense_is_left_to_be_refused(survey):
    raw = raw_from_form(
        survey, QueryDict("q-nps=٩&q-shop-air=x&q-store=moon&q-tags=z&q-visits=1e5&q-call=maybe")
    )
    judged = judge_answers(survey, raw | {"nps": 3, "why": "a"})
    assert codes(judged) == {
        "/answers/call": "type",
        "/answers/shop/air": "type",
        "/answers/store": "unknown_choice",
        "/answers/tags": "unknown_choice",
        "/answers/visits": "type",
    }
    assert codes(judge_answers(survey, raw))["/answers/nps"] == "type"


def test_the_fields_of_one_page_can_be_read_alone(survey):
    assert raw_from_form(survey, QueryDict("q-nps=3&q-store=rome"), page="p2") == {"store": "rome"}


def test_the_browser_gets_the_conditions_of_page_and_element():
    pages = [
        {"name": "p1", "elements": [{"type": "nps", "name": "nps"}]},
        {
            "name": "p2",
            "visibleIf": UNHAPPY,
            "elements": [
                {
                    "type": "comment",
                    "name": "why",
                    "visibleIf": {"not": [{"question": "nps", "op": "=", "value": 0}]},
                }
            ],
        },
    ]
    both = [UNHAPPY, {"not": [{"question": "nps", "op": "=", "value": 0}]}]
    assert dump_route(load(document(pages=pages)).route) == {
        "pages": [
            {"name": "p1", "elements": [{"name": "nps"}]},
            {"name": "p2", "elements": [{"name": "why", "visibleIf": both}]},
        ]
    }
