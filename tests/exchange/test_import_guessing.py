from __future__ import annotations

from typing import Any

import pytest

from apps.exchange.imports.guessing import propose
from tests.exchange.tables import csv_bytes, looked_at


def proposal(name: str, *values: str) -> dict[str, Any]:
    """What is proposed for one column, a hundred rows long."""
    cells = [[values[i % len(values)]] for i in range(100)]
    return {k: v for k, v in propose(looked_at(csv_bytes([name], *cells))).items() if v}


def score(name: str, *values: str) -> dict[str, Any]:
    [found] = proposal(name, *values)["scores"]
    return {key: value for key, value in found.items() if key != "column"}


def numbers(*values: int) -> list[str]:
    return [str(value) for value in values]


def test_small_whole_numbers_are_a_touchpoints_score_on_the_scale_they_fill() -> None:
    assert score("Seat comfort", *numbers(1, 2, 5)) == {
        "metric": "touchpoint",
        "touchpoint": "seat-comfort",
        "min": 1,
        "max": 5,
    }


def test_0_on_a_scale_of_five_means_no_answer() -> None:
    assert score("Food", *numbers(0, 1, 4)) == {
        "metric": "touchpoint",
        "touchpoint": "food",
        "min": 1,
        "max": 5,
        "missing": [0],
    }


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("Would you recommend us?", numbers(0, 7, 10), ("nps", 0, 10)),
        ("Overall satisfaction", numbers(1, 7), ("csat", 1, 7)),
        ("Rating", numbers(1, 5), ("csat", 1, 5)),
        ("Recommended IND", numbers(0, 1), ("csat", 0, 1)),
        ("Effort", numbers(1, 4, 7), ("ces", 1, 7)),
        ("Effort", numbers(1, 4, 9), ("touchpoint", 0, 10)),
        ("Desk", ["1.0", "3,0"], ("touchpoint", 1, 3)),
    ],
)
def test_the_name_tells_the_metric(name: str, values: list[str], expected: tuple[str, int, int]) -> None:
    found = score(name, *values)
    assert (found["metric"], found["min"], found["max"]) == expected


def test_two_words_of_satisfaction_are_a_score_of_two_points() -> None:
    found = score("satisfaction", "satisfied", "neutral or dissatisfied")
    assert found["values"] == {"satisfied": 1, "neutral or dissatisfied": 0}


@pytest.mark.parametrize("name", ["Age", "Delay in minutes", "Positive Feedback Count"])
def test_counts_and_ages_are_no_scores(name: str) -> None:
    assert "scores" not in proposal(name, *numbers(1, 2, 3))


def test_few_words_are_a_dimension() -> None:
    assert proposal("Type of Travel", "Business", "Personal") == {
        "dimensions": {"type_of_travel": "Type of Travel"}
    }


def test_long_and_different_words_are_a_text() -> None:
    assert proposal("Review", *(f"{i} was the number of things I liked" for i in range(100))) == {
        "texts": ["Review"]
    }


def test_one_number_a_row_is_its_id_and_days_are_the_date() -> None:
    assert proposal("Response ID", *numbers(*range(100))) == {"id": "Response ID"}
    assert proposal("when", "2026-03-01", "2026-03-02") == {"date": {"column": "when"}}


def test_an_empty_column_is_nothing() -> None:
    assert proposal("notes", "NA", "-") == {}
