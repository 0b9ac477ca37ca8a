"""A figure opened into its parts: a line per touchpoint, channel, stage, survey or group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis import charts
from apps.kpis.models import MetricDefinition
from apps.kpis.selectors import NO_TOUCHPOINT, UNKNOWN, Row
from apps.portal.addresses import changed, page
from apps.portal.words import Shape, interval_words, suppressed_words
from apps.surveys.selectors import survey_titles

GROUPINGS = ("touchpoint", "channel", "stage", "survey")


@dataclass(frozen=True)
class Part:
    label: str
    value: float | None
    written: str
    bar: SafeString | str
    interval: str
    n: int
    suppressed: str
    responses_url: str


def grouping_tabs(
    get: QueryDict, current: str, dimensions: Sequence[str], without: Sequence[str] = ()
) -> list[tuple[str, str, bool]]:
    labels = {
        "touchpoint": _("Touchpoint"),
        "channel": _("Channel"),
        "stage": _("Stage"),
        "survey": _("Survey"),
        **{f"dimension:{name}": name for name in dimensions},
    }
    return [(label, changed(get, by=by), by == current) for by, label in labels.items() if by not in without]


def breakdown(
    rows: Sequence[Row],
    definition: MetricDefinition,
    shape: Shape,
    group_by: str,
    query: str,
    behind: Mapping[str, str],
    threshold: int,
) -> list[Part]:
    """Largest first is what a reader looks for; ``behind`` names the metric whose responses a line opens into."""
    titles = survey_titles() if group_by == "survey" else {}
    parts = [
        Part(
            label=titles.get(row.key, row.label),
            value=row.kpi.value,
            written=shape.with_unit(row.kpi.value),
            bar=_bar(row, shape),
            interval=_interval(row, shape),
            n=row.kpi.n,
            suppressed=suppressed_words(row.kpi, threshold),
            responses_url=page("responses", query=query, **behind, **_narrowing(group_by, row.key)),
        )
        for row in rows
    ]
    worst_last = definition.high_is_good or definition.metric == "csat"
    return sorted(parts, key=lambda p: (p.value is None, (p.value or 0) * (-1 if worst_last else 1), p.label))


def _narrowing(group_by: str, key: str) -> dict[str, str]:
    """The filter that leaves just this line's responses."""
    if group_by.startswith("dimension:"):
        return {"dimension": f"{group_by.removeprefix('dimension:')}:{key}"}
    if group_by == "stage" and key in {NO_TOUCHPOINT, UNKNOWN}:
        return {"touchpoint": NO_TOUCHPOINT} if key == NO_TOUCHPOINT else {}
    return {group_by: key}


def _bar(row: Row, shape: Shape) -> SafeString | str:
    within = row.kpi.interval
    if row.kpi.value is None or within is None:
        return ""
    return charts.interval_bar(
        row.kpi.value,
        within.low,
        within.high,
        minimum=shape.minimum,
        maximum=shape.maximum,
        title=row.label,
        fmt=shape.written,
        ends=("", ""),
    )


def _interval(row: Row, shape: Shape) -> str:
    within = row.kpi.interval
    return interval_words(within.low, within.high, shape.digits) if within else ""
