"""Rankings, shared-out amounts and contact details on the public page: hostile input is named, nothing is stored."""

from __future__ import annotations

from typing import Any

import pytest

from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

KINDS: list[dict[str, Any]] = [
    {"type": "ranking", "name": "rank", "choices": ["a", "b", "c"]},
    {"type": "constantsum", "name": "share", "rows": [{"name": "x"}, {"name": "y"}], "total": 10},
    {"type": "contact", "name": "who", "fields": ["lastName", "email", "phone"]},
    {"type": "signature", "name": "sign"},
]


@pytest.fixture
def someone(publish: Publish) -> Respondent:
    publish(KINDS)
    return Respondent("acme", "ours").open()


@pytest.mark.parametrize(
    ("field", "value", "anchor"),
    [
        ("q-rank", ["1:a", "1:b", "2:c"], "q-rank"),
        ("q-rank", ["1:a"], "q-rank"),
        ("q-rank", ["1:a", "2:b", "3:\x00"], "q-rank"),
        ("q-rank", ["1:a"] * 500, "q-rank"),
        ("q-rank", "9" * 5000, "q-rank"),
        ("q-share-x", "11", "q-share-x"),
        ("q-share-x", "-1", "q-share-x"),
        ("q-share-x", "9", "q-share"),
        ("q-share-x", "\x00", "q-share-x"),
        ("q-share-x", "9" * 5000, "q-share-x"),
        ("q-share-x", "٩", "q-share-x"),
        ("q-who-email", "nobody", "q-who-email"),
        ("q-who-lastName", "a\x00b", "q-who-lastName"),
        ("q-who-lastName", "x" * 5000, "q-who-lastName"),
        ("q-who-phone", "call me", "q-who-phone"),
        ("q-sign", "a\x00b", "q-sign"),
        ("q-sign", "x" * 5000, "q-sign"),
        ("q-sign.upload", "x", "q-sign"),
    ],
)
def test_an_impossible_answer_is_named_and_nothing_is_stored(
    someone: Respondent, stored: Stored, field: str, value: Any, anchor: str
) -> None:
    page = someone.send({field: value})
    assert page.status == 400
    assert f'<a href="#{anchor}">' in page.html
    assert "\x00" not in page.html
    assert stored() == []


def test_what_is_answered_without_a_script_is_stored(someone: Respondent, stored: Stored) -> None:
    answers = {
        "q-rank": ["2:a", "3:b", "1:c"],
        "q-share-x": "7",
        "q-share-y": "3",
        "q-who-email": "a@example.com",
        "q-sign": "Ada",
    }
    assert someone.send(answers).status == 303
    assert stored()[0].answers == {
        "rank": ["c", "a", "b"],
        "share": {"x": 7, "y": 3},
        "who": {"email": "a@example.com"},
        "sign": {"typed": "Ada"},
    }
