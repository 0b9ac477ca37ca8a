"""The scorecard: every measured touchpoint on one axis, and the whole they make together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from apps.kpis.models import NONE, Metric, MetricDefinition
from apps.kpis.periods import PeriodKpi, series
from apps.kpis.statistics import (
    Change,
    Contribution,
    Figure,
    Histogram,
    Kpi,
    Part,
    Verdict,
    Whole,
    change,
    kpi,
    part,
    suppress,
    whole,
)
from apps.kpis.statistics.composite import flags
from apps.kpis.statistics.results import COMPLEMENTARY
from apps.kpis.statistics.suppression import suppress_table
from apps.touchpoints.models import Touchpoint

# What a touchpoint is read by, the first that has scores: scales are never pooled.
READ_BY = (Metric.TOUCHPOINT, Metric.CSAT, Metric.CES)

Counts = Mapping[tuple[int, int], Histogram]  # by (definition, touchpoint)
PeriodCounts = Mapping[tuple[datetime.date, int, int], Histogram]  # by (period, definition, touchpoint)
Trends = dict[tuple[int, int], dict[datetime.date, Histogram]]  # by (definition, touchpoint), then period
Place = tuple[int, int, datetime.date]  # a cell: (definition, touchpoint, period)


@dataclass(frozen=True)
class Row:
    """A touchpoint in the window. ``kpi`` is on its definition's own scale, ``common`` the same on 0-10, 10 best.

    ``change`` is absent where there is no window before; ``contribution`` where too few answered;
    ``other_scales`` says how many further definitions have scores here that were left out, not pooled.
    """

    touchpoint: Touchpoint
    definition: MetricDefinition
    kpi: Kpi
    common: Figure
    target: float
    change: Change | None = None
    series: tuple[PeriodKpi, ...] = ()
    contribution: Contribution | None = None
    other_scales: int = 0

    @property
    def is_weak(self) -> bool:
        return self.contribution is not None and self.contribution.is_weak


@dataclass(frozen=True)
class Scorecard:
    """Rows by shortfall, largest first, those with too few answers last; and the whole without the latter."""

    rows: tuple[Row, ...]
    whole: Whole

    @property
    def raise_first(self) -> tuple[Row, ...]:
        """The weak ones in the order to work on them."""
        return tuple(row for row in self.rows if row.is_weak)


@dataclass(frozen=True)
class _Reading:
    """The one scale a touchpoint is read by, with its answers."""

    touchpoint: Touchpoint
    definition: MetricDefinition
    histogram: Histogram
    other_scales: int


def scorecard(
    touchpoints: Iterable[Touchpoint],
    definitions: Sequence[MetricDefinition],
    counts: Counts,
    *,
    before: Counts | None = None,
    trend: PeriodCounts | None = None,
    periods: Sequence[datetime.date] = (),
    target: float,
    threshold: int,
) -> Scorecard:
    """Pure: from counts of the window, of the one before and by period to the scorecard."""
    readings = [r for r in (_reading(t, definitions, counts) for t in touchpoints) if r]
    hidden = _hidden(readings, threshold)
    shown = [r for r in readings if r.touchpoint.pk not in hidden]
    together = _whole(shown, target, threshold)
    contributions = {c.key: c for c in together.contributions}
    changes = _changes(readings, hidden, before, threshold) if before is not None else {}
    trends = _trends(trend or {})
    unseen = _hidden_periods(readings, trends, threshold)
    rows = []
    for reading in readings:
        row = _row(reading, reading.touchpoint.pk in hidden, target, threshold)
        rows.append(
            replace(
                row,
                change=changes.get(reading.touchpoint.pk),
                series=_series(reading, row, trends, periods, threshold, unseen),
                contribution=contributions.get(reading.touchpoint.code),
            )
        )
    return Scorecard(tuple(sorted(rows, key=_order)), together)


def _reading(
    touchpoint: Touchpoint, definitions: Sequence[MetricDefinition], counts: Counts
) -> _Reading | None:
    """Its primary definition if that has scores, else the one with most, of the first metric that has any."""
    found = [(d, counts[d.pk, touchpoint.pk]) for d in definitions if (d.pk, touchpoint.pk) in counts]
    found = [(d, h) for d, h in found if d.metric in READ_BY and h.n > 0]
    if not found:
        return None
    definition, histogram = min(found, key=lambda pair: _preference(*pair))
    return _Reading(touchpoint, definition, histogram, len(found) - 1)


def _preference(definition: MetricDefinition, histogram: Histogram) -> tuple[int, bool, int, int]:
    metric = READ_BY.index(Metric(definition.metric))
    return metric, not definition.is_primary, -histogram.n, definition.pk


def _hidden(readings: Sequence[_Reading], threshold: int) -> set[int]:
    """Touchpoints not to be shown: the totals of each definition stand on its own page beside these rows."""
    result: set[int] = set()
    for definition in {r.definition.pk for r in readings}:
        cells = {r.touchpoint.pk: r.histogram.n for r in readings if r.definition.pk == definition}
        result |= suppress(cells, threshold)
    return result


def _whole(readings: Sequence[_Reading], target: float, threshold: int) -> Whole:
    """The whole of what is shown, its weak parts judged by their own target where they have one."""
    parts = [p for p in (_part(r) for r in readings) if p]
    together = whole(parts, target, threshold)
    by_code = {p.key: p for p in parts}
    targets = {r.touchpoint.code: target_of(r.touchpoint, target) for r in readings}
    count = len(together.contributions)
    judged = tuple(
        replace(c, flags=flags(by_code[c.key], c.share.value, count, targets[c.key]))
        for c in together.contributions
    )
    return replace(together, contributions=judged)


def _part(reading: _Reading) -> Part | None:
    touchpoint = reading.touchpoint
    return part(touchpoint.code, reading.histogram, reading.definition.scale, float(touchpoint.weight))


def target_of(touchpoint: Touchpoint, default: float) -> float:
    """On the common axis: the touchpoint's own target, else the client's."""
    return default if touchpoint.target is None else float(touchpoint.target)


def _row(reading: _Reading, is_hidden: bool, target: float, threshold: int) -> Row:
    result = kpi(Metric.TOUCHPOINT, reading.histogram, reading.definition.scale, threshold)
    if is_hidden and result.suppressed is None:
        result = result.hide(COMPLEMENTARY)
    return Row(
        touchpoint=reading.touchpoint,
        definition=reading.definition,
        kpi=result,
        common=result.parts.get("rescaled", Figure(None, "score")),
        target=target_of(reading.touchpoint, target),
        other_scales=reading.other_scales,
    )


def _changes(
    readings: Sequence[_Reading], hidden: set[int], before: Counts, threshold: int
) -> dict[int, Change]:
    """Against the window before, on the same scale; nothing that would tell what either window hides."""
    earlier = [
        replace(r, histogram=before.get((r.definition.pk, r.touchpoint.pk), Histogram())) for r in readings
    ]
    unseen = hidden | _hidden(earlier, threshold)
    result = {}
    for now, then in zip(readings, earlier, strict=True):
        pk = now.touchpoint.pk
        if pk in unseen:
            result[pk] = Change(None, None, None, Verdict.TOO_FEW, "score", then.histogram.n, now.histogram.n)
        else:
            scale = now.definition.scale
            result[pk] = change(Metric.TOUCHPOINT, then.histogram, now.histogram, scale, threshold)
    return result


def _trends(trend: PeriodCounts) -> Trends:
    result: dict[tuple[int, int], dict[datetime.date, Histogram]] = {}
    for (period, definition, touchpoint), histogram in trend.items():
        if touchpoint != NONE:
            result.setdefault((definition, touchpoint), {})[period] = histogram
    return result


def _hidden_periods(readings: Sequence[_Reading], trends: Trends, threshold: int) -> set[Place]:
    """Both margins are shown: each touchpoint's total here, each period's on the definition's own page."""
    result: set[Place] = set()
    for definition in {r.definition.pk for r in readings}:
        cells = {
            (touchpoint, period): histogram.n
            for (of, touchpoint), found in trends.items()
            if of == definition
            for period, histogram in found.items()
        }
        result |= {(definition, *place) for place in suppress_table(cells, threshold)}
    return result


def _series(
    reading: _Reading,
    row: Row,
    trends: Trends,
    periods: Sequence[datetime.date],
    threshold: int,
    unseen: set[Place],
) -> tuple[PeriodKpi, ...]:
    if row.kpi.value is None:
        return ()
    place = reading.definition.pk, reading.touchpoint.pk
    hidden = {period for period in periods if (*place, period) in unseen}
    scale = reading.definition.scale
    return series(Metric.TOUCHPOINT, scale, trends.get(place, {}), periods, threshold, hidden)


def _order(row: Row) -> tuple[float, str]:
    shortfall = row.contribution.shortfall if row.contribution else -1.0
    return -shortfall, row.touchpoint.code
