"""Answers for the tests of the console, sent through the one way in."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.responses.services import record_response
from apps.responses.submissions import parse_submission
from apps.tenancy.models import Client
from tests.surveys.examples import published_relationship


def answer(client: Client, recommend: list[int], *, days_ago: float = 1, code: str = "relation") -> None:
    """One response per number, all submitted then; the survey is made where it is missing."""
    with tenant_context(client):
        if not _has(code):
            published_relationship(code)
        for value in recommend:
            _send(code, value, timezone.now() - timedelta(days=days_ago))


def _has(code: str) -> bool:
    from apps.surveys.models import Survey

    return bool(Survey.objects.filter(code=code).exists())


def _send(code: str, recommend: int, at: datetime) -> None:
    payload = {
        "survey": code,
        "submission_id": str(uuid.uuid4()),
        "answers": {"recommend": recommend, "counter": 4, "easy": 6},
        "submitted_at": at.isoformat(),
    }
    record_response(parse_submission(payload), source="api")
