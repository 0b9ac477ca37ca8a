"""Questionnaires the tests share."""

from __future__ import annotations

from typing import Any

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.services import create_survey, publish_survey
from apps.touchpoints.models import Channel, Stage, Touchpoint


def relationship(**extra: Any) -> dict[str, Any]:
    """NPS with a follow-up for detractors, satisfaction with the counter, effort."""
    return {
        "title": {"en": "How are we doing?", "it": "Come stiamo andando?"},
        "language": "en",
        "pages": [
            {
                "name": "p1",
                "elements": [
                    {
                        "type": "nps",
                        "name": "recommend",
                        "title": {"en": "Would you recommend us?", "it": "Ci consiglierebbe?"},
                        "isRequired": True,
                    },
                    {
                        "type": "comment",
                        "name": "why",
                        "title": {"en": "What went wrong?", "it": "Che cosa è andato storto?"},
                        "visibleIf": {"all": [{"question": "recommend", "op": "<=", "value": 6}]},
                    },
                ],
            },
            {
                "name": "p2",
                "elements": [
                    {
                        "type": "csat",
                        "name": "counter",
                        "title": {"en": "How was the counter?", "it": "Com'è stato lo sportello?"},
                        "points": 5,
                        "touchpoint": "counter",
                    },
                    {
                        "type": "ces",
                        "name": "easy",
                        "title": {"en": "They made it easy", "it": "È stato facile"},
                    },
                ],
            },
        ],
        **extra,
    }


def published_relationship(code: str = "relation") -> Survey:
    """In the current client: the touchpoint, the survey, its first version."""
    Touchpoint.objects.get_or_create(
        code="counter",
        defaults={
            "name": {"en": "Counter", "it": "Sportello"},
            "stage": Stage.objects.get(code="purchase"),
            "channel": Channel.objects.get(code="store"),
            "mode": "physical",
        },
    )
    survey = create_survey(relationship(), actor=SYSTEM, code=code)
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def publish_document(elements: list[dict[str, Any]], code: str) -> Survey:
    """In the current client: a survey of one page, published."""
    document = {
        "title": {"en": "Ours", "it": "Nostra"},
        "language": "en",
        "pages": [{"name": "p1", "elements": elements}],
    }
    survey = create_survey(document, actor=SYSTEM, code=code)
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey
