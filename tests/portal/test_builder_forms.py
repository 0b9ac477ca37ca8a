"""What is typed into the builder's fields, as the document takes it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from apps.portal.builder.expressions import expression_form, posted
from apps.portal.builder.items import fresh_identity, lines
from apps.portal.builder.places import Place, page_of, value_at
from apps.portal.builder.problems import place_and_setting
from apps.portal.builder.richtext import as_html, as_typed
from apps.surveys.editing import EditRefused

DOCUMENT = {
    "title": {"en": "Ours"},
    "language": "en",
    "endings": [{"name": "out", "title": {"en": "Sorry"}}],
    "pages": [
        {"name": "why", "elements": []},
        {
            "name": "p2",
            "next": [{"to": "ending:out"}],
            "elements": [
                {"type": "paneldynamic", "name": "visit", "elements": [{"type": "text", "name": "where"}]},
                {"type": "comment", "name": "why"},
            ],
        },
    ],
}


@pytest.mark.parametrize("key", ["survey", "page:why", "why", "visit.where", "ending:out"])
def test_a_place_is_its_own_address(key: str) -> None:
    place = Place.of(key)
    assert place.key == key
    assert value_at(DOCUMENT, place) is not None


def test_a_page_and_a_question_of_one_name_are_two_places() -> None:
    assert page_of(DOCUMENT, Place.of("why")) == DOCUMENT["pages"][1]
    assert page_of(DOCUMENT, Place.of("page:why")) == DOCUMENT["pages"][0]
    assert Place.of("why").dom_id != Place.of("page:why").dom_id


@pytest.mark.parametrize(
    ("pointer", "place", "setting"),
    [
        ("/pages/1/elements/1/title/it", "why", "title"),
        ("/pages/1/elements/0/elements/0/inputType", "visit.where", "inputType"),
        ("/pages/1/next/0/to", "page:p2", "next/0/to"),
        ("/endings/0/title", "ending:out", "title"),
        ("/privacy/en", "survey", "privacy"),
        ("/pages/9", "survey", "pages"),
    ],
)
def test_a_fault_is_led_to_its_field(pointer: str, place: str, setting: str) -> None:
    assert place_and_setting(DOCUMENT, pointer) == (Place.of(place), setting)


def test_words_become_names() -> None:
    assert fresh_identity("Prezzi e città", set()) == "prezzi_e_citta"
    assert fresh_identity("Yes", {"yes", "yes2"}) == "yes3"
    assert fresh_identity("2 weeks", set()) == "item_2_weeks"
    assert fresh_identity("価格", set()) == "item1"
    assert fresh_identity("…", {"item1"}) == "item2"


def test_a_pasted_list_loses_its_bullets() -> None:
    assert lines("- The bill\n\n  2. The staff \n• 3 days\n10 days") == [
        "The bill",
        "The staff",
        "3 days",
        "10 days",
    ]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One.\n\nTwo & **bold**\nline", "<p>One.</p><p>Two &amp; <strong>bold</strong><br>line</p>"),
        ("*Soon*", "<p><em>Soon</em></p>"),
        ("", ""),
    ],
)
def test_plain_words_become_paragraphs_and_come_back(typed: str, html: str) -> None:
    assert as_html(typed) == html
    assert as_typed(html) == typed


def test_other_markup_is_shown_and_kept_as_it_is() -> None:
    markup = '<p>See <a href="https://a.example">us</a></p>'
    assert as_typed(markup) == markup
    assert as_html(markup) == markup


def test_a_calculated_value_is_put_together_of_questions_and_numbers() -> None:
    form = QueryDict(
        "function=sum&subject=question:a&number=&subject=calculated:b&number=&subject=&number=2,5&subject=&number="
    )
    assert posted(form) == {"sum": [{"question": "a"}, {"calculated": "b"}, 2.5]}
    assert posted(QueryDict("function=&subject=question:a&number=")) == {"question": "a"}
    assert posted(QueryDict("function=sum&subject=&number=")) == 0
    drawn = expression_form({"sum": [{"question": "a"}, 2]}, [])
    assert drawn.parts == [("question:a", ""), ("", "2"), ("", "")]
    assert [key for key, _words, is_chosen in drawn.functions if is_chosen] == ["sum"]


def test_what_needs_more_than_one_step_is_written_as_json() -> None:
    nested = {"divide": [{"sum": [{"question": "a"}, 1]}, 2]}
    assert expression_form(nested, []).written == '{"divide": [{"sum": [{"question": "a"}, 1]}, 2]}'
    assert posted(QueryDict("written=%7B%22sum%22:[1]%7D")) == {"sum": [1]}
    with pytest.raises(EditRefused):
        posted(QueryDict("written=%7B"))
