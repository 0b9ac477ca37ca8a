from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response
from apps.surveys.models import Survey
from apps.surveys.services import create_survey, publish_survey
from tests.surveys.examples import published_relationship

Publish = Callable[..., Survey]
Stored = Callable[[], list[Response]]


@pytest.fixture(autouse=True)
def _in_no_hurry(settings: Any) -> None:
    settings.PAGE_LEAST_SECONDS = 0
    settings.PAGE_MOST_A_MINUTE = 0


@pytest.fixture
def relation(acme: Any) -> Survey:
    with tenant_context(acme):
        return published_relationship()


@pytest.fixture
def publish(acme: Any) -> Publish:
    """Publish a survey at acme made of these elements; a list in the list is a page."""

    def make(*pages: list[dict[str, Any]], code: str = "ours", **extra: Any) -> Survey:
        document = {
            "title": {"en": "Ours", "it": "Nostra"},
            "language": "en",
            "pages": [{"name": f"p{i}", "elements": page} for i, page in enumerate(pages, 1)],
            **extra,
        }
        with tenant_context(acme):
            survey = create_survey(document, actor=SYSTEM, code=code)
            publish_survey(survey, actor=SYSTEM)
            survey.refresh_from_db()
            return survey

    return make


@pytest.fixture
def stored(acme: Any) -> Stored:
    def read() -> list[Response]:
        with tenant_context(acme):
            return list(Response.objects.order_by("created_at", "id"))

    return read
