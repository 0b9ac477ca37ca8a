import pytest

from apps.surveys.logic import Respondent, Subject
from apps.surveys.questionnaire import judge_answers, load
from tests.surveys.questionnaires import document, element_problems, one, refusal

STORE = {"type": "hidden", "name": "store", "from": "param:store", "defaultValue": "unknown"}


def heard(raw=None, *, element=STORE, **respondent):
    judged = judge_answers(load(document(element)), raw or {}, url_params=Respondent(**respondent))
    assert judged.errors == []
    return judged.answers


def test_it_is_taken_from_the_address():
    assert heard(params={"store": " Rome 12 "}) == {"store": "Rome 12"}


def test_it_is_taken_from_the_invitation():
    element = {"type": "hidden", "name": "who", "from": "invitation:segment"}
    assert heard(element=element, invitation={"segment": "gold"}, params={"segment": "x"}) == {"who": "gold"}


@pytest.mark.parametrize("params", [{}, {"store": "  "}, {"shop": "Rome"}])
def test_what_is_not_said_is_the_default(params):
    assert heard(params=params) == {"store": "unknown"}


def test_without_a_default_there_is_no_answer():
    assert heard(element={"type": "hidden", "name": "store", "from": "param:store"}) == {}


def test_a_program_may_send_it():
    assert heard({"store": "Milan"}, params={"store": "Rome"}) == {"store": "Milan"}
    assert refusal(one(type="hidden"), 5) == "type"


def test_a_form_cannot_forge_it():
    question = one(type="hidden")
    assert question.from_form({"q-q": "Milan"}) is None
    assert question.fields() == []


def test_a_text_too_long_for_an_answer_is_cut_rather_than_refused():
    assert heard(params={"store": "x" * 1500}) == {"store": "x" * 1000}


def test_it_is_never_shown_and_never_missing():
    element = {**STORE, "isRequired": True, "defaultValue": ""}
    judged = judge_answers(load(document(element, {"type": "text", "name": "more"})), {})
    assert judged.errors == []
    assert judged.walk.shown == ["more"]
    assert judged.ignored == []


def test_later_conditions_look_at_it():
    more = {"type": "text", "name": "more", "visibleIf": {"question": "store", "op": "=", "value": "Rome"}}
    survey = load(document(STORE, more))
    shown = [judge_answers(survey, {}, url_params={"store": store}).walk.shown for store in ("Rome", "Milan")]
    assert shown == [["more"], []]


def test_a_page_of_hidden_fields_alone_is_no_page():
    pages = [{"elements": [STORE]}, {"elements": [{"type": "text", "name": "more"}]}]
    walked = judge_answers(load({**document(), "pages": pages}), {}, url_params={"store": "Rome"}).walk
    assert walked.pages == ["page2"]


def test_its_own_condition_counts():
    element = {**STORE, "visibleIf": {"param": "store", "op": "!=", "value": "test"}}
    assert heard(element=element, params={"store": "test"}) == {}


@pytest.mark.parametrize("source", ["store", "cookie:store", "param:", "param: store", 5])
def test_its_source_is_a_parameter_or_a_field_of_the_invitation(source):
    assert "/from" in element_problems(type="hidden", **{"from": source})


def test_it_exports_like_any_text():
    assert one(type="hidden").cells("Rome") == {"q": "Rome"}
    assert one(type="hidden").subjects() == {"q": Subject("text")}
