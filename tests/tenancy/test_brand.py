from __future__ import annotations

import random

import pytest

from apps.tenancy.brand import brand_css_url, contrast, text_on
from tests.people import HOSTS, visit


@pytest.mark.parametrize(
    ("colour", "text"),
    [
        ("#000000", "#ffffff"),
        ("#ffffff", "#000000"),
        ("#ffcc00", "#000000"),
        ("#0b5c6b", "#ffffff"),
        ("#777777", "#000000"),
    ],
)
def test_the_text_on_a_colour_is_white_where_it_can_be_read(colour: str, text: str) -> None:
    assert text_on(colour) == text


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_every_colour_has_readable_text() -> None:
    colours = [f"#{random.randrange(1 << 24):06x}" for _ in range(2000)]
    assert min(contrast(colour, text_on(colour)) for colour in colours) >= 4.5


@pytest.mark.django_db
@pytest.mark.parametrize("host", HOSTS)
def test_the_sheet_is_the_same_on_every_host_and_kept_for_ever(host: str) -> None:
    answer = visit(host).get(brand_css_url("#ffcc00"))
    assert answer.content == b":root{--brand:#ffcc00;--brand-text:#000000}\n"
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_a_sheet_of_another_build_is_not_kept() -> None:
    answer = visit("acme").get("/brand-ffcc0000000000.css")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    assert visit("acme").get("/brand-ffcc00.css").status_code == 404
