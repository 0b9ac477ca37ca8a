"""The public page as a browser without JavaScript and without cookies meets it."""

from __future__ import annotations

from typing import Any

import pytest

from apps.responses.models import Response
from tests.responses.respondent import Respondent
from tests.surveys.examples import published_relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]


@pytest.fixture(autouse=True)
def _in_no_hurry(settings: Any) -> None:
    settings.PAGE_LEAST_SECONDS = 0


def test_answers_travel_over_two_pages_and_are_stored_once() -> None:
    published_relationship()
    someone = Respondent("acme", "relation").open()
    page = someone.send({"q-recommend": "9"})
    assert page.status == 200
    assert page.fields["q-recommend"] == ["9"]
    done = someone.send({"q-counter": "4"})
    assert (done.status, done.location) == (303, "/s/relation/thanks/?lang=en")
    [response] = Response.objects.all()
    assert response.answers == {"recommend": 9, "counter": 4}
