"""Rules, endings, calculated values and random pages: read, written, and refused at their place."""

import pytest

from apps.surveys.logic import Respondent
from apps.surveys.questionnaire import judge_answers, load, read_draft
from tests.surveys.questionnaires import document, problems

NPS = {"type": "nps", "name": "nps"}
AGE = {"type": "text", "name": "age", "inputType": "number"}
MORE = {"type": "comment", "name": "more"}
MATRIX = {"type": "matrix", "name": "shop", "rows": [{"name": "staff"}]}
TAGS = {"type": "checkbox", "name": "tags", "choices": ["a", "b"]}
OK = {"type": "consent", "name": "ok"}


def low(value=6):
    return {"question": "nps", "op": "<=", "value": value}


def calculated(name, op, value):
    return {"calculated": name, "op": op, "value": value}


def three(*rules, **settings):
    """Three pages; the first has these rules."""
    pages = [
        {"name": "p1", "elements": [NPS], "next": list(rules)},
        {"name": "p2", "elements": [AGE]},
        {"name": "p3", "elements": [MORE]},
    ]
    return document(pages=pages, **settings)


def values(*expressions, **settings):
    """A page with every kind of answer, and a calculated value c0, c1... for each expression."""
    named = [{"name": f"c{i}", "expression": found} for i, found in enumerate(expressions)]
    return document(NPS, AGE, MORE, MATRIX, TAGS, OK, calculatedValues=named, **settings)


WHOLE = {
    "language": "en",
    "title": {"en": "Visit"},
    "showProgress": True,
    "endings": [
        {
            "name": "out",
            "title": {"en": "Sorry"},
            "text": {"en": "<p>Bye</p>"},
            "redirect": "https://panel.example/x?y={nps}",
            "isScreenOut": True,
            "visibleIf": calculated("total", ">", 3),
        }
    ],
    "calculatedValues": [
        {"name": "total", "expression": {"sum": [{"question": "nps"}, {"param": "n"}, 1.5]}},
        {
            "name": "group",
            "expression": {"if": calculated("total", "<", 5), "then": "low", "else": {"invitation": "tier"}},
        },
        {"name": "maybe", "expression": {"if": low(), "then": {"count": [{"question": "nps"}]}}},
    ],
    "pagesOrder": "random",
    "pages": [
        {
            "name": "p1",
            "next": [{"if": low(), "to": "page:p3"}, {"to": "ending:out"}],
            "isFixed": True,
            "elements": [NPS],
        },
        {"name": "p2", "elementsOrder": "random", "elements": [AGE, OK]},
        {"name": "p3", "isFixed": True, "elements": [{**MORE, "requiredIf": low(3)}]},
    ],
}


def test_what_is_written_is_what_was_read():
    assert load(WHOLE).dump() == WHOLE
    assert load(load(WHOLE).dump()) == load(WHOLE)


@pytest.mark.parametrize(
    ("rule", "pointer", "code"),
    [
        ({"to": "page:p9"}, "/to", "unknown_page"),
        ({"to": "page:p1"}, "/to", "earlier_page"),
        ({"to": "ending:gone"}, "/to", "unknown_ending"),
        ({"to": "p2"}, "/to", "target"),
        ({"to": "page:"}, "/to", "target"),
        ({"to": "end "}, "/to", "target"),
        ({}, "/to", "target"),
        ({"to": 5}, "/to", "target"),
        ({"to": "end", "when": 1}, "/when", "unknown"),
        ({"to": "end", "if": []}, "/if", "type"),
        ({"to": "end", "if": {"question": "age", "op": "=", "value": 1}}, "/if/question", "later_question"),
    ],
)
def test_a_rule_that_leads_nowhere_is_a_problem_at_its_place(rule, pointer, code):
    assert problems(three(rule)) == {f"/pages/0/next/0{pointer}": code}


def test_a_draft_may_lead_to_what_is_missing():
    assert read_draft(three({"to": "page:p9"}, {"to": "ending:gone"})).pages[0].next[0].to == "page:p9"


def test_a_rule_may_look_at_its_own_page():
    assert load(three({"to": "end", "if": low()})).pages[0].next[0].to == "end"


@pytest.mark.parametrize(
    "address",
    [
        "https://panel.example",
        "http://panel.example:8080/a/{nps}?b={param:c}#d",
        "https://panel.example?b={calculated:c}",
    ],
)
def test_a_fixed_address_may_hold_values_behind_the_host(address):
    found = load(document(NPS, endings=[{"name": "e", "redirect": address}])).endings[0]
    assert found.redirect == address
    assert found.origin in ("https://panel.example", "http://panel.example:8080")


@pytest.mark.parametrize(
    "address",
    [
        "//panel.example",
        "panel.example",
        "javascript:alert(1)",
        "https://{nps}.example/",
        "https://panel.example{nps}",
        "https://panel.example\\@evil.example",
        "https://user@evil.example/",
        "https://panel.example/a b",
        "https://panel.example/\n",
        "https:///x",
        "ftp://panel.example",
        "https://panel.example/" + "x" * 2000,
        5,
    ],
)
def test_an_address_that_could_lead_elsewhere_is_refused(address):
    found = document(NPS, endings=[{"name": "e", "redirect": address}])
    assert problems(found) == {"/endings/0/redirect": "url"}


def test_names_of_endings_and_of_calculated_values_are_unique():
    twice = [{"name": "e"}, {"name": "e"}]
    assert problems(document(NPS, endings=twice)) == {"/endings/1/name": "duplicate"}
    same = [{"name": "c", "expression": 1}] * 2
    assert problems(document(NPS, calculatedValues=same)) == {"/calculatedValues/1/name": "duplicate"}


HERE = "/calculatedValues/0/expression"


def nested(depth):
    found = 1
    for _ in range(depth):
        found = {"sum": [found]}
    return found


@pytest.mark.parametrize(
    ("expression", "pointer", "code"),
    [
        (None, "", "type"),
        (True, "", "type"),
        ([], "", "type"),
        ("", "", "type"),
        (1e16, "", "range"),
        ({}, "", "expression"),
        ({"modulo": [1, 2]}, "", "expression"),
        ({"sum": [1], "max": [1]}, "", "expression"),
        ({"question": "nps", "param": "x"}, "", "expression"),
        ({"question": 5}, "/question", "type"),
        ({"sum": []}, "/sum", "type"),
        ({"sum": 1}, "/sum", "type"),
        ({"sum": [1] * 51}, "/sum", "type"),
        ({"subtract": [1]}, "/subtract", "type"),
        ({"divide": [1, 2, 3]}, "/divide", "type"),
        ({"sum": [1, None]}, "/sum/1", "type"),
        ({"if": low()}, "/then", "type"),
        ({"if": low(), "then": 1, "otherwise": 2}, "/otherwise", "unknown"),
        ({"if": {"all": []}, "then": 1}, "/if/all", "type"),
        ({"question": "gone"}, "/question", "unknown_question"),
        ({"question": "shop"}, "", "type"),
        ({"sum": [{"question": "shop"}]}, "/sum/0", "type"),
        ({"sum": [{"question": "ok"}]}, "/sum/0", "type"),
        ({"sum": [{"question": "tags"}]}, "/sum/0", "type"),
        ({"sum": ["gold"]}, "/sum/0", "type"),
        ({"if": {"question": "nps", "op": "contains", "value": 1}, "then": 1}, "/if/op", "operator"),
        ({"calculated": "c0"}, "/calculated", "unknown_calculated"),
        ({"calculated": "c1"}, "/calculated", "unknown_calculated"),
    ],
)
def test_an_expression_that_makes_no_sense_is_a_problem_at_its_place(expression, pointer, code):
    assert problems(values(expression, 1)) == {HERE + pointer: code}


@pytest.mark.parametrize(
    "expression",
    [
        {"sum": [{"question": "nps"}, {"question": "age"}, {"question": "more"}, "5"]},
        {"sum": [{"question": "shop.staff"}, {"param": "p"}, {"invitation": "age"}]},
        {"count": [{"question": "shop"}, {"question": "ok"}, {"question": "tags"}]},
        {"question": "tags"},
        nested(8),
    ],
)
def test_an_expression_that_makes_sense_is_accepted(expression):
    assert load(values(expression)).dump()["calculatedValues"][0]["expression"] == expression


def test_expressions_are_bounded_in_depth_and_size():
    assert problems(values(nested(9))) == {HERE + "/sum/0" * 8: "too_deep"}
    assert problems(values({"sum": [{"sum": [1] * 50}] * 4})) == {HERE: "too_large"}
    assert set(problems(values(nested(100_000))).values()) == {"too_deep"}


def test_conditions_know_what_a_calculated_value_may_be():
    total, group = {"sum": [{"question": "nps"}]}, {"if": low(), "then": "low", "else": "high"}
    place = "/endings/0/visibleIf"
    for found, pointer, code in [
        (calculated("c0", "=", "low"), "/value", "type"),
        (calculated("c0", "contains", 5), "/op", "operator"),
        (calculated("c1", "=", "middle"), "/value", "unknown_choice"),
        (calculated("c1", "<", 5), "/op", "operator"),
        (calculated("c9", "=", 5), "/calculated", "unknown_calculated"),
    ]:
        ending = {"name": "e", "visibleIf": found}
        assert problems(values(total, group, endings=[ending])) == {place + pointer: code}
    fine = [
        {"name": "a", "visibleIf": calculated("c0", ">", 3)},
        {"name": "b", "visibleIf": calculated("c1", "anyof", ["low", "high"])},
    ]
    assert len(load(values(total, group, endings=fine)).endings) == 2


def test_a_calculated_value_is_there_only_once_its_questions_are_asked():
    total = {"name": "t", "expression": {"sum": [{"question": "nps"}, {"question": "age"}]}}
    through = {"name": "u", "expression": {"sum": [{"calculated": "t"}]}}
    asked = {**MORE, "visibleIf": calculated("u", ">", 3)}
    assert load(document(NPS, AGE, asked, calculatedValues=[total, through])).calculations
    early = document(NPS, asked, AGE, calculatedValues=[total, through])
    assert problems(early) == {"/pages/0/elements/1/visibleIf/calculated": "later_calculated"}


def shuffled(*pages, **fixed):
    return document(
        pages=[
            {"name": f"p{i}", "elements": list(page)} | fixed.get(f"p{i}", {}) for i, page in enumerate(pages)
        ],
        pagesOrder="random",
    )


def test_in_random_order_only_what_surely_comes_before_is_looked_at():
    asked = {**MORE, "visibleIf": low()}
    place = "/pages/1/elements/0/visibleIf/question"
    assert problems(shuffled([NPS], [asked])) == {place: "later_question"}
    assert problems(shuffled([NPS], [asked], [AGE], p1={"isFixed": True})) == {place: "later_question"}
    assert load(shuffled([NPS], [asked], [AGE], p0={"isFixed": True})).pages_order == "random"
    assert load(shuffled([NPS, asked], [AGE])).pages_order == "random"


def test_in_random_order_rules_lead_only_between_pages_that_stay():
    jump = {"next": [{"to": "page:p2"}]}
    place = "/pages/0/next/0/to"
    assert problems(shuffled([NPS], [AGE], [MORE], p0=jump)) == {place: "earlier_page"}
    assert problems(shuffled([NPS], [AGE], [MORE], p0={**jump, "isFixed": True})) == {place: "earlier_page"}
    both = {"p0": {**jump, "isFixed": True}, "p2": {"isFixed": True}}
    assert load(shuffled([NPS], [AGE], [MORE], **both)).pages[0].next
    assert load(shuffled([NPS], [AGE], p0={"next": [{"to": "end"}]})).pages[0].next


def test_the_seed_decides_the_order_of_pages_and_fixed_ones_stay():
    pages = [[{"type": "text", "name": f"q{i}"}] for i in range(6)]
    questionnaire = load(shuffled(*pages, p0={"isFixed": True}, p5={"isFixed": True}))
    orders = {tuple(page.name for page in questionnaire.pages_for(str(seed))) for seed in range(20)}
    assert len(orders) > 5
    assert {(order[0], order[5]) for order in orders} == {("p0", "p5")}
    assert questionnaire.pages_for("7") == questionnaire.pages_for("7")
    assert questionnaire.pages_for("") == questionnaire.pages
    judged = judge_answers(questionnaire, {}, url_params=Respondent(seed="7"))
    assert judged.walk.pages == [page.name for page in questionnaire.pages_for("7")]


def test_required_by_a_condition_is_held_like_required():
    questionnaire = load(document(NPS, {**MORE, "requiredIf": low()}))
    assert [e.pointer for e in judge_answers(questionnaire, {"nps": 3}).errors] == ["/answers/more"]
    assert judge_answers(questionnaire, {"nps": 9}).errors == []
    assert judge_answers(questionnaire, {"nps": 3, "more": "Queue"}).errors == []


def test_whoever_is_screened_out_has_no_scores():
    out = {"name": "out", "isScreenOut": True, "visibleIf": low(0)}
    questionnaire = load(document(NPS, endings=[out]))
    judged = judge_answers(questionnaire, {"nps": 0})
    assert (judged.walk.ending, judged.walk.is_screened_out, judged.scores) == ("out", True, [])
    assert [score.value for score in judge_answers(questionnaire, {"nps": 1}).scores] == [1]
