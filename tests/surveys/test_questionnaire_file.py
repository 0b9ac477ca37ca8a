import re
import uuid

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.file_kinds import KINDS, kind_of
from tests.surveys.questionnaires import element_problems, one, refusal

ONE, TWO, THREE = (str(uuid.UUID(int=i)) for i in range(1, 4))


def files(**settings):
    return one(**{"type": "file", "most": 2, **settings})


def test_the_ids_of_files_are_kept_in_their_order():
    assert files().judge([TWO, ONE]) == [TWO, ONE]
    assert files().uploads([TWO, ONE]) == [TWO, ONE]


@pytest.mark.parametrize("raw", [None, []])
def test_without_any_file_there_is_no_answer(raw):
    assert files().judge(raw) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (ONE, "type"),
        ({"id": ONE}, "type"),
        ([ONE, TWO, THREE], "too_many"),
        ([ONE, ONE], "duplicate"),
        (["x"], "upload"),
        ([7], "upload"),
        ([None], "upload"),
        ([[ONE]], "upload"),
        (["\0" * 36], "upload"),
        (["{" + ONE[1:]], "upload"),
        (["../" + ONE[3:]], "upload"),
    ],
)
def test_what_names_no_files_is_refused(raw, code):
    assert refusal(files(), raw) == code


def test_a_form_names_files_and_brings_new_ones_under_another_name():
    question = files()
    assert (question.upload_field, question.file_field) == ("q-q", "q-q.file")
    assert question.from_form(QueryDict(f"q-q={ONE}&q-q=&q-q={TWO}")) == [ONE, TWO]
    assert question.from_form(QueryDict("q-q=")) is None


def test_browsers_offer_only_what_is_accepted():
    question = files(accepts=[".pdf", ".png"], maxSizeMB=3)
    element = {**question.shown("en"), "files": [{"id": ONE, "name": "<a>.pdf", "size": 2048}]}
    html = render_to_string(question.template, {"element": element, "field": question.field, "value": [ONE]})
    assert 'accept=".pdf,.png" multiple' in html
    assert "Up to 3 MB each: .pdf, .png" in html
    assert re.findall(r'name="q-q" value="([^"]+)" checked', html) == [ONE]
    assert "&lt;a&gt;.pdf" in html


def test_the_kinds_may_be_written_as_a_text():
    assert files(accepts="PDF, .png").endings == (".pdf", ".png")
    assert files(accepts="PDF, .png").dump()["accepts"] == [".pdf", ".png"]
    assert "accepts" not in files().dump()


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"accepts": [".exe"]}, {"/accepts/0": "choice"}),
        ({"accepts": [".pdf", ".html", ".svg"]}, {"/accepts/1": "choice", "/accepts/2": "choice"}),
        ({"accepts": [7]}, {"/accepts": "type"}),
        ({"accepts": {}}, {"/accepts": "type"}),
        ({"maxSizeMB": 21}, {"/maxSizeMB": "range"}),
        ({"most": 6}, {"/most": "range"}),
    ],
)
def test_limits_of_our_own_cannot_be_lifted(settings, problem):
    assert element_problems(type="file", **settings) == problem


@pytest.mark.parametrize(
    ("name", "head", "is_taken"),
    [
        ("a.pdf", b"%PDF-1.7", True),
        ("A.PDF", b"\n\n%PDF-1.4", True),
        ("a.pdf", b"<html>", False),
        ("a.jpeg", b"\xff\xd8\xff\xe0", True),
        ("a.webp", b"RIFF\0\0\0\0WEBP", True),
        ("a.webp", b"RIFF\0\0\0\0WAVE", False),
        ("a.heic", b"\0\0\0\x18ftypheic", True),
        ("a.docx", b"PK\x03\x04", True),
        ("a.docx", b"PK\x05\x06", False),
        ("a.csv", b"a,b\n1,2", True),
        ("a.csv", b"MZ\0\0", False),
        ("a.html", b"<html>", False),
        ("pdf", b"%PDF-1.7", False),
        ("", b"%PDF-1.7", False),
    ],
)
def test_a_file_is_told_by_its_name_and_by_how_it_begins(name, head, is_taken):
    assert (kind_of(name, head, tuple(KINDS)) is not None) == is_taken


def test_no_kind_is_one_that_browsers_run():
    assert not {".html", ".htm", ".svg", ".js", ".xml", ".exe", ".zip"} & set(KINDS)
    assert [kind.content_type for kind in KINDS.values() if "html" in kind.content_type] == []


def test_it_exports_and_reads():
    assert files().cells([ONE, TWO]) == {"q": f"{ONE}; {TWO}"}
    assert files().display([ONE, TWO], "en") == "2 files"
    assert files().subjects() == {"q": Subject("group")}
