"""One client's figures for the console: what is kept in ``ClientSummary.figures``."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone

from apps.agency.models import ClientSummary
from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.reading import one_snapshot
from apps.kpis.selectors import NO_TOUCHPOINT, Scope, definition_of, histograms
from apps.kpis.statistics import Histogram, change, kpi, part, whole
from apps.responses.models import Response
from apps.tenancy.models import Client
from apps.touchpoints.models import Touchpoint

SHOWN = (Metric.NPS, Metric.CSAT, Metric.CES)
WINDOW = datetime.timedelta(days=90)  # compared with the same length before
RECENT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Figure:
    """A KPI of the last 90 days and its change since the 90 days before, as kept in JSON.

    ``minimum`` and ``maximum`` are the ends of the axis the value is drawn on; ``verdict`` is a
    ``statistics.Verdict``; ``suppressed`` the reason why there is no value.
    """

    unit: str
    minimum: float
    maximum: float
    n: int
    value: float | None
    low: float | None
    high: float | None
    suppressed: str | None
    n_before: int
    difference: float | None
    p: float | None
    verdict: str


def refresh_summary(client: Client, *, now: datetime.datetime | None = None) -> ClientSummary:
    """Read the client's figures in its own schema (the caller has entered it) and keep them."""
    now = now or timezone.now()
    today = now.astimezone(client.zone).date()
    tomorrow = today + datetime.timedelta(days=1)
    with one_snapshot():
        scope = Scope(start=tomorrow - WINDOW, end=tomorrow)
        figures: dict[str, Any] = {}
        for metric in SHOWN:
            definition = definition_of(metric)
            if definition:
                figures[metric.value] = asdict(_figure(definition, scope, client.small_number))
        figures["weak"] = _weak_touchpoints(scope, client)
        kept = Response.objects.counted()
        last = kept.aggregate(last=Max("submitted_at"))["last"]
        recent = kept.filter(submitted_at__gt=now - RECENT).count()
    values = {
        "figures": figures,
        "last_response_at": last,
        "responses_30_days": recent,
        "refreshed_at": now,
    }
    return ClientSummary.objects.update_or_create(client=client, defaults=values)[0]


def _figure(definition: MetricDefinition, scope: Scope, threshold: int) -> Figure:
    metric, scale = definition.metric, definition.scale
    after, before = _histogram(definition, scope), _histogram(definition, scope.moved_back())
    result = kpi(metric, after, scale, threshold)
    moved = change(metric, before, after, scale, threshold)
    interval = result.interval
    low, high = {"points": (-100, 100), "percent": (0, 100)}.get(result.unit, (scale.minimum, scale.maximum))
    return Figure(
        unit=result.unit,
        minimum=low,
        maximum=high,
        n=result.n,
        value=result.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        suppressed=result.suppressed,
        n_before=moved.n_before,
        difference=moved.difference,
        p=moved.p,
        verdict=moved.verdict.value,
    )


def _histogram(definition: MetricDefinition, scope: Scope) -> Histogram:
    return histograms(definition, scope)["all", None]


def _weak_touchpoints(scope: Scope, client: Client) -> int | None:
    """How many touchpoints are flagged (see ``statistics.whole``); None while none is measured."""
    definition = definition_of(Metric.TOUCHPOINT)
    if definition is None:
        return None
    weights = dict(Touchpoint.objects.values_list("code", "weight"))
    parts = [
        part(code, histogram, definition.scale, float(weights.get(code, 1)))
        for (code, _period), histogram in histograms(definition, scope, group_by="touchpoint").items()
        if code != NO_TOUCHPOINT
    ]
    measured = [item for item in parts if item is not None]
    return len(whole(measured, float(client.target), client.small_number).weak) if measured else None
