"""Answers of every type, as people read them and as files hold them."""

from __future__ import annotations

from typing import Any

import pytest

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.services import create_survey, publish_survey
from tests.portal.answers import give
from tests.portal.reading import words
from tests.portal.test_response_pages import rows_of
from tests.responses.public.test_types import ALL, STORED

pytestmark = pytest.mark.django_db
STORE = {"type": "hidden", "name": "store", "from": "param:store"}


@pytest.fixture
def varied(in_acme: Any) -> Survey:
    """A survey with every type besides scores and texts, published, answered once."""
    document = {"title": "Varied", "language": "en", "pages": [{"name": "p", "elements": [*ALL, STORE]}]}
    survey = create_survey(document, actor=SYSTEM, code="varied")
    publish_survey(survey, actor=SYSTEM)
    return survey


def test_answers_are_read_in_words(varied: Survey, viewer: Any) -> None:
    [response] = give([{**STORED, "store": "Rome"}], survey="varied")
    text = words(viewer.get(f"/responses/{response.pk}/"))
    said = [
        "country Country c",
        "again No",
        "stars 4",
        "faces 0",
        "warm 0.3",
        "image Old \N{EN DASH} New: 7",
        "place sea",
        "places sea, hill",
        "phone +39 055 123",
        "site https://example.com",
        "hour 14:30",
        "store Rome",
    ]
    assert [words for words in said if words not in text] == []


def test_the_list_shows_such_a_response(varied: Survey, viewer: Any) -> None:
    [response] = give([STORED], survey="varied")
    assert [line.response.pk for line in viewer.get("/responses/?survey=varied").context["lines"]] == [
        response.pk
    ]


def test_a_file_has_their_values_and_a_column_for_each_row(varied: Survey, viewer: Any) -> None:
    give([{**STORED, "store": "Rome"}], survey="varied")
    heading, row = rows_of(viewer.get("/responses/export.csv?survey=varied"))
    assert dict(zip(heading[14:], row[14:], strict=True)) == {
        "country": "c",
        "again": "0",
        "stars": "4",
        "faces": "0",
        "warm": "0.3",
        "image: Old \N{EN DASH} New": "7",
        "image: Cold \N{EN DASH} Warm": "",
        "place": "sea",
        "places": "sea; hill",
        "phone": "'+39 055 123",
        "site": "https://example.com",
        "hour": "14:30",
        "store": "Rome",
    }


def test_a_survey_says_what_it_asks(varied: Survey, viewer: Any) -> None:
    text = words(viewer.get(f"/surveys/{varied.uid}/"))
    kinds = [
        "One choice from a list",
        "Yes or no",
        "Slider",
        "Opposites",
        "Choice of pictures",
        "Hidden field",
    ]
    assert [kind for kind in kinds if kind not in text] == []
