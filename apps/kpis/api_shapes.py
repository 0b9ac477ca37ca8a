"""What ``kpis/`` answers, as OpenAPI describes it and as it is written."""

from __future__ import annotations

import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.selectors import Row
from apps.kpis.statistics import Figure, Interval, Scale

UNITS = {Metric.NPS: "points", Metric.CSAT: "percent", Metric.CES: "score"}
UNIT_OF_MEANS = "score"


@extend_schema_field(
    {
        "type": ["object", "null"],
        "additionalProperties": {"type": "integer"},
        "description": "How many answers per value of the scale; null where the value is suppressed.",
        "examples": [{"0": 0, "9": 12, "10": 30}],
    }
)
class HistogramField(serializers.JSONField):
    pass


class ScaleSerializer(serializers.Serializer[Any]):
    min = serializers.IntegerField()
    max = serializers.IntegerField()
    high_is_good = serializers.BooleanField()
    k = serializers.IntegerField(allow_null=True, help_text="CSAT: how many of the best values count.")

    class Meta:
        ref_name = "Scale"


class DefinitionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    version = serializers.IntegerField()
    code = serializers.CharField(help_text="Of an attribute: its question, or matrix.row. Else empty.")
    label = serializers.CharField()  # type: ignore[assignment]
    scale = ScaleSerializer()
    is_primary = serializers.BooleanField(help_text="What is read unless definition= names another.")

    class Meta:
        ref_name = "Definition"


class IntervalSerializer(serializers.Serializer[Any]):
    low = serializers.FloatField()
    high = serializers.FloatField()
    level = serializers.FloatField()
    method = serializers.CharField()

    class Meta:
        ref_name = "Interval"


class RescaledSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    interval = IntervalSerializer(allow_null=True)

    class Meta:
        ref_name = "Rescaled"


class PartSerializer(RescaledSerializer):
    unit = serializers.CharField()

    class Meta:
        ref_name = "Part"


class PeriodSerializer(serializers.Serializer[Any]):
    start = serializers.DateField()
    end = serializers.DateField()

    class Meta:
        ref_name = "Period"


class ResultSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="all; the group's code; or the first day of the period.")
    label = serializers.CharField()  # type: ignore[assignment]
    period = PeriodSerializer(allow_null=True, help_text="With interval=; of the window's days in it.")
    value = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    interval = IntervalSerializer(allow_null=True)
    histogram = HistogramField()
    suppressed = serializers.CharField(
        allow_null=True,
        help_text="Why there is no value: no_answers, too_few, or complementary (it would give a small one away).",
    )
    rescaled = RescaledSerializer(allow_null=True, help_text="Touchpoints and attributes: on 0-10, 10 best.")
    parts = serializers.DictField(
        child=PartSerializer(), required=False, help_text="What the value is made of, by name; see parts=."
    )

    class Meta:
        ref_name = "KpiResult"


class WindowSerializer(serializers.Serializer[Any]):
    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True, help_text="The first day after it.")
    time_zone = serializers.CharField()

    class Meta:
        ref_name = "Window"


class KpisSerializer(serializers.Serializer[Any]):
    metric = serializers.ChoiceField(Metric.values)
    unit = serializers.CharField()
    definition = DefinitionSerializer(allow_null=True, help_text="Null while the metric was never asked.")
    definitions = DefinitionSerializer(many=True, help_text="All of this metric; scales are never pooled.")
    window = WindowSerializer()
    results = ResultSerializer(many=True)

    class Meta:
        ref_name = "Kpis"


def definition_body(definition: MetricDefinition) -> dict[str, Any]:
    return {
        "id": str(definition.uid),
        "version": definition.version,
        "code": definition.code,
        "label": str(definition),
        "scale": {
            "min": definition.scale_min,
            "max": definition.scale_max,
            "high_is_good": definition.high_is_good,
            "k": definition.top_k or None,
        },
        "is_primary": definition.is_primary,
    }


def result_body(
    row: Row,
    scale: Scale,
    period: tuple[datetime.date, datetime.date] | None,
    *,
    is_grouped: bool,
    with_parts: bool = True,
) -> dict[str, Any]:
    kpi = row.kpi
    rescaled = kpi.parts.get("rescaled")
    counts = None if row.histogram is None else row.histogram.as_dict(scale)
    first = row.period.isoformat() if row.period and not is_grouped else None
    body = {
        "key": first or row.key,
        "label": first or row.label,
        "period": None if period is None else {"start": period[0].isoformat(), "end": period[1].isoformat()},
        "value": kpi.value,
        "n": kpi.n,
        "interval": interval_body(kpi.interval),
        "histogram": None if counts is None else {str(value): count for value, count in counts.items()},
        "suppressed": kpi.suppressed,
        "rescaled": rescaled and _figure(rescaled),
    }
    if with_parts:
        body["parts"] = {
            name: {**_figure(figure), "unit": figure.unit}
            for name, figure in kpi.parts.items()
            if name != "rescaled"
        }
    return body


def no_answers(key: str, label: str) -> dict[str, Any]:
    """The result of a metric that was never asked: it has no scale yet."""
    return {
        "key": key,
        "label": label,
        "period": None,
        "value": None,
        "n": 0,
        "interval": None,
        "histogram": {},
        "suppressed": "no_answers",
        "rescaled": None,
        "parts": {},
    }


def interval_body(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {"low": interval.low, "high": interval.high, "level": interval.level, "method": interval.method}


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "interval": interval_body(figure.interval)}
