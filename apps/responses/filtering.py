"""Which responses somebody looks at: the filters of the list, the export and the figures that open into them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import IContains

from apps.kpis.models import NONE, OTHER, Member, MetricDefinition, Score
from apps.kpis.selectors import NO_TOUCHPOINT, UNKNOWN, Scope
from apps.kpis.statistics import band
from apps.responses.models import Response
from apps.surveys.models import Version
from apps.touchpoints.models import Channel, Touchpoint

TEXT_TYPES = ("comment", "text")


@dataclass(frozen=True)
class ResponseFilter:
    """``scope`` as for KPIs. With a metric (or one definition of it) only responses whose score counts there.

    ``band`` is low, middle or high, as the metric's own rule says; without a metric, of any of their scores.
    """

    scope: Scope = field(default_factory=Scope)
    metric: str = ""
    definition: MetricDefinition | None = None
    band: str = ""
    search: str = ""
    erased: bool = False

    def of_unhappy_people(self) -> ResponseFilter:
        return replace(self, band="low")


def matching(wanted: ResponseFilter) -> QuerySet[Response]:
    """Newest first. A code that names nothing matches nothing."""
    scope = wanted.scope
    found: QuerySet[Response] = Response.objects.order_by("-submitted_at", "-id")
    found = found.filter(erased_at__isnull=not wanted.erased)
    if scope.start is not None:
        # The moment has the index; the client's day, at most 14 hours off, decides.
        earliest = datetime.datetime.combine(
            scope.start - datetime.timedelta(days=1), datetime.time(), datetime.UTC
        )
        found = found.filter(submitted_at__gte=earliest, day__gte=scope.start)
    if scope.end is not None:
        found = found.filter(day__lt=scope.end)
    if scope.survey:
        found = found.filter(survey__code=scope.survey)
    for name, value in scope.dimensions.items():
        found = found.filter(_has_member(name, value))
    scored = _scores(wanted)
    if scored is not None:
        found = found.filter(Exists(scored))
    elif scope.channel:
        found = found.filter(_through(scope.channel))
    if wanted.search:
        found = found.filter(_says(wanted.search))
    return found


def _scores(wanted: ResponseFilter) -> QuerySet[Score] | None:
    """What one of the response's scores must be; None where the filter asks nothing of scores."""
    scope = wanted.scope
    if not (wanted.metric or wanted.definition or wanted.band or scope.touchpoint or scope.stage):
        return None
    found = Score.objects.filter(source_id=OuterRef("pk"))
    if wanted.band:
        found = found.filter(_in_band(wanted))
    elif wanted.definition is not None:
        found = found.filter(definition_id=wanted.definition.pk)
    elif wanted.metric:
        found = found.filter(definition_id__in=[d.pk for d in _definitions(wanted)])
    if scope.touchpoint == NO_TOUCHPOINT:
        found = found.filter(touchpoint_id=NONE)
    elif scope.touchpoint:
        found = found.filter(touchpoint_id__in=list(_ids(Touchpoint.objects.filter(code=scope.touchpoint))))
    if scope.stage:
        found = found.filter(touchpoint_id__in=list(_ids(Touchpoint.objects.filter(stage__code=scope.stage))))
    if scope.channel:
        found = found.filter(channel_id__in=_channel_ids(scope.channel))
    return found


def _in_band(wanted: ResponseFilter) -> Q:
    rule = Q(pk__in=[])
    for definition in _definitions(wanted):
        scale = definition.scale
        values = [value for value in scale.values if band(definition.metric, value, scale) == wanted.band]
        rule |= Q(definition_id=definition.pk, value__in=values)
    return rule


def _definitions(wanted: ResponseFilter) -> Iterable[MetricDefinition]:
    if wanted.definition is not None:
        return [wanted.definition]
    found = MetricDefinition.objects.all()
    return found.filter(metric=wanted.metric) if wanted.metric else found


def _has_member(name: str, value: str) -> Q:
    if value == UNKNOWN:
        return ~Q(dimensions__has_key=name)
    if value == OTHER:
        members = list(_ids(Member.objects.filter(dimension__name=name, value=OTHER)))
        return Q(Exists(Score.objects.filter(source_id=OuterRef("pk"), members__overlap=members)))
    return Q(dimensions__contains={name: value})


def _through(channel: str) -> Q:
    """A response has a channel of its own, else its scores have that of their touchpoint."""
    scored = Score.objects.filter(source_id=OuterRef("pk"), channel_id__in=_channel_ids(channel))
    return Q(channel=channel) | Q(Exists(scored))


def _channel_ids(code: str) -> list[int]:
    return [NONE] if code == UNKNOWN else list(_ids(Channel.objects.filter(code=code)))


def _ids(found: QuerySet[Any]) -> Iterable[int]:
    return found.values_list("pk", flat=True)


def _says(words: str) -> Q:
    """The words stand in an answer that is free text, whatever their case."""
    rule = Q(pk__in=[])
    for name in sorted(text_questions()):
        rule |= Q(IContains(KeyTextTransform(name, "answers"), words))
    return rule


def text_questions(types: tuple[str, ...] = TEXT_TYPES) -> set[str]:
    """Names of all questions ever published that are answered in free text."""
    documents: Iterable[Mapping[str, Any]] = Version.objects.values_list("document", flat=True)
    return {
        element["name"]
        for document in documents
        for page in document["pages"]
        for element in page["elements"]
        if element["type"] in types
    }
