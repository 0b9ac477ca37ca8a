"""What pages and the API read: KPIs of a scope, grouped, with small numbers suppressed in the released set."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem, Invalid
from apps.kpis.errors import UnknownDefinition
from apps.kpis.models import EVERYONE, NONE, SURVEY, Dimension, Member, MetricDefinition
from apps.kpis.reading import Cells, Column, read
from apps.kpis.statistics import Histogram, Kpi, kpi
from apps.kpis.statistics.results import COMPLEMENTARY
from apps.kpis.statistics.suppression import suppress_table
from apps.touchpoints.checking import NO_TOUCHPOINT as NO_TOUCHPOINT
from apps.touchpoints.models import Channel, Stage, Touchpoint

UNKNOWN = "unknown"  # members nobody stated: everyone less the known ones, so that margins add up
INTERVALS: tuple[Column, ...] = ("day", "week", "month")


@dataclass(frozen=True)
class Scope:
    """Which answers count: a half-open window of the client's days, and filters by code."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    survey: str | None = None
    touchpoint: str | None = None  # a code, or "none" for scores without one
    channel: str | None = None
    stage: str | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)

    def moved_back(self) -> Scope:
        """The window of the same length just before; needs both ends."""
        if self.start is None or self.end is None:
            raise ValueError("an open window has no one before it")
        return replace(self, start=self.start - (self.end - self.start), end=self.start)


@dataclass(frozen=True)
class Row:
    """One released KPI. ``histogram`` is absent where the value is suppressed: it would give the value away."""

    key: str
    label: str
    kpi: Kpi
    histogram: Histogram | None
    period: datetime.date | None = None


def definition_of(metric: str, definition: str | None = None) -> MetricDefinition | None:
    """The one named by its UUID, else the client's primary; None while the metric was never asked."""
    found = MetricDefinition.objects.filter(metric=metric)
    if definition is None:
        return found.filter(is_primary=True).order_by("pk").first()
    try:
        chosen = found.filter(uid=uuid.UUID(definition)).first()
    except ValueError:
        chosen = None
    if chosen is None:
        raise UnknownDefinition(
            errors=[FieldProblem("?definition", "unknown_definition", str(UnknownDefinition.title))]
        )
    return chosen


def kpi_rows(
    definition: MetricDefinition,
    scope: Scope,
    *,
    group_by: str | None = None,
    interval: Column | None = None,
    threshold: int,
) -> list[Row]:
    """KPIs of the scope: one row with key "all", or a row per group, per period, or per group and period."""
    found = histograms(definition, scope, group_by=group_by, interval=interval)
    labels = _labels(group_by, {key for key, _period in found})
    hidden = suppress_table({place: h.n for place, h in found.items()}, threshold)
    rows, scale = [], definition.scale
    for (key, period), histogram in found.items():
        result = kpi(definition.metric, histogram, scale, threshold)
        if (key, period) in hidden and result.suppressed is None:
            result = result.hide(COMPLEMENTARY)
        shown = None if result.suppressed and result.n else histogram
        rows.append(Row(key, labels.get(key, key), result, shown, period))
    return sorted(rows, key=lambda row: (row.period or datetime.date.min, row.label))


def histograms(
    definition: MetricDefinition,
    scope: Scope,
    *,
    group_by: str | None = None,
    interval: Column | None = None,
) -> dict[tuple[str, datetime.date | None], Histogram]:
    """Unsuppressed counts by (group key or "all", period start or None). Not for showing as they are."""
    column, members = _grouping(group_by)
    by: list[Column] = [c for c in (interval, column) if c]
    cells = cells_of(definition, scope, members=None if members is None else [EVERYONE, *members])
    found = read(cells, by) if cells else {}
    if column == "member":
        _add_unknown(found)
    result: dict[tuple[str, datetime.date | None], Histogram] = {}
    keys = _keys(group_by)
    for group, histogram in found.items():
        place = keys.get(group[-1], UNKNOWN) if column else "all", group[0] if interval else None
        known = result.get(place)
        result[place] = known + histogram if known else histogram
    if not group_by and not interval:
        result.setdefault(("all", None), Histogram())
    return {key: histogram for key, histogram in result.items() if histogram.n or key == ("all", None)}


def cells_of(
    definition: MetricDefinition, scope: Scope, *, members: Iterable[int] | None = None
) -> Cells | None:
    """The scope in ids; None where it names a member that nobody has, so that nothing can match.

    Raises Invalid naming an unknown touchpoint, channel, stage or dimension.
    """
    wanted = _filtered_members(scope)
    if wanted is None:
        return None
    narrowed = members is None and len(wanted) == 1
    return Cells(
        definitions=[definition.pk],
        start=scope.start,
        end=scope.end,
        touchpoints=_touchpoint_ids(scope),
        channels=_channel_ids(scope),
        members=wanted if narrowed else tuple(members if members is not None else (EVERYONE,)),
        also=() if narrowed else wanted,
    )


def check_codes(scope: Scope, group_by: str | None) -> None:
    """Raises Invalid as reading would, where there is nothing to read yet."""
    _grouping(group_by)
    _filtered_members(scope)
    _touchpoint_ids(scope)
    _channel_ids(scope)


def _add_unknown(found: dict[tuple[Any, ...], Histogram]) -> None:
    """Make of everyone those who stated no member. All were read in one statement, so the rest is exact."""
    known: dict[tuple[Any, ...], Histogram] = {}
    for group, histogram in found.items():
        if group[-1] != EVERYONE:
            known[group[:-1]] = known.get(group[:-1], Histogram()) + histogram
    for period, histogram in known.items():
        everyone = (*period, EVERYONE)
        found[everyone] = found.get(everyone, Histogram()) - histogram


def _grouping(group_by: str | None) -> tuple[Column | None, list[int] | None]:
    if group_by is None:
        return None, None
    if group_by in {"touchpoint", "stage"}:
        return "touchpoint", None
    if group_by == "channel":
        return "channel", None
    name = _dimension_name(group_by)
    dimension = Dimension.objects.filter(name=name).first() if name else None
    if dimension is None:
        message = _(
            "Group by touchpoint, channel, stage, survey or dimension:<name> of a declared dimension."
        )
        raise Invalid(errors=[FieldProblem("?group_by", "unknown_group", message)])
    return "member", list(dimension.members.values_list("pk", flat=True))


def _dimension_name(group_by: str) -> str | None:
    if group_by == SURVEY:
        return SURVEY
    return group_by.removeprefix("dimension:") if group_by.startswith("dimension:") else None


def _keys(group_by: str | None) -> dict[int, str]:
    """Cell id -> the code it goes by outside."""
    if group_by == "touchpoint":
        return {NONE: NO_TOUCHPOINT, **dict(Touchpoint.objects.values_list("pk", "code"))}
    if group_by == "stage":
        return {NONE: NO_TOUCHPOINT, **{k: v or UNKNOWN for k, v in _stage_of_touchpoints()}}
    if group_by == "channel":
        return {NONE: UNKNOWN, **dict(Channel.objects.values_list("pk", "code"))}
    name = _dimension_name(group_by) if group_by else None
    return dict(Member.objects.filter(dimension__name=name).values_list("pk", "value")) if name else {}


def _stage_of_touchpoints() -> Iterable[tuple[int, str | None]]:
    return Touchpoint.objects.values_list("pk", "stage__code")


def _labels(group_by: str | None, keys: set[str]) -> dict[str, str]:
    words = {"all": _("All answers"), UNKNOWN: _("Not stated")}
    if group_by in {"touchpoint", "stage"}:
        words[NO_TOUCHPOINT] = _("No touchpoint")
    models: dict[str | None, Any] = {"touchpoint": Touchpoint, "channel": Channel, "stage": Stage}
    model = models.get(group_by)
    if model:
        words |= {row.code: str(row) for row in model.objects.filter(code__in=keys)}
    return words


def _filtered_members(scope: Scope) -> tuple[int, ...] | None:
    wanted = dict(scope.dimensions)
    known = set(Dimension.objects.filter(name__in=wanted).values_list("name", flat=True)) if wanted else set()
    for name in wanted:
        if name not in known or name == SURVEY:
            message = _("This client has no dimension of that name.")
            raise Invalid(errors=[FieldProblem(f"?dimension:{name}", "unknown_dimension", message)])
    if scope.survey:
        wanted[SURVEY] = scope.survey
    ids = []
    for name, value in wanted.items():
        member = Member.objects.filter(dimension__name=name, value=value).values_list("pk", flat=True).first()
        if member is None:
            return None
        ids.append(member)
    return tuple(ids)


def _touchpoint_ids(scope: Scope) -> list[int] | None:
    if scope.touchpoint is None and scope.stage is None:
        return None
    found = Touchpoint.objects.all()
    if scope.stage is not None:
        _must_exist(Stage, scope.stage, "stage")
        found = found.filter(stage__code=scope.stage)
    if scope.touchpoint == NO_TOUCHPOINT:
        return [NONE] if scope.stage is None else []
    if scope.touchpoint is not None:
        _must_exist(Touchpoint, scope.touchpoint, "touchpoint")
        found = found.filter(code=scope.touchpoint)
    return list(found.values_list("pk", flat=True))


def _channel_ids(scope: Scope) -> list[int] | None:
    if scope.channel is None:
        return None
    _must_exist(Channel, scope.channel, "channel")
    return list(Channel.objects.filter(code=scope.channel).values_list("pk", flat=True))


def _must_exist(model: Any, code: str, name: str) -> None:
    if not model.objects.filter(code=code).exists():
        message = _("There is no %(what)s with this code.") % {"what": name}
        raise Invalid(errors=[FieldProblem(f"?{name}", f"unknown_{name}", message)])
