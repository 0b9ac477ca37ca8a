"""KPIs over REST: each with n, interval, definition and window."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.shapes import DayField, Query
from apps.common.api.views import Face
from apps.common.errors import Invalid
from apps.kpis.api_shapes import (
    UNIT_OF_MEANS,
    UNITS,
    KpisSerializer,
    definition_body,
    no_answers,
    result_body,
)
from apps.kpis.errors import UnknownDefinition
from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.periods import Interval, after
from apps.kpis.reading import one_snapshot
from apps.kpis.selectors import INTERVALS, Scope, check_codes, definition_of, kpi_rows

DIMENSION = "dimension:"


class KpiQuery(Query):
    metric = serializers.ChoiceField(Metric.values)
    start = DayField(required=False, help_text="First day, in the client's time zone.")
    end = DayField(required=False, help_text="First day after the window.")
    interval = serializers.ChoiceField(
        INTERVALS, required=False, help_text="A result per period with answers."
    )
    group_by = serializers.CharField(
        required=False, help_text="touchpoint, channel, stage, survey or dimension:<name>"
    )
    survey = serializers.CharField(required=False, help_text="Code of a survey.")
    touchpoint = serializers.CharField(required=False, help_text="Code, or none for scores without one.")
    channel = serializers.CharField(required=False, help_text="Code of a channel.")
    stage = serializers.CharField(required=False, help_text="Code of a stage.")
    definition = serializers.UUIDField(required=False, help_text="Id; else the client's primary one.")
    parts = serializers.BooleanField(
        required=False, help_text="What each value is made of; left out of an interval= unless asked for."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "start" in attrs and "end" in attrs and attrs["start"] >= attrs["end"]:
            raise serializers.ValidationError({"end": _("The window must end after it starts.")}, "window")
        return attrs


BY_DIMENSION = OpenApiParameter(
    "dimensions",
    {
        "type": "object",
        "propertyNames": {"pattern": "^dimension:[A-Za-z][A-Za-z0-9_-]{0,39}$"},
        "additionalProperties": {"type": "string"},
        "default": {},
    },
    style="form",
    explode=True,
    description="Filters by a member of a dimension, each a parameter of its own: dimension:store=Roma",
)


@extend_schema(tags=["kpis"])
class KpiView(Face):
    queries: ClassVar[dict[str, type[Query]]] = {"get": KpiQuery}
    query_prefix = DIMENSION

    @extend_schema(
        operation_id="kpis_read",
        summary="Read a KPI",
        description="One result with the key all; with group_by= one per group, with interval= one per period. "
        "Counts are exact at the moment of reading. Values of few answers are suppressed.",
        parameters=[BY_DIMENSION],
        responses=KpisSerializer,
    )
    def get(self, request: Request) -> Response:
        query = self.query
        client = request.client
        scope = scope_of(query)
        with one_snapshot():
            definition = _definition(query)
            body = {
                "metric": query["metric"],
                "unit": UNITS.get(query["metric"], UNIT_OF_MEANS),
                "definition": definition and definition_body(definition),
                "definitions": [
                    definition_body(d) for d in MetricDefinition.objects.filter(metric=query["metric"])
                ],
                "window": {"start": scope.start, "end": scope.end, "time_zone": client.time_zone},
                "results": _results(definition, scope, query, client.small_number),
            }
        return Response(body)


def scope_of(query: dict[str, Any]) -> Scope:
    return Scope(
        start=query.get("start"),
        end=query.get("end"),
        survey=query.get("survey"),
        touchpoint=query.get("touchpoint"),
        channel=query.get("channel"),
        stage=query.get("stage"),
        dimensions={n.removeprefix(DIMENSION): v for n, v in query.items() if n.startswith(DIMENSION)},
    )


def _definition(query: dict[str, Any]) -> MetricDefinition | None:
    """A definition that is not this metric's is a wrong filter, not a missing page."""
    named = query.get("definition")
    try:
        return definition_of(query["metric"], str(named) if named else None)
    except UnknownDefinition as error:
        raise Invalid(errors=error.errors) from error


def _results(
    definition: MetricDefinition | None, scope: Scope, query: dict[str, Any], threshold: int
) -> list[dict[str, Any]]:
    group_by, interval = query.get("group_by"), query.get("interval")
    if definition is None:
        check_codes(scope, group_by)
        return [] if group_by or interval else [no_answers("all", _("All answers"))]
    rows = kpi_rows(definition, scope, group_by=group_by, interval=interval, threshold=threshold)
    scale, with_parts = definition.scale, query.get("parts", not interval)
    return [
        result_body(
            row,
            scale,
            period_of(row.period, interval, scope) if row.period and interval else None,
            is_grouped=group_by is not None,
            with_parts=with_parts,
        )
        for row in rows
    ]


def period_of(first: datetime.date, interval: Interval, scope: Scope) -> tuple[datetime.date, datetime.date]:
    """The days of the window in the period that begins at ``first``; half-open."""
    end = after(first, interval)
    return max(first, scope.start or first), min(end, scope.end or end)
