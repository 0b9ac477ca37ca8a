"""Lists typed or pasted, and written out again."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.editing.lists import (
    choices_text,
    pairs_text,
    parse_choices,
    parse_pairs,
    parse_rows,
    rows_text,
)
from apps.surveys.questionnaire.document import read_draft
from tests.surveys.questionnaires import document

CITIES: list[dict[str, Any]] = [
    {"value": 1, "text": {"en": "Rome", "it": "Roma"}, "isFixed": True},
    {"value": "mi", "text": {"en": "Milan"}},
    {"value": "none"},
]


def test_every_line_is_a_choice_with_a_value_of_its_own() -> None:
    assert parse_choices("Prices and bills\n\n  Shop  staff \nPrices and bills\n中文") == [
        {"value": "prices_and_bills", "text": {"en": "Prices and bills"}},
        {"value": "shop_staff", "text": {"en": "Shop staff"}},
        {"value": "item1", "text": {"en": "中文"}},
    ]


def test_values_may_be_given_with_a_bar_or_from_a_spreadsheet() -> None:
    expected = [{"value": 1, "text": {"en": "Very bad"}}, {"value": "x-2", "text": {"en": "Bad | poor"}}]
    assert parse_choices("1|Very bad\n x-2 | Bad")[0] == expected[0]
    assert parse_choices('1\tVery bad\r\nx-2\t"Bad | poor"\r\n') == expected
    assert parse_choices('1\t"Very\nbad"\n3\t') == [expected[0], {"value": 3}]


def test_a_value_given_twice_is_made_anew_and_a_line_given_twice_is_left_out() -> None:
    assert parse_choices("1 | Good\n1 | Bad\n1 | Good") == [
        {"value": 1, "text": {"en": "Good"}},
        {"value": "bad", "text": {"en": "Bad"}},
    ]


def test_bullets_and_numbers_of_a_list_are_left_out_but_not_numbers_that_say_something() -> None:
    assert [c["text"]["en"] for c in parse_choices("- One\n• Two")] == ["One", "Two"]
    assert [c["text"]["en"] for c in parse_choices("1. One\n2. Two")] == ["One", "Two"]
    assert [c["text"]["en"] for c in parse_choices("2. Liga\n1. Liga")] == ["2. Liga", "1. Liga"]


def test_choices_that_are_called_the_same_keep_their_value_and_all_else() -> None:
    assert parse_choices("none\nRome\nTurin", CITIES) == [
        CITIES[2],
        CITIES[0],
        {"value": "turin", "text": {"en": "Turin"}},
    ]
    assert parse_choices("Roma\nMilano", CITIES, "it") == [
        CITIES[0],
        {"value": "milano", "text": {"it": "Milano"}},
    ]


def test_a_value_given_again_takes_new_words_and_keeps_the_other_languages() -> None:
    assert parse_choices("1 | Rom\nmi | Mailand", CITIES, "de") == [
        {"value": 1, "text": {"en": "Rome", "it": "Roma", "de": "Rom"}, "isFixed": True},
        {"value": "mi", "text": {"en": "Milan", "de": "Mailand"}},
    ]


def test_a_new_choice_never_takes_the_value_an_old_one_had() -> None:
    old = [{"value": "rome", "text": {"en": "Roma"}}]
    assert parse_choices("Rome", old) == [{"value": "rome2", "text": {"en": "Rome"}}]


def test_rows_have_names_that_can_be_names() -> None:
    old = [{"name": "queue", "title": {"en": "The queue"}, "touchpoint": "counter"}]
    assert parse_rows("The queue\nlight | The light\n1 | One more", old) == [
        old[0],
        {"name": "light", "title": {"en": "The light"}},
        {"name": "one_more", "title": {"en": "One more"}},
    ]


def test_pairs_have_two_sides() -> None:
    pairs = parse_pairs("Slow | Fast\ncare | Cold | Warm")
    assert pairs == [
        {"name": "slow", "left": {"en": "Slow"}, "right": {"en": "Fast"}},
        {"name": "care", "left": {"en": "Cold"}, "right": {"en": "Warm"}},
    ]
    assert parse_pairs(pairs_text(pairs), pairs) == pairs


def test_a_list_is_written_plainly_where_that_is_enough() -> None:
    assert choices_text(CITIES) == "Rome\nMilan\nnone"
    assert (
        choices_text([*CITIES, {"value": "x", "text": {"en": "- or | else"}}]).splitlines()[-1]
        == "x | - or | else"
    )


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=12)
VALUES = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="|"), min_size=1, max_size=5
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(VALUES | st.integers(-5, 5), TEXTS), min_size=1, unique_by=lambda pair: str(pair[0]))
)
def test_any_choices_can_be_written_and_read_again(pairs: list[tuple[Any, str]]) -> None:
    element = {
        "type": "radiogroup",
        "name": "q",
        "choices": [{"value": value, "text": {"en": " ".join(text.split())}} for value, text in pairs],
    }
    choices = read_draft(document(element)).dump()["pages"][0]["elements"][0]["choices"]
    if all("|" not in text for _value, text in pairs):
        assert parse_choices(choices_text(choices), choices) == choices


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from(list('ab1\t\n|" -.\0\ud800\u2028é')), max_size=40))
def test_whatever_is_pasted_makes_choices_and_rows_that_are_taken(text: str) -> None:
    choices, rows, pairs = parse_choices(text, CITIES), parse_rows(text), parse_pairs(text)
    elements = [
        {"type": "radiogroup", "name": "a", "choices": choices},
        {"type": "matrix", "name": "b", "rows": rows},
        {"type": "matrix", "name": "c", "rows": [{"name": pair["name"]} for pair in pairs]},
    ]
    kept = [element for element in elements if element.get("choices") or element.get("rows")]
    read_draft(json.loads(json.dumps(document(*kept))))
    assert parse_rows(rows_text(rows), rows) == rows
