"""The public page as a browser without JavaScript and without cookies meets it."""

from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.responses.models import Response
from tests.responses.respondent import Respondent
from tests.surveys.examples import published_relationship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_no_hurry(settings: Any) -> None:
    settings.PAGE_LEAST_SECONDS = 0


@pytest.fixture(autouse=True)
def _published(acme: Any) -> None:
    with tenant_context(acme):
        published_relationship()


def stored(acme: Any) -> list[Response]:
    with tenant_context(acme):
        return list(Response.objects.all())


def test_answers_travel_over_two_pages_and_are_stored_once(acme: Any) -> None:
    someone = Respondent("acme", "relation").open()
    page = someone.send({"q-recommend": "9"})
    assert page.status == 200
    assert page.fields["q-recommend"] == ["9"]
    done = someone.send({"q-counter": "4"})
    assert (done.status, done.location) == (303, "/s/relation/thanks/?lang=en")
    [response] = stored(acme)
    assert response.answers == {"recommend": 9, "counter": 4}
