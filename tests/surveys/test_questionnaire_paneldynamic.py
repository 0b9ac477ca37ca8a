import json

import pytest
from django.http import QueryDict

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import AnswerError, judge_answers, load
from tests.surveys.questionnaires import document, element_problems, one, problems, refusal

WHY = {"type": "comment", "name": "why", "visibleIf": {"question": "again", "op": "=", "value": "no"}}
INSIDE = [
    {"type": "text", "name": "place", "isRequired": True},
    {"type": "radiogroup", "name": "again", "choices": ["yes", "no"]},
    WHY,
]
CITIES = {
    "type": "checkbox",
    "name": "cities",
    "choices": [{"value": "rome", "text": {"en": "Rome"}}, {"value": 2}, {"value": "oslo"}],
}


def panel(**settings):
    return one(**{"type": "paneldynamic", "elements": INSIDE, **settings})


def trips(**settings):
    """A number, a choice of cities, and a panel in a loop over them."""
    inside = [*INSIDE[:2], {**WHY, "requiredIf": {"question": "visits", "op": ">", "value": 1}}]
    panel = {"type": "paneldynamic", "name": "trips", "elements": inside, "itemsFrom": "cities", **settings}
    visits = {"type": "text", "name": "visits", "inputType": "number"}
    return load(document(visits, CITIES, panel))


def judged(answers, **settings):
    return judge_answers(trips(**settings), answers)


def pointers(found):
    return {problem.pointer: problem.code for problem in found.errors}


def faults(question, raw):
    with pytest.raises(AnswerError) as caught:
        question.judge(raw)
    return {"/".join(fault.path): fault.code for fault in caught.value.faults}


def test_items_are_kept_in_their_order_without_those_nobody_filled_in():
    assert panel().judge([{"place": " Pisa "}, {}, {"place": "Bari", "again": "yes"}]) == [
        {"place": "Pisa"},
        {"place": "Bari", "again": "yes"},
    ]


@pytest.mark.parametrize("raw", [None, [], [{}], [{"place": None}]])
def test_without_any_item_there_is_no_answer(raw):
    assert panel().judge(raw) is None


@pytest.mark.parametrize("raw", ["x", {"place": "Pisa"}, [["place"]], [1], True, [{"place": "x"}, None]])
def test_anything_but_items_is_refused(raw):
    assert refusal(panel(), raw) == "type"


def test_every_fault_is_named_with_its_item():
    wrong = [{"place": 7}, {"place": "x", "again": "maybe", "mood": 1}, {"again": "yes"}]
    assert faults(panel(), wrong) == {
        "0/place": "type",
        "1/mood": "unknown_question",
        "1/again": "unknown_choice",
        "2/place": "required",
    }


def test_nesting_of_any_depth_and_numbers_of_any_size_are_refused():
    nested = "x"
    for _ in range(5000):
        nested = [nested]
    assert faults(panel(), [{"place": nested}]) == {"0/place": "type"}
    assert refusal(panel(), [{}] * 11) == "too_many"
    assert refusal(panel(), [{"place": "\0"}]) == "unstorable"


def test_hidden_answers_inside_are_left_out():
    raw = [{"place": "Pisa", "again": "yes", "why": "Rain"}]
    assert panel().judge(raw) == [{"place": "Pisa", "again": "yes"}]


def test_fewest_and_most_items_are_held():
    assert refusal(panel(minPanelCount=2), [{"place": "Pisa"}]) == "too_few"
    assert refusal(panel(maxPanelCount=1), [{"place": "a"}, {"place": "b"}]) == "too_many"
    assert [fault.code for fault in panel(minPanelCount=1).missing(None)] == ["required"]
    assert panel(minPanelCount=1).must_be_answered
    assert not panel().must_be_answered


def test_a_loop_asks_about_what_was_chosen_and_nothing_else():
    items = [
        {"item": 2, "place": "x"},
        {"item": "oslo", "place": "Opera"},
        {"item": "rome", "place": "Ostia"},
    ]
    found = judged({"cities": ["oslo", "rome"], "trips": items})
    assert found.answers["trips"] == [{"item": "rome", "place": "Ostia"}, {"item": "oslo", "place": "Opera"}]
    assert pointers(judged({"cities": ["rome", "oslo"], "trips": items[:2]})) == {
        "/answers/trips/2/place": "required"
    }


def test_a_loop_holds_every_item_to_account_even_where_nothing_was_sent():
    assert pointers(judged({"cities": ["rome"]})) == {"/answers/trips/0/place": "required"}
    assert pointers(judged({})) == {}


def test_items_of_a_loop_are_known_and_stand_once():
    raw = [{"item": "rome", "place": "a"}, {"item": "rome", "place": "b"}, {"item": "mars"}]
    assert pointers(judged({"cities": ["rome"], "trips": raw})) == {
        "/answers/trips/1/item": "duplicate",
        "/answers/trips/2/item": "unknown_item",
    }
    for item in (True, None, ["rome"], {"rome": 1}, 2.0):
        found = judged({"cities": ["rome"], "trips": [{"item": item, "place": "a"}]})
        assert pointers(found)["/answers/trips/0/item"] == "unknown_item"


def test_conditions_inside_look_at_siblings_and_at_what_stands_before():
    raw = [{"item": "rome", "place": "a", "again": "no"}]
    assert pointers(judged({"visits": 1, "cities": ["rome"], "trips": raw})) == {}
    assert pointers(judged({"visits": 2, "cities": ["rome"], "trips": raw})) == {
        "/answers/trips/0/why": "required"
    }


def test_a_sibling_hides_a_question_outside_of_the_same_name():
    inside = [
        {"type": "text", "name": "age", "inputType": "number"},
        {"type": "comment", "name": "why", "visibleIf": {"question": "age", "op": ">", "value": 17}},
    ]
    outside = {"type": "text", "name": "age", "inputType": "number"}
    family = load(document(outside, {"type": "paneldynamic", "name": "family", "elements": inside}))
    answers = {"age": 40, "family": [{"age": 3, "why": "x"}, {"why": "x"}, {"age": 30, "why": "y"}]}
    assert judge_answers(family, answers).answers["family"] == [{"age": 3}, {"age": 30, "why": "y"}]


def test_choices_are_carried_into_a_panel_from_outside_and_from_a_sibling():
    inside = [
        {"type": "radiogroup", "name": "best", "choicesFrom": {"question": "cities"}, "choices": ["none"]},
        {"type": "radiogroup", "name": "next", "choicesFrom": {"question": "best", "mode": "unselected"}},
    ]
    found = load(document(CITIES, {"type": "paneldynamic", "name": "p", "elements": inside}))
    good = {"cities": ["rome", "oslo"], "p": [{"best": "oslo", "next": "rome"}]}
    assert judge_answers(found, good).answers == good
    bad = {"cities": ["rome"], "p": [{"best": "oslo"}, {"best": "rome", "next": "rome"}]}
    assert pointers(judge_answers(found, bad)) == {
        "/answers/p/0/best": "unknown_choice",
        "/answers/p/1/next": "unknown_choice",
    }


def test_what_was_stored_is_judged_the_same_again():
    raw = {
        "visits": 1,
        "cities": ["rome", 2],
        "trips": [{"item": 2, "place": "x"}, {"item": "rome", "place": "y"}],
    }
    first = judged(raw)
    assert judged(first.answers).answers == first.answers


def test_a_form_keeps_the_numbers_of_its_items():
    form = QueryDict("q-q=3&q-q.0.q-place=Pisa&q-q.2.q-place=Bari&q-q.2.q-again=yes&q-q.7.q-place=no")
    assert panel().from_form(form) == [{"place": "Pisa"}, {}, {"place": "Bari", "again": "yes"}]
    assert panel().posted_fields(form)[:3] == ["q-q", "q-q.0.item", "q-q.0.q-place"]
    assert panel().from_form(QueryDict("q-q=3")) is None


@pytest.mark.parametrize(
    ("text", "count"), [("", 1), ("x", 1), ("0", 1), ("4", 4), ("999", 10), ("9" * 99, 1), ("-3", 1)]
)
def test_a_form_shows_only_as_many_items_as_there_may_be(text, count):
    assert panel().count_in(QueryDict(mutable=True) | {"q-q": text}) == count


def test_a_form_names_the_item_of_a_loop():
    question = trips().questions["trips"]
    raw = question.from_form(QueryDict("q-trips=2&q-trips.0.item=2&q-trips.0.q-place=x&q-trips.1.item=mars"))
    assert raw == [{"place": "x", "item": 2}, {"item": "mars"}]


def test_it_exports_a_column_for_each_question_of_each_item():
    question = panel(maxPanelCount=2, title="Trips")
    assert list(question.columns("en").items())[:4] == [
        ("q.1.place", "Trips 1: place"),
        ("q.1.again", "Trips 1: again"),
        ("q.1.why", "Trips 1: why"),
        ("q.2.place", "Trips 2: place"),
    ]
    assert question.cells([{"place": "a"}, {"again": "no"}]) == {"q.1.place": "a", "q.2.again": "no"}
    loop = trips().questions["trips"]
    assert loop.cells([{"item": "oslo", "place": "b"}]) == {"trips.1.item": "oslo", "trips.1.place": "b"}
    assert len(loop.columns("en")) == 3 * 4


def test_it_reads_item_by_item():
    loop = trips().questions["trips"]
    words = loop.display([{"item": "rome", "place": "a", "again": "no"}, {"item": 2, "place": "b"}], "en")
    assert words == "Rome. place: a; again: no\n2. place: b"
    assert panel().display([{"place": "a"}], "en") == "1. place: a"


def test_conditions_see_whether_anything_was_answered():
    assert panel().subjects() == {"q": Subject("group")}


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ([], {"/elements": "empty"}),
        ("x", {"/elements": "type"}),
        ([{"type": "text", "name": "a"}, {"type": "text", "name": "a"}], {"/elements/1/name": "duplicate"}),
        ([{"type": "text", "name": "item"}], {"/elements/0/name": "name"}),
        ([{"type": "nps", "name": "a"}], {"/elements/0/type": "metric"}),
        ([{"type": "mood", "name": "a"}], {"/elements/0/type": "unknown_type"}),
        ([{"type": "paneldynamic", "name": "a", "elements": INSIDE}], {"/elements/0/type": "nested"}),
    ],
)
def test_what_cannot_stand_inside_is_a_problem(inside, problem):
    assert element_problems(type="paneldynamic", elements=inside) == problem


def test_references_of_a_panel_must_be_there_before_it():
    inside = [
        {"type": "text", "name": "a", "visibleIf": {"question": "b", "op": "notempty"}},
        {"type": "text", "name": "b", "requiredIf": {"question": "nobody", "op": "notempty"}},
        {"type": "radiogroup", "name": "c", "choicesFrom": {"question": "a"}},
        {"type": "text", "name": "d", "visibleIf": {"calculated": "total", "op": "=", "value": 1}},
    ]
    panel = {"type": "paneldynamic", "name": "p", "elements": inside, "itemsFrom": "after"}
    totals = [{"name": "total", "expression": 1}]
    found = problems(document(panel, {**CITIES, "name": "after"}, calculatedValues=totals))
    here = "/pages/0/elements/0"
    assert found == {
        here + "/itemsFrom": "later_question",
        here + "/elements/0/visibleIf/question": "later_question",
        here + "/elements/1/requiredIf/question": "unknown_question",
        here + "/elements/2/choicesFrom/question": "type",
        here + "/elements/3/visibleIf/calculated": "unknown_calculated",
    }


def test_a_document_with_a_loop_stays_as_it_is():
    found = trips(minPanelCount=1, itemTitle={"en": "{item}"}, addText="More").dump()
    assert load(json.loads(json.dumps(found))).dump() == found
