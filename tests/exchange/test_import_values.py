from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from apps.exchange.imports.dates import DateReader, OrderEvidence, format_of
from apps.exchange.imports.problems import Problem
from apps.exchange.imports.values import ScoreReader, key_of, number_in

FIVE = ScoreReader("desk", (1, 5), frozenset({"0", "keine angabe"}))
WORDS = ScoreReader("happy", (0, 1), values={"satisfied": 1, "not satisfied": 0, "none": 0})


@pytest.mark.parametrize(
    ("cell", "score"),
    [("5", 5), (" 5 ", 5), ("5.0", 5), ("5,0", 5), ("5.000", 5), ("+5", 5), ("\u00a05\u00a0", 5), ("1", 1)],
)
def test_whole_numbers_are_scores_however_they_are_written(cell: str, score: int) -> None:
    assert FIVE.read(cell) == score


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "NA", "n/a", "N.A.", "#N/A", "NaN", "null", "None", "\u2013", "0", "0.0", "0,00"]
)
def test_a_missing_value_is_no_answer(cell: str) -> None:
    assert FIVE.read(cell) is None


def test_a_text_may_stand_for_no_answer_whatever_its_case_and_spaces() -> None:
    assert FIVE.read("  Keine   Angabe ") is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("7,5", "not_whole"),
        ("4.5", "not_whole"),
        ("1.234", "not_whole"),
        ("6", "out_of_range"),
        ("-1", "out_of_range"),
        ("1 234", "out_of_range"),
        ("1,234.00", "out_of_range"),
        ("1.234,00", "out_of_range"),
        ("good", "not_a_number"),
        ("5/10", "not_a_number"),
        ("\u0665", "not_a_number"),
        ("1_0", "not_a_number"),
        ("1e0", "not_a_number"),
        ("=1+1", "not_a_number"),
        ("9" * 5000, "out_of_range"),
    ],
)
def test_an_impossible_value_is_a_problem_of_its_cell(cell: str, code: str) -> None:
    found = FIVE.read(cell)
    assert isinstance(found, Problem)
    assert (found.column, found.code, found.value) == ("desk", code, cell)


def test_a_problem_is_said_in_words() -> None:
    assert str(FIVE.read("6")) == "6 is outside the scale of 1 to 5."
    assert str(FIVE.read("7,5")) == "“7,5” is not a whole number."
    assert str(FIVE.read("x" * 200)) == f"“{'x' * 79}…” is not a number."


@pytest.mark.parametrize(("cell", "score"), [("Satisfied", 1), (" not  satisfied", 0), ("none", 0), ("1", 1)])
def test_texts_of_the_mapping_have_their_numbers(cell: str, score: int) -> None:
    assert WORDS.read(cell) == score


def test_a_text_the_mapping_does_not_know_is_a_problem() -> None:
    found = WORDS.read("so so")
    assert isinstance(found, Problem)
    assert found.code == "unknown_text"


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1'234,5", "1234.5"), ("1 234 567", "1234567"), ("1,234,567.8", "1234567.8"), ("-0,5", "-0.5")],
)
def test_thousands_and_decimals_are_told_apart(cell: str, number: str) -> None:
    assert number_in(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["1,23,4", "1.2.3", "", "1,", ",5", "12 34", "--1"])
def test_what_only_looks_like_a_number_is_none(cell: str) -> None:
    assert number_in(cell) is None


def test_values_are_compared_as_numbers_where_they_are_numbers() -> None:
    assert key_of(0) == key_of("0.0") == key_of(" 0,00 ") == "0"
    assert key_of(10) == "10"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-03-01", datetime(2026, 3, 1, 12)),
        ("2026-03-01 09:30", datetime(2026, 3, 1, 9, 30)),
        ("2026-03-01T09:30:15", datetime(2026, 3, 1, 9, 30, 15)),
        ("2026/3/1", datetime(2026, 3, 1, 12)),
        ("01/03/2026", datetime(2026, 3, 1, 12)),
        ("1.3.2026", datetime(2026, 3, 1, 12)),
        ("01-03-2026 18:05", datetime(2026, 3, 1, 18, 5)),
        ("01/03/2026, 6:05 PM", datetime(2026, 3, 1, 18, 5)),
    ],
)
def test_dates_are_read_day_first_unless_they_say_otherwise(cell: str, moment: datetime) -> None:
    assert DateReader("day first").read(cell) == moment


def test_an_offset_is_kept() -> None:
    two = timezone(timedelta(hours=2))
    assert DateReader().read("2026-03-01T09:30:00+02:00") == datetime(2026, 3, 1, 9, 30, tzinfo=two)


def test_months_may_come_first() -> None:
    assert DateReader("month first").read("03/14/2026") == datetime(2026, 3, 14, 12)


@pytest.mark.parametrize(
    "cell", ["2026-02-30", "31/02/2026", "tomorrow", "01/03/26", "1", "", "2026-03-01T25:00", "9" * 100]
)
def test_what_is_no_date_is_none(cell: str) -> None:
    assert DateReader("day first").read(cell) is None


@pytest.mark.parametrize(
    ("cells", "order", "is_ambiguous"),
    [
        (["2026-03-01", ""], "iso", False),
        (["13/03/2026", "01/02/2026"], "day first", False),
        (["03/13/2026", "01/02/2026"], "month first", False),
        (["01/02/2026", "03/04/2026"], "day first", True),
        (["01/01/2026", "NA"], "iso", False),
    ],
)
def test_the_whole_column_tells_the_order(cells: list[str], order: str, is_ambiguous: bool) -> None:
    evidence = OrderEvidence.of(cells)
    assert (evidence.order, evidence.is_ambiguous) == (order, is_ambiguous)


@pytest.mark.parametrize(
    ("spelled", "pattern"),
    [("DD/MM/YYYY", "%d/%m/%Y"), ("YYYY-MM-DD HH:mm:ss", "%Y-%m-%d %H:%M:%S"), ("%d.%m.%y", "%d.%m.%y")],
)
def test_a_format_is_spelled_either_way(spelled: str, pattern: str) -> None:
    assert format_of(spelled) == pattern


@pytest.mark.parametrize("spelled", ["dd/mm", "%Q", "hello", "%H:%M", "%"])
def test_a_format_that_names_no_day_is_refused(spelled: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        format_of(spelled)


def test_a_format_is_followed_and_a_workbooks_own_dates_pass_all_the_same() -> None:
    reader = DateReader(pattern="%m/%d/%Y")
    assert reader.read("03/04/2026") == datetime(2026, 3, 4, 12)
    assert reader.read("2026-03-04") == datetime(2026, 3, 4, 12)
    assert reader.read("14/03/2026") is None


def test_a_format_with_a_time_keeps_it() -> None:
    assert DateReader(pattern="%d/%m/%Y %H:%M").read("04/03/2026 00:15") == datetime(2026, 3, 4, 0, 15)
