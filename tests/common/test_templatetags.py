from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from apps.common.templatetags.cx import (
    ABSENT,
    MINUS,
    ago,
    among,
    figure,
    lookup,
    percent,
    relative,
    same_text,
    share,
    signed,
    through,
)

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "digits", "english", "italian"),
    [
        (45, 1, "45.0", "45,0"),
        (12840, None, "12,840", "12.840"),
        (7.77, None, "7.8", "7,8"),
        (-12.34, 1, f"{MINUS}12.3", f"{MINUS}12,3"),
        (-0.04, 1, "0.0", "0,0"),
        (Decimal("5.33"), 2, "5.33", "5,33"),
        (None, 1, ABSENT, ABSENT),
        ("", 1, ABSENT, ABSENT),
    ],
)
def test_a_figure_is_written_in_the_readers_locale(
    value: float | None, digits: int | None, english: str, italian: str
) -> None:
    with override("en"):
        assert figure(value, digits) == english
    with override("it"):
        assert figure(value, digits) == italian


def test_a_signed_figure_always_shows_its_sign_but_zero_has_none() -> None:
    with override("en"):
        assert [signed(value, 1) for value in (20, -20, 0, 0.04, None)] == [
            "+20.0",
            f"{MINUS}20.0",
            "0.0",
            "0.0",
            ABSENT,
        ]


def test_a_percentage_and_a_share_are_written_alike() -> None:
    with override("it"):
        assert (percent(56.25), share(0.5625), share(None)) == ("56,3%", "56,3%", ABSENT)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1, hours=23), "1 day ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "24 Feb 2026"),
        (timedelta(hours=-1), "10 Mar 2026"),
    ],
)
def test_a_time_is_told_by_its_distance_within_two_weeks(before: timedelta, words: str) -> None:
    with override("en"):
        assert relative(NOON - before, NOON) == words


def test_a_relative_time_carries_the_exact_one() -> None:
    with override("en"):
        html = ago(datetime(2020, 2, 1, 8, 30, tzinfo=UTC))
    assert 'datetime="2020-02-01T' in html
    assert 'title="1 Feb 2020, ' in html
    assert html.endswith(">1 Feb 2020</time>")


def test_a_scale_includes_both_ends() -> None:
    assert list(through(0, 10)) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_posted_value_and_a_stored_one_choose_the_same_option() -> None:
    assert [same_text(value, 7) for value in ("7", 7, None, "", "70")] == [True, True, False, False, False]
    assert [among("price", values) for values in (["price"], "price", "pricey", None)] == [
        True,
        True,
        False,
        False,
    ]
    assert (lookup({"staff": 9}, "staff"), lookup(None, "staff"), lookup("text", "staff")) == (9, None, None)


def test_the_filters_work_in_a_template() -> None:
    template = Template(
        "{% load cx %}{{ score|signed:1 }} {{ n|figure }} {% for p in 1|through:3 %}{{ p }}{% endfor %}"
    )
    with override("it"):
        assert template.render(Context({"score": 45, "n": 1204})) == "+45,0 1.204 123"
