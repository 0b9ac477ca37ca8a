import re

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import AnswerError
from tests.surveys.questionnaires import element_problems, one, refusal

FIELDS = [{"name": "lastName"}, {"name": "email", "isRequired": True}, "phone"]


def contact(**settings):
    return one(type="contact", fields=FIELDS, **settings)


def drawn(value, **context):
    question = contact()
    context = {"element": question.shown("en"), "field": question.field, "value": value, **context}
    return render_to_string(question.template, context)


def test_every_field_is_kept_without_space_around_it():
    given = {"lastName": " Rossi ", "email": "a@example.com", "phone": "+39 (02) 12.34-56"}
    assert contact().judge(given) == {
        "lastName": "Rossi",
        "email": "a@example.com",
        "phone": "+39 (02) 12.34-56",
    }


@pytest.mark.parametrize("raw", [None, {}, {"lastName": "  "}, {"email": None}])
def test_without_any_text_there_is_no_answer(raw):
    assert contact().judge(raw) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"email": "nobody"}, "email"),
        ({"phone": "call me"}, "phone"),
        ({"phone": "+()"}, "phone"),
        ({"phone": "1" * 41}, "too_long"),
        ({"lastName": "x" * 101}, "too_long"),
        ({"lastName": "a\0b"}, "unstorable"),
        ({"lastName": "a\nb"}, "line"),
        ({"lastName": 7}, "type"),
        ({"lastName": ["Rossi"]}, "type"),
        ({"city": "Rome"}, "unknown_row"),
        ("Rossi", "type"),
    ],
)
def test_what_fits_no_field_is_refused(raw, code):
    assert refusal(contact(), raw) == code


def test_every_faulty_field_is_named():
    with pytest.raises(AnswerError) as caught:
        contact().judge({"email": "x", "phone": "y", "lastName": "Rossi"})
    assert [fault.row for fault in caught.value.faults] == ["email", "phone"]


def test_a_field_may_be_required_by_itself():
    assert contact().must_be_answered
    assert [fault.row for fault in contact().missing(None)] == ["email"]
    assert contact().missing({"email": "a@example.com"}) == []


def test_a_required_block_wants_any_field():
    block = one(type="contact", fields=["city", "country"], isRequired=True)
    assert [fault.row for fault in block.missing(None)] == [None]
    assert block.missing({"city": "Rome"}) == []


def test_browsers_know_what_to_fill_in():
    html = drawn({"email": "a@<b>"}, row_errors={"phone": "No."})
    assert re.findall(r'autocomplete="([^"]+)"', html) == ["family-name", "email", "tel"]
    assert 'type="email"' in html
    assert 'value="a@&lt;b&gt;"' in html
    assert re.search(r'id="q-q-phone"[^>]+aria-describedby="q-q-phone-error"', html)


def test_only_fields_not_required_say_so():
    assert re.findall(r">([^<]+) <span class=\"question__optional\"", drawn(None)) == [
        "Last name",
        "Phone number",
    ]


def test_a_form_has_a_field_for_each():
    assert contact().fields() == ["q-q-lastName", "q-q-email", "q-q-phone"]
    assert contact().from_form(QueryDict("q-q-lastName=Rossi&q-q-email=")) == {"lastName": "Rossi"}


def test_each_field_is_a_column_and_a_subject():
    assert contact().columns("en") == {
        "q.lastName": "q: Last name",
        "q.email": "q: E-mail address",
        "q.phone": "q: Phone number",
    }
    assert contact().cells({"phone": "112"}) == {"q.lastName": None, "q.email": None, "q.phone": "112"}
    assert contact().subjects() == {
        "q": Subject("group"),
        "q.lastName": Subject("text"),
        "q.email": Subject("text"),
        "q.phone": Subject("text"),
    }


def test_it_reads_in_the_order_of_its_fields():
    assert contact().display({"phone": "112", "lastName": "Rossi"}, "en") == "Rossi; 112"


def test_fields_are_known_and_stand_once():
    fields = ["email", {"name": "email"}, {"name": "shoe"}, {"name": []}]
    assert element_problems(type="contact", fields=fields) == {
        "/fields/1/name": "duplicate",
        "/fields/2/name": "choice",
        "/fields/3/name": "choice",
    }
