"""Who is not the person a survey is for: kept and shown, apart from complete responses, and never scored."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.kpis.models import Score
from apps.responses.selectors import collecting
from apps.surveys.services import create_survey, publish_survey
from tests.api.calls import caller
from tests.portal.answers import give
from tests.portal.reading import words
from tests.portal.test_response_pages import rows_of

pytestmark = pytest.mark.django_db

YOUNG = {"if": {"question": "age", "op": "<", "value": 18}, "to": "ending:young"}
DOCUMENT = {
    "title": {"en": "Adults"},
    "language": "en",
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "nps", "name": "recommend", "title": {"en": "Recommend?"}},
                {"type": "text", "name": "age", "inputType": "number", "title": {"en": "Age"}},
            ],
            "next": [YOUNG],
        },
        {"name": "p2", "elements": [{"type": "comment", "name": "why", "title": {"en": "Why?"}}]},
    ],
    "endings": [{"name": "young", "title": {"en": "Come back later"}, "isScreenOut": True}],
}


@pytest.fixture
def adults(in_acme: Any) -> Any:
    survey = create_survey(DOCUMENT, actor=SYSTEM, code="adults")
    publish_survey(survey, actor=SYSTEM)
    return survey


@pytest.fixture
def pair(adults: Any) -> list[Any]:
    """A child and an adult."""
    child = {"recommend": 0, "age": 9, "why": "Boring"}
    return give([child, {"recommend": 9, "age": 40, "why": "Lovely"}], survey="adults")


@pytest.mark.usefixtures("pair")
def test_it_has_no_score_and_counts_apart(adults: Any, viewer: Any, acme: Any) -> None:
    with tenant_context(acme):
        assert [score.value for score in Score.objects.all()] == [9]
        assert sum(n for _day, n in collecting(timezone.now().date()).days) == 1
    counts = words(viewer.get(f"/surveys/{adults.uid}/"))
    assert "Counted 1 response" in counts
    assert "Screened out 1 Tests 0" in counts
    assert "0 test responses, 1 screened out, 0 erased responses" in words(viewer.get("/kpis/nps/"))


def test_its_page_says_why_and_where_it_ended(pair: list[Any], viewer: Any) -> None:
    assert "screened out, does not count" in words(viewer.get("/responses/"))
    text = words(viewer.get(f"/responses/{pair[0].pk}/"))
    assert "None: who is screened out never counts." in text
    assert "Ending Come back later" in text
    assert "Why? was not shown" in text
    assert "screened out" not in words(viewer.get(f"/responses/{pair[1].pk}/"))


@pytest.mark.usefixtures("pair")
def test_a_file_says_so(viewer: Any) -> None:
    heading, *rows = rows_of(viewer.get("/responses/export.csv?survey=adults"))
    places = [heading.index("Ending"), heading.index("Screened out")]
    assert sorted([row[i] for i in places] for row in rows) == [["", "0"], ["young", "1"]]


@pytest.mark.usefixtures("pair")
def test_other_programs_are_told() -> None:
    listed = caller("acme", "read").get("responses/").json()["results"]
    told = sorted((one["ending"], one["is_screened_out"], one["ignored"]) for one in listed)
    assert told == [("", False, []), ("young", True, ["why"])]
