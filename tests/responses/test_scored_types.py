"""Sliders and opposites that measure a touchpoint post scores like any rating."""

from __future__ import annotations

from typing import Any

import pytest

from apps.accounts.actors import SYSTEM
from apps.kpis.models import MetricDefinition, Score
from apps.surveys.services import create_survey, publish_survey
from apps.touchpoints.services import create_touchpoint
from tests.portal.answers import give

pytestmark = pytest.mark.django_db


def test_what_is_bound_to_a_touchpoint_is_scored_and_the_rest_is_not(in_acme: Any) -> None:
    store = create_touchpoint(
        actor=SYSTEM, code="store", name={"en": "Store"}, stage="purchase", channel="store"
    )
    rows = [{"name": "age", "left": "Old", "right": "New"}]
    elements = [
        {"type": "slider", "name": "warm", "min": 0, "max": 10, "touchpoint": "store"},
        {"type": "slider", "name": "free", "min": 0, "max": 10},
        {"type": "semanticdifferential", "name": "image", "rows": rows, "touchpoint": "store"},
        {"type": "semanticdifferential", "name": "other", "rows": rows},
    ]
    document = {"title": "Bound", "language": "en", "pages": [{"name": "p", "elements": elements}]}
    publish_survey(create_survey(document, actor=SYSTEM, code="bound"), actor=SYSTEM)
    give([{"warm": 7, "free": 3, "image": {"age": 5}, "other": {"age": 2}}], survey="bound")
    metrics = dict(MetricDefinition.objects.values_list("pk", "metric"))
    found = Score.objects.values_list("item", "value", "definition_id", "touchpoint_id")
    assert sorted((item, value, metrics[pk], touchpoint) for item, value, pk, touchpoint in found) == [
        ("image.age", 5, "attribute", store.pk),
        ("warm", 7, "touchpoint", store.pk),
    ]
