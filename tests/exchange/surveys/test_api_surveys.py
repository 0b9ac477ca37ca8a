"""Surveys of other tools over REST."""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any

import pytest

from tests.api.calls import Caller, caller, pointers
from tests.exchange.surveys.files import one_page, sample

pytestmark = pytest.mark.django_db
TEXT = {"type": "text", "name": "zip", "enableIf": "{a} = 1"}


@pytest.fixture
def writer(acme: Any) -> Caller:
    return caller("acme")


def test_a_document_is_brought_in_read_acknowledged_and_written(writer: Caller) -> None:
    made = writer.post("surveys/import/", {"file_name": "visit.json", "document": one_page(TEXT)})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["format"], body["file_name"], body["must_be_acknowledged"]) == (
        "surveyjs",
        "visit.json",
        True,
    )
    assert body["counts"] == {
        "exact": 3, "equivalent": 0, "approximated": 0, "dropped": 1, "dropped_logic": 1, "elements": 4
    }  # fmt: skip
    assert [e["note"] for e in body["elements"] if e["is_logic"]] == [
        "A question is shown or not; it cannot be shown locked."
    ]
    path = f"surveys/{body['survey']}/"
    assert writer.get(path + "conversion/").json() == body
    assert writer.post(path + "conversion/acknowledge/").json()["must_be_acknowledged"] is False
    written = writer.get(path + "export/surveyjs/").json()
    assert json.loads(written["content"])["pages"][0]["elements"][0]["name"] == "zip"
    assert (written["encoding"], written["content_type"]) == ("utf-8", "application/json")


def test_a_file_is_sent_as_it_is_or_in_base64(writer: Caller) -> None:
    data = sample("visit.surveyjs.json")
    raw = writer.send(
        "POST", "surveys/import/?file_name=a.json", data, content_type="application/octet-stream"
    )
    coded = writer.post(
        "surveys/import/", {"file_name": "a.json", "content": base64.b64encode(data).decode()}
    )
    assert (raw.status_code, coded.status_code) == (201, 201)
    assert raw.json()["elements"] == coded.json()["elements"]
    assert raw.json()["file_name"] == "a.json"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid"),
        ({"content": "!"}, "invalid"),
        ({"content": 5}, "invalid"),
        ({"content": "e30=", "document": {}}, "invalid"),
        ({"document": []}, "unreadable_survey"),
        ({"content": "e30="}, "unreadable_survey"),
        ({"document": {"elements": []}}, "unreadable_survey"),
        ({"file_name": 3, "document": {}}, "invalid"),
    ],
)
def test_what_is_no_file_is_refused(writer: Caller, body: Any, code: str) -> None:
    answer = writer.post("surveys/import/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_the_format_asked_for_must_be_that_of_the_file(writer: Caller) -> None:
    assert writer.post("surveys/import/?format=word", {"document": {}}).status_code == 400
    assert pointers(writer.post("surveys/import/?format=word", {"document": {}})) == ["?format"]


def test_a_survey_made_here_has_no_report(writer: Caller) -> None:
    made = writer.post("surveys/", {"title": {"en": "Ours"}, "pages": []}).json()
    assert writer.get(f"surveys/{made['id']}/conversion/").json()["code"] == "unknown_conversion"
    assert writer.get(f"surveys/{uuid.uuid4()}/conversion/").json()["code"] == "unknown_survey"
    assert writer.get(f"surveys/{made['id']}/export/word/").status_code == 404
