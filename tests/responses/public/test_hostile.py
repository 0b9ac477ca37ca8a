"""Whatever is sent to the page is refused in words or stored well: never a 5xx, never half."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

ALL_KINDS: list[dict[str, Any]] = [
    {"type": "nps", "name": "nps"},
    {"type": "matrix", "name": "visit", "rows": [{"name": "shop"}, {"name": "staff"}]},
    {"type": "radiogroup", "name": "one", "choices": ["a", 2]},
    {"type": "checkbox", "name": "many", "choices": ["a", "b"], "maxSelectedChoices": 1},
    {"type": "text", "name": "short", "maxLength": 5},
    {"type": "text", "name": "mail", "inputType": "email"},
    {"type": "text", "name": "number", "inputType": "number", "max": 10},
    {"type": "text", "name": "day", "inputType": "date"},
    {"type": "comment", "name": "long"},
    {"type": "consent", "name": "agree"},
]


@pytest.fixture
def someone(publish: Publish) -> Respondent:
    publish(ALL_KINDS)
    return Respondent("acme", "ours").open()


@pytest.mark.parametrize(
    ("field", "value", "anchor"),
    [
        ("q-nps", "11", "q-nps"),
        ("q-nps", "-1", "q-nps"),
        ("q-nps", "9" * 5000, "q-nps"),
        ("q-nps", "٩", "q-nps"),
        ("q-nps", "9.0", "q-nps"),
        ("q-nps", "\x00", "q-nps"),
        ("q-visit-shop", "99", "q-visit-shop"),
        ("q-one", "b", "q-one"),
        ("q-one", "2 ", "q-one"),
        ("q-many", ["a", "b"], "q-many"),
        ("q-many", ["a"] * 600, "q-many"),
        ("q-many", "[]", "q-many"),
        ("q-short", "x" * 6, "q-short"),
        ("q-short", "a\x00b", "q-short"),
        ("q-mail", "nobody", "q-mail"),
        ("q-number", "11", "q-number"),
        ("q-number", "1e3", "q-number"),
        ("q-number", "NaN", "q-number"),
        ("q-day", "2026-02-30", "q-day"),
        ("q-day", "yesterday", "q-day"),
        ("q-long", "x" * 10_001, "q-long"),
        ("q-long", "\x00", "q-long"),
        ("q-agree", "maybe", "q-agree"),
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


def test_a_fault_does_not_cost_the_other_answers(someone: Respondent, stored: Stored) -> None:
    given = {
        "q-nps": "9",
        "q-visit-shop": "3",
        "q-one": "2",
        "q-many": "b",
        "q-long": "a\r\n<b>",
        "q-agree": "true",
    }
    page = someone.send({**given, "q-mail": "nobody"})
    assert page.status == 400
    assert {name: page.fields[name][0].replace("\r\n", "\n") for name in given} == {
        name: value.replace("\r\n", "\n") for name, value in given.items()
    }
    assert someone.send({"q-mail": "a@example.com"}).status == 303
    assert stored()[0].answers["long"] == "a\n<b>"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"x=" + b"a" * (2 * 1024 * 1024), "application/x-www-form-urlencoded", 413),
        (b"a&" * 5000, "application/x-www-form-urlencoded", 400),
        (b'{"answers": {}}', "application/json", 400),
        (b"\xff\xfe\x00", "application/octet-stream", 400),
        (b"junk", "multipart/form-data", 400),
        (b"junk", "multipart/form-data; boundary=", 400),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n", "multipart/form-data; boundary=x", 400),
        (b"q-nps=9", "application/x-www-form-urlencoded; charset=rot13", 400),
        (b"q-nps=9", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"q-nps=%ED%A0%80&token=%ED%A0%80", "application/x-www-form-urlencoded", 400),
        (b"\xed\xa0\x80=\xed\xa0\x80", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"", "", 400),
        (b"x", "a;b/c;;=", 400),
    ],
)
def test_what_is_not_our_form_is_refused(
    someone: Respondent, stored: Stored, body: bytes, content_type: str, status: int
) -> None:
    page = someone.post_body(body, content_type)
    assert page.status == status
    assert "<main" in page.html
    assert stored() == []


def test_half_characters_smuggled_in_by_a_charset_are_read_as_text(
    someone: Respondent, stored: Stored
) -> None:
    token = someone.page.fields["token"][0]
    parts = {"token": token, "page": "p1", "q-long": "\\ud800", "go": "next"}
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    )
    kind = "multipart/form-data; boundary=x; charset=raw_unicode_escape"
    assert someone.post_body(f"{body}--x--\r\n".encode(), kind).status == 303
    assert stored()[0].answers == {"long": "\\ud800"}


def test_fields_nobody_asked_for_are_not_looked_at(someone: Respondent, stored: Stored) -> None:
    extra = {f"q-{i}": "x" for i in range(1000)} | {"submission_id": "x", "q-nps-x": "1", "__proto__": "x"}
    assert someone.send({"q-nps": "9", **extra}).status == 303
    assert stored()[0].answers == {"nps": 9}


@pytest.mark.parametrize("name", ["page", "lang", "lang-to", "asked", "go"])
@pytest.mark.parametrize("value", ["\x00", "x" * 5000, "../../etc", "\ufffd", ["a", "b"], "-"])
def test_our_own_fields_may_hold_anything(someone: Respondent, name: str, value: Any) -> None:
    assert someone.send({"q-nps": "9"}, **{name: value}).status < 500


@pytest.mark.parametrize(
    "query", ["%00=%00", "lang=%ff", "a=" + "b" * 20_000, "&" * 5000, "channel=%00", "=", "%"]
)
def test_any_address_shows_the_page(someone: Respondent, query: str) -> None:
    assert someone.get(f"/s/ours/?{query}").status == 200


@pytest.mark.parametrize(
    "path", ["/s/%00/", "/s/ours%00/", "/s/%ff/", "/s/" + "x" * 500 + "/", "/s//", "/s/"]
)
def test_an_impossible_code_is_unknown(someone: Respondent, path: str) -> None:
    assert someone.get(path).status == 404


def test_a_script_in_an_answer_stays_text(someone: Respondent) -> None:
    html = someone.send({"q-short": '"><script>', "q-long": "</textarea><script>"}).html
    assert "<script>" not in html


def test_the_urlencoded_form_of_a_browser_is_what_we_tested(someone: Respondent, stored: Stored) -> None:
    body = urlencode({"token": someone.page.fields["token"][0], "page": "p1", "q-long": "è 😀"}).encode()
    assert someone.post_body(body, "application/x-www-form-urlencoded; charset=UTF-8").status == 303
    assert stored()[0].answers == {"long": "è 😀"}
