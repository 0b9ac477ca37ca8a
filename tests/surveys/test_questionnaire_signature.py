import uuid

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import one, refusal

DRAWN = str(uuid.UUID(int=7))


def signature(**settings):
    return one(type="signature", **settings)


def posted(query):
    return signature().from_form(QueryDict(query))


def test_a_name_is_typed_or_a_drawing_is_named():
    assert signature().judge({"typed": " Ada Rossi "}) == {"typed": "Ada Rossi"}
    assert signature().judge({"upload": DRAWN}) == {"upload": DRAWN}
    assert signature().uploads({"upload": DRAWN}) == [DRAWN]
    assert signature().uploads({"typed": "Ada"}) == []


@pytest.mark.parametrize("raw", [None, {}, {"typed": "  "}])
def test_without_a_name_nothing_is_signed(raw):
    assert signature().judge(raw) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Ada", "type"),
        (["Ada"], "type"),
        (True, "type"),
        ({"typed": "Ada", "upload": DRAWN}, "type"),
        ({"name": "Ada"}, "type"),
        ({"typed": 7}, "type"),
        ({"typed": {"typed": "Ada"}}, "type"),
        ({"typed": "a\0b"}, "unstorable"),
        ({"typed": "a\nb"}, "line"),
        ({"typed": "x" * 201}, "too_long"),
        ({"upload": "x"}, "upload"),
        ({"upload": None}, "upload"),
    ],
)
def test_what_signs_nothing_is_refused(raw, code):
    assert refusal(signature(), raw) == code


def test_what_is_drawn_counts_before_what_is_typed():
    assert posted(f"q-q=Ada&q-q.upload={DRAWN}") == {"upload": DRAWN}
    assert posted("q-q=Ada&q-q.upload=") == {"typed": "Ada"}
    assert posted("q-q=") is None


def test_without_a_script_there_is_a_name_to_type_and_no_file_to_choose():
    question = signature()
    context = {"element": question.shown("en"), "field": question.field, "value": {"typed": "<b>"}}
    html = render_to_string(question.template, context)
    assert '<label for="q-q-typed">Type your name to sign</label>' in html
    assert 'name="q-q" value="&lt;b&gt;"' in html
    assert '<input type="file" name="q-q.file" accept="image/png" hidden>' in html


def test_it_exports_and_reads():
    assert signature().cells({"typed": "Ada"}) == {"q": "Ada"}
    assert signature().cells({"upload": DRAWN}) == {"q": DRAWN}
    assert signature().display({"typed": "Ada"}, "en") == "Ada"
    assert signature().display({"upload": DRAWN}, "en") == "drawn"
    assert signature().subjects() == {"q": Subject("group")}
