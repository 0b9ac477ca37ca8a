import math

import pytest

from apps.surveys.logic import Subject
from tests.surveys.questionnaires import element_problems, one, refusal


def test_space_around_a_text_is_dropped():
    assert one(type="text").judge("  Rome \r\n") == "Rome"


@pytest.mark.parametrize("raw", ["", "   ", "\n"])
def test_a_blank_text_is_no_answer(raw):
    assert one(type="text").judge(raw) is None


@pytest.mark.parametrize("raw", [5, True, ["a"], {"a": 1}])
def test_anything_but_a_text_is_refused(raw):
    assert refusal(one(type="text"), raw) == "type"


@pytest.mark.parametrize("raw", ["a\0b", "\ud83d", "x\udfff"])
def test_a_text_that_cannot_be_stored_is_refused(raw):
    assert refusal(one(type="text"), raw) == "unstorable"


def test_a_text_may_not_be_longer_than_said():
    question = one(type="text", maxLength=3)
    assert question.judge("abc") == "abc"
    assert refusal(question, "abcd") == "too_long"


def test_a_text_without_a_limit_has_one_of_1000():
    assert refusal(one(type="text"), "x" * 1001) == "too_long"


@pytest.mark.parametrize("raw", ["ada@example.com", "a.b+c@sub.example.co", "x@xn--bcher-kva.example"])
def test_an_address_is_an_email_answer(raw):
    assert one(type="text", inputType="email").judge(raw) == raw


@pytest.mark.parametrize(
    "raw",
    [
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "a b@example.com",
        "a@b@example.com",
        "a@-x.com",
        "a..b@example.com",
        "a@example.com\nBcc: x@y.zz",
        "x" * 65 + "@example.com",
    ],
)
def test_other_texts_are_no_address(raw):
    assert refusal(one(type="text", inputType="email"), raw) == "email"


@pytest.mark.parametrize(("raw", "stored"), [(3, 3), (3.5, 3.5), (3.0, 3), (-2, -2), (0, 0)])
def test_a_number_is_stored_as_a_number(raw, stored):
    answer = one(type="text", inputType="number").judge(raw)
    assert (answer, type(answer)) == (stored, type(stored))


@pytest.mark.parametrize("raw", ["3", True, "٣", [3], ""])
def test_a_number_is_not_a_text(raw):
    assert refusal(one(type="text", inputType="number"), raw) == "type"


@pytest.mark.parametrize("raw", [10**30, -(10**400), 1e300, math.inf, -math.inf, math.nan])
def test_a_number_beyond_all_bounds_is_refused(raw):
    assert refusal(one(type="text", inputType="number"), raw) == "range"


def test_a_number_stays_between_its_bounds():
    question = one(type="text", inputType="number", min=0, max=120)
    assert [question.judge(raw) for raw in (0, 120)] == [0, 120]
    assert [refusal(question, raw) for raw in (-1, 121)] == ["range", "range"]


@pytest.mark.parametrize("raw", ["2026-02-28", "2024-02-29"])
def test_an_iso_date_is_an_answer(raw):
    assert one(type="text", inputType="date").judge(raw) == raw


@pytest.mark.parametrize(
    "raw", ["2026-02-30", "28.2.2026", "20260228", "2026-2-8", "٢٠٢٦-٠٢-٢٨", "2026-02-28T10:00"]
)
def test_other_texts_are_no_date(raw):
    assert refusal(one(type="text", inputType="date"), raw) == "date"


def test_a_date_stays_between_its_bounds():
    question = one(type="text", inputType="date", min="2026-01-01", max="2026-12-31")
    assert question.judge("2026-06-30") == "2026-06-30"
    assert [refusal(question, raw) for raw in ("2025-12-31", "2027-01-01")] == ["range", "range"]


def test_conditions_know_what_kind_of_text_it_is():
    kinds = {
        kind: one(type="text", inputType=kind).subjects()["q"] for kind in ("text", "email", "number", "date")
    }
    assert kinds == {
        "text": Subject("text"),
        "email": Subject("text"),
        "number": Subject("number"),
        "date": Subject("date"),
    }


def test_dates_and_numbers_read_as_in_the_reader_s_language():
    assert one(type="text", inputType="number").display(3.5, "it") == "3,5"
    assert one(type="text", inputType="date").display("2026-03-01", "it") == "1/3/2026"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"inputType": "color"}, {"/inputType": "choice"}),
        ({"inputType": "number", "min": 5, "max": 1}, {"/max": "range"}),
        ({"inputType": "number", "min": "5"}, {"/min": "type"}),
        ({"inputType": "date", "max": "soon"}, {"/max": "type"}),
        ({"inputType": "text", "min": 1}, {"/min": "unknown"}),
        ({"inputType": "number", "maxLength": 3}, {"/maxLength": "unknown"}),
        ({"maxLength": 0}, {"/maxLength": "range"}),
    ],
)
def test_settings_that_do_not_fit_are_problems(settings, found):
    assert element_problems(type="text", **settings) == found


@pytest.mark.parametrize("raw", ["+39 055 123456", "(02) 123-456", " 112 ", "0044.20.7946"])
def test_a_phone_number_is_kept_as_it_was_typed(raw):
    assert one(type="text", inputType="tel").judge(raw) == raw.strip()


@pytest.mark.parametrize("raw", ["call me", "055 123 int. 4", "--", "12", "1" * 41])
def test_what_nobody_can_dial_is_no_phone_number(raw):
    assert refusal(one(type="text", inputType="tel"), raw) in ("phone", "too_long")


@pytest.mark.parametrize(
    "raw", ["https://example.com", "http://example.com:8080/a?b=c#d", "https://ex\u00e4mple.it/\u00e0"]
)
def test_a_web_address_is_taken(raw):
    assert one(type="text", inputType="url").judge(raw) == raw


@pytest.mark.parametrize(
    "raw", ["example.com", "ftp://example.com", "javascript:alert(1)", "https://", "https://a b"]
)
def test_other_addresses_are_refused(raw):
    assert refusal(one(type="text", inputType="url"), raw) == "url"


@pytest.mark.parametrize("raw", ["00:00", "09:05", "23:59"])
def test_a_time_of_day_is_taken(raw):
    assert one(type="text", inputType="time").judge(raw) == raw


@pytest.mark.parametrize(
    ("raw", "code"), [("24:00", "time"), ("9:05", "time"), ("09:60", "time"), (905, "type")]
)
def test_other_times_are_refused(raw, code):
    assert refusal(one(type="text", inputType="time"), raw) == code


def test_a_time_may_be_bounded():
    question = one(type="text", inputType="time", min="09:00", max="18:30")
    assert question.judge("18:30") == "18:30"
    assert refusal(question, "08:59") == "range"
    assert element_problems(type="text", inputType="time", min="9") == {"/min": "type"}


def test_a_time_reads_as_it_is_written():
    assert one(type="text", inputType="time").display("14:30", "it") == "14:30"


def test_to_conditions_phone_numbers_addresses_and_times_are_texts():
    for kind in ("tel", "url", "time"):
        assert one(type="text", inputType=kind).subjects() == {"q": Subject("text")}
