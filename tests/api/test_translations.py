from __future__ import annotations

from typing import Any

import pytest

from tests.api.calls import Caller, pointers

pytestmark = pytest.mark.django_db


def texts(body: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {text["key"]: (text["text"], text["state"]) for text in body["texts"]}


def test_texts_are_read_and_translated(writer: Caller, survey: Any) -> None:
    address = f"surveys/{survey.uid}/translations/de/"
    before = writer.get(address).json()
    assert (before["language"], before["source"], before["revision"]) == ("de", "en", 0)
    assert texts(before)["recommend/title"] == ("", "missing")
    sent = {"revision": 0, "texts": {"recommend/title": "Empfehlen Sie uns?"}}
    after = writer.send("PATCH", f"/api/v1/{address}", sent)
    assert (after.status_code, after.json()["revision"]) == (200, 1)
    assert texts(after.json())["recommend/title"] == ("Empfehlen Sie uns?", "done")
    assert writer.send("PATCH", f"/api/v1/{address}", sent).status_code == 409


@pytest.mark.parametrize(
    ("language", "body", "pointer"),
    [
        ("de", {"texts": {"nothing/title": "x"}}, "/texts/nothing~1title"),
        ("de", {"texts": {"title": []}}, "/texts/title"),
        ("de", {"texts": {"title": "x" * 400}}, "/title/de"),
        ("de", {"texts": {"title": "a\x00b"}}, "/"),
        ("de", {"texts": "title"}, "/texts"),
        ("de", {}, "/texts"),
        ("en", {"texts": {}}, "/language"),
        ("NO", {"texts": {}}, "/language"),
    ],
)
def test_what_cannot_be_stored_is_refused_by_name(
    writer: Caller, survey: Any, language: str, body: Any, pointer: str
) -> None:
    answer = writer.send("PATCH", f"/api/v1/surveys/{survey.uid}/translations/{language}/", body)
    assert 400 <= answer.status_code < 500
    assert pointers(answer)[0].startswith(pointer)
