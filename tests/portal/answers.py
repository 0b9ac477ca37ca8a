"""Answers for the portal's tests, given through the one way in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.responses.services import record_responses
from apps.responses.submissions import parse_submission
from apps.tenancy.models import Client

NOON = datetime.time(12, tzinfo=datetime.UTC)


def days_ago(days: int) -> str:
    """A moment at noon, so many days back: the same day in every time zone of Europe."""
    day = timezone.now().date() - datetime.timedelta(days=days)
    return datetime.datetime.combine(day, NOON).isoformat()


def give(
    answers: Iterable[Mapping[str, Any]], *, survey: str = "relation", days: int = 1, **extra: Any
) -> list[Any]:
    """Record these answers to a survey of acme's; returns the responses."""
    batch = [
        parse_submission(
            {
                "survey": survey,
                "submission_id": str(uuid.uuid4()),
                "answers": dict(answer),
                "submitted_at": days_ago(days),
                **extra,
            }
        )
        for answer in answers
    ]
    with tenant_context(Client.objects.get(slug="acme")):
        outcomes = record_responses(batch, source="api")
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    return [outcome.response for outcome in outcomes]


def recommended(promoters: int, passives: int, detractors: int, **extra: Any) -> list[Any]:
    """So many 9s, 7s and 3s to the question of recommendation."""
    scores = [9] * promoters + [7] * passives + [3] * detractors
    return give(({"recommend": score} for score in scores), **extra)
