"""Earlier answers in texts: found, filled in, and never anything but text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.piping import Values, names_in, pipe, pipe_address, pipe_html, pipe_shown, references_of
from apps.surveys.questionnaire import load
from tests.surveys.questionnaires import document

SHOPS = [{"value": "roma", "text": {"en": "Rome", "it": "Roma"}}, {"value": "bari"}]
ELEMENTS = (
    {"type": "text", "name": "who"},
    {"type": "radiogroup", "name": "shop", "choices": SHOPS},
    {"type": "checkbox", "name": "seen", "choices": SHOPS},
    {"type": "text", "name": "day", "inputType": "date"},
    {"type": "matrix", "name": "steps", "rows": [{"name": "till"}, {"name": "shelf"}]},
    {"type": "html", "name": "word", "html": "<p>Hello {who}</p>"},
)
SCRIPT = "<script>alert('x')</script>"


def values(language: str = "en", **known: Any) -> Values:
    return Values(load(document(*ELEMENTS)), language, **known)


def test_references_are_found_once_and_in_their_order() -> None:
    text = "{who}, {steps.till} and {who}: {param:store}, {invitation:first_name}, {calculated:total}, {item}"
    wanted = ("who", "steps.till", "param:store", "invitation:first_name", "calculated:total", "item")
    assert names_in(text) == wanted
    assert names_in("{ who } {} {1} {a b} {{x:y}} {other:x} { }") == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{who} from {shop}", "Ann from Rome"),
        ("it", "{who} da {shop}", "Ann da Roma"),
        ("en", "{seen}", "Rome, bari"),
        ("en", "{day}", "31 Mar 2026"),
        ("en", "{steps.till}/{steps.shelf}.", "7/."),
        ("en", "{param:store} {param:none}!", "Ostia !"),
        ("en", "{invitation:first_name}", "Bea"),
        ("en", "{calculated:total} {calculated:mean}", "1200 3.33"),
        ("it", "{calculated:mean}", "3,33"),
        ("en", "{steps.roof} {nobody} {item}", "{steps.roof} {nobody} {item}"),
    ],
)
def test_what_is_known_is_put_in_missing_leaves_nothing_and_unknown_stays(
    language: str, text: str, expected: str
) -> None:
    known = values(
        language,
        answers={
            "who": "Ann",
            "shop": "roma",
            "seen": ["roma", "bari"],
            "day": "2026-03-31",
            "steps": {"till": 7},
        },
        params={"store": "Ostia"},
        invitation={"first_name": "Bea"},
        calculated={"total": 1200, "mean": 10 / 3},
    )
    assert pipe(text, known) == expected


def test_what_a_respondent_wrote_is_not_read_for_references() -> None:
    known = values(answers={"who": "{param:store}"}, params={"store": "{who}"})
    assert pipe("{who} {param:store}", known) == "{param:store} {who}"
    assert pipe_html("<p>{who}</p>", known) == "<p>{param:store}</p>"


def test_what_is_put_into_rich_text_is_text() -> None:
    known = values(answers={"who": SCRIPT}, params={"n": '"><img src=x onerror=alert(1)>'})
    html = pipe_html("<p>Hello <b>{who}</b> {param:n}</p>", known)
    assert isinstance(html, SafeString)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "evil", ["javascript:alert(1)", 'x" onclick="alert(1)', "//evil.example/", "a&b=c#d"]
)
def test_what_is_put_into_a_link_is_one_part_of_its_address(evil: str) -> None:
    known = values(params={"to": evil})
    whole = pipe_html('<a href="{param:to}">go</a>', known)
    part = pipe_html('<a href="https://shop.example/?s={param:to}">go</a>', known)
    for html in (whole, part):
        assert "javascript:" not in html
        assert "onclick=" not in html.replace("%20onclick%3D", "")
        assert 'href="//' not in html
        assert "&amp;b" not in html


@pytest.mark.parametrize("start", ["//", "https:", "HTTPS:/", "https://good.example.", "https://me@", " //"])
def test_the_host_of_a_link_in_a_rich_text_is_never_put_in(start: str) -> None:
    known = values(answers={"who": "evil.example"})
    html = pipe_html(f'<a href="{start}{{who}}/{{who}}" title="{{who}}">go</a>', known)
    assert 'title="evil.example"' in html
    assert f"{start.strip()}{{who}}/evil.example" in html
    assert html.count("evil.example") == 2


def test_a_link_that_writes_a_mail_takes_the_whole_address() -> None:
    html = pipe_html('<a href="mailto:{param:to}">go</a>', values(params={"to": "a@b.example"}))
    assert 'href="mailto:a%40b.example"' in html


def test_an_address_takes_values_percent_encoded_but_never_its_host() -> None:
    known = values(answers={"who": "Ann & Bob"}, params={"host": "evil.example", "n": "a/b\r\nX: y"})
    assert (
        pipe_address("https://shop.example/?who={who}", known) == "https://shop.example/?who=Ann%20%26%20Bob"
    )
    assert pipe_address("https://shop.example/{param:n}", known) == "https://shop.example/a%2Fb%0D%0AX%3A%20y"
    assert pipe_address("https://{param:host}/x", known) == "https://{param:host}/x"
    assert pipe_address("https://shop.example{param:host}/x", known) == "https://shop.example{param:host}/x"


def test_names_and_values_of_an_element_are_never_touched() -> None:
    shown = {
        "name": "{who}",
        "title": "Hi {who}",
        "html": mark_safe("<p>{who}</p>"),
        "choices": [{"value": "{who}", "text": "As {who}"}],
        "rate_min": 0,
    }
    assert pipe_shown(shown, values(answers={"who": "<i>"})) == {
        "name": "{who}",
        "title": "Hi <i>",
        "html": "<p>&lt;i&gt;</p>",
        "choices": [{"value": "{who}", "text": "As <i>"}],
        "rate_min": 0,
    }


def test_an_instance_of_a_panel_adds_texts_of_its_own() -> None:
    assert pipe("{item}: {panel.pet}", values().within({"item": "Rome", "panel.pet": "cat"})) == "Rome: cat"


def test_a_page_tells_what_its_texts_refer_to() -> None:
    page = load(
        document({"type": "text", "name": "a", "title": {"en": "{x}", "it": "{y}"}}, *ELEMENTS)
    ).pages[0]
    assert references_of(page) == {"x", "y", "who"}


WRITTEN = st.text(alphabet="<>\"'&{}=:/ ;#%abjx\n\u202e\u00e9", max_size=40)
RICH = '<p>{who} <a href="{who}">a</a> <a href="https://x.example/{who}?q={who}#{who}">b</a> <b lang="{who}">c</b></p>'


@settings(max_examples=60, deadline=None)
@given(WRITTEN)
def test_whatever_somebody_writes_adds_no_markup_and_no_other_address(written: str) -> None:
    tags: list[tuple[str, str]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append((tag, dict(attrs).get("href") or ""))

    Reader().feed(pipe_html(RICH, values(answers={"who": written})))
    assert [tag for tag, _href in tags] == ["p", "a", "a", "b"]
    (_a, whole), (_b, part) = tags[1:3]
    assert urlsplit(whole)[:2] == ("", "")
    assert urlsplit(part)[:2] == ("https", "x.example")
