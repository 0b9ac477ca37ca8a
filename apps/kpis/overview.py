"""What the overview shows, read in two statements: the window by period, and the window before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.periods import Interval, PeriodKpi, interval_for, series, starts
from apps.kpis.reading import read
from apps.kpis.scorecard import READ_BY, Counts, PeriodCounts, Row, Scorecard, scorecard
from apps.kpis.selectors import Scope, cells_of
from apps.kpis.statistics import Change, Histogram, Kpi, Verdict, change, kpi
from apps.kpis.statistics.comparisons import adjusted
from apps.touchpoints.models import Touchpoint

PORTFOLIO = (Metric.NPS, Metric.CSAT, Metric.CES)
LEVEL = 0.05


@dataclass(frozen=True)
class Reading:
    """A KPI in a window by one definition. ``elsewhere`` counts answers on other scales, which are not pooled.

    ``histogram`` is absent where the value is suppressed; ``change`` where there is no window before.
    """

    definition: MetricDefinition
    kpi: Kpi
    histogram: Histogram | None
    change: Change | None = None
    series: tuple[PeriodKpi, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True)
class Finding:
    """What one comparison says once all comparisons of the page are taken together (``p`` is adjusted)."""

    subject: Reading | Row
    change: Change
    verdict: Verdict
    p: float


@dataclass(frozen=True)
class Overview:
    readings: tuple[Reading, ...]
    scorecard: Scorecard
    interval: Interval
    findings: tuple[Finding, ...] = ()

    def judged(self, reading: Reading) -> Verdict | None:
        """What the reading's change says among all comparisons of the page; None where it has none."""
        return next((f.verdict for f in self.findings if f.subject is reading), None)

    @property
    def has_answers(self) -> bool:
        return bool(self.scorecard.rows) or any(r.kpi.n or r.elsewhere for r in self.readings)


@dataclass(frozen=True)
class _Numbers:
    """Counts of one scope by definition and touchpoint."""

    now: Counts
    before: Counts | None
    trend: PeriodCounts
    periods: Sequence[datetime.date]
    interval: Interval


def overview(scope: Scope, *, target: float, threshold: int) -> Overview:
    definitions = list(MetricDefinition.objects.filter(metric__in={*PORTFOLIO, *READ_BY}))
    numbers = _read(definitions, scope)
    touchpoints = Touchpoint.objects.live().select_related("stage", "channel") if numbers.now else ()
    primary = {d.metric: d for d in reversed(definitions) if d.is_primary}
    readings = tuple(
        _reading(primary[metric], definitions, numbers, threshold)
        for metric in PORTFOLIO
        if metric in primary
    )
    card = scorecard(
        touchpoints,
        definitions,
        numbers.now,
        before=numbers.before,
        trend=numbers.trend,
        periods=numbers.periods,
        target=target,
        threshold=threshold,
    )
    return Overview(readings, card, numbers.interval, findings([*readings, *card.rows]))


def reading_of(definition: MetricDefinition, scope: Scope, threshold: int, interval: Interval) -> Reading:
    """One KPI with its change and trend, read as the overview reads them."""
    definitions = list(MetricDefinition.objects.filter(metric=definition.metric, code=definition.code))
    return _reading(definition, definitions, _read(definitions, scope, interval), threshold)


def readings_of(scope: Scope, *, threshold: int) -> tuple[Reading, ...]:
    """Everything measured in the scope, a reading per definition that has answers there, attributes too."""
    definitions = list(MetricDefinition.objects.all())
    numbers = _read(definitions, scope)
    present = {definition for definition, _touchpoint in numbers.now}
    return tuple(
        _reading(definition, [definition], numbers, threshold)
        for definition in definitions
        if definition.pk in present
    )


def findings(subjects: Iterable[Reading | Row]) -> tuple[Finding, ...]:
    """The comparisons of a page, the surest first; better and worse only where chance is unlikely among so many."""
    compared = [(s, s.change) for s in subjects if s.change and s.change.p is not None]
    ps = adjusted([change.p or 0.0 for _subject, change in compared])
    found = [
        Finding(subject, change, change.verdict if p <= LEVEL else Verdict.CHANCE, p)
        for (subject, change), p in zip(compared, ps, strict=True)
    ]
    return tuple(sorted(found, key=lambda finding: finding.p))


def _read(
    definitions: Sequence[MetricDefinition], scope: Scope, interval: Interval | None = None
) -> _Numbers:
    interval = interval or interval_for(scope.start, scope.end)
    cells = cells_of(definitions[0], scope) if definitions else None
    has_before = scope.start is not None and scope.end is not None
    if cells is None:
        return _Numbers({}, {} if has_before else None, {}, (), interval)
    cells = replace(cells, definitions=[d.pk for d in definitions])
    trend = _nonempty(read(cells, (interval, "definition", "touchpoint")))
    now = _added_up(trend)
    before = None
    if has_before:
        earlier = scope.moved_back()
        before = _nonempty(
            read(replace(cells, start=earlier.start, end=earlier.end), ("definition", "touchpoint"))
        )
    periods = starts(interval, scope.start, scope.end, {key[0] for key in trend})
    return _Numbers(now, before, trend, periods, interval)


def _added_up(trend: PeriodCounts) -> Counts:
    """The periods of the window together; histograms add up."""
    result: dict[tuple[int, int], Histogram] = {}
    for (_period, definition, touchpoint), histogram in trend.items():
        key = definition, touchpoint
        result[key] = result.get(key, Histogram()) + histogram
    return result


def _nonempty(found: Mapping[tuple[Any, ...], Histogram]) -> dict[Any, Histogram]:
    return {key: histogram for key, histogram in found.items() if any(histogram.counts)}


def _reading(
    definition: MetricDefinition,
    definitions: Sequence[MetricDefinition],
    numbers: _Numbers,
    threshold: int,
) -> Reading:
    metric, scale = definition.metric, definition.scale
    now = _total(numbers.now, definition)
    result = kpi(metric, now, scale, threshold)
    trend: dict[datetime.date, Histogram] = {}
    for (period, of, _touchpoint), histogram in numbers.trend.items():
        if of == definition.pk:
            trend[period] = trend.get(period, Histogram()) + histogram
    compared = None
    if numbers.before is not None:
        compared = change(metric, _total(numbers.before, definition), now, scale, threshold)
    others = {d.pk for d in definitions if d.metric == metric and d.code == definition.code} - {definition.pk}
    return Reading(
        definition=definition,
        kpi=result,
        histogram=None if result.suppressed else now,
        change=compared,
        series=series(metric, scale, trend, numbers.periods, threshold) if result.value is not None else (),
        elsewhere=sum(h.n for (of, _touchpoint), h in numbers.now.items() if of in others),
    )


def _total(counts: Counts, definition: MetricDefinition) -> Histogram:
    return sum((h for (of, _touchpoint), h in counts.items() if of == definition.pk), Histogram())
