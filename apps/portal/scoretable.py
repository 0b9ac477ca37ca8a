"""The scorecard as a table: one line a touchpoint, everything on one 0-10 axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.common.templatetags.cx import figure
from apps.kpis import charts
from apps.kpis.overview import Finding, Overview
from apps.kpis.periods import Interval
from apps.kpis.scorecard import Row, Scorecard
from apps.kpis.statistics import Verdict
from apps.kpis.statistics.composite import BELOW_TARGET, LARGE_SHARE
from apps.portal import figures
from apps.portal.addresses import changed, page
from apps.portal.findings import on_common_axis
from apps.portal.words import (
    interval_words,
    moved_words,
    p_words,
    shape_of,
    suppressed_words,
    tone,
)

DEFAULT_SORT = "shortfall"
MOST_ADVICE = 3


@dataclass(frozen=True)
class Line:
    """One touchpoint as the template writes it."""

    name: str
    url: str
    stage: str
    channel: str
    value: float | None
    own_scale: str
    bar: SafeString | str
    interval: str
    n: int
    trend: SafeString | str
    share: float | None
    change: str
    change_tone: str
    finding: str
    kind: str  # weak, watch, good or none
    suppressed: str


@dataclass(frozen=True)
class Heading:
    label: str
    url: str
    sorted: str
    numeric: bool


@dataclass(frozen=True)
class ScoreTable:
    lines: tuple[Line, ...]
    headings: dict[str, Heading]
    axis: SafeString
    target: float


SORTS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "shortfall": (lambda row: row.contribution.shortfall if row.contribution else -1.0, True),
    "score": (lambda row: row.common.value if row.common.value is not None else 99.0, False),
    "answers": (lambda row: row.kpi.n, True),
    "name": (lambda row: str(row.touchpoint).casefold(), False),
}


def score_table(found: Overview, *, get: QueryDict, query: str, threshold: int, target: float) -> ScoreTable:
    sort = get.get("sort", DEFAULT_SORT)
    is_reversed = sort.startswith("-")
    name = sort.removeprefix("-") if sort.removeprefix("-") in SORTS else DEFAULT_SORT
    key, falling = SORTS[name]
    rows = sorted(found.scorecard.rows, key=key, reverse=falling != is_reversed)
    judged = {f.subject.touchpoint.pk: f for f in found.findings if isinstance(f.subject, Row)}
    lines = tuple(_line(row, judged.get(row.touchpoint.pk), query, found.interval, threshold) for row in rows)
    return ScoreTable(lines, _headings(get, name, is_reversed), _axis(target), target)


def _headings(get: QueryDict, current: str, is_reversed: bool) -> dict[str, Heading]:
    labels = {
        "name": (_("Touchpoint"), False),
        "score": (_("Score"), True),
        "answers": (_("Answers"), True),
        "shortfall": (_("Shortfall"), True),
    }
    result = {}
    for name, (label, numeric) in labels.items():
        falls = SORTS[name][1] != is_reversed
        is_current = name == current
        turned = f"-{name}" if is_current and not is_reversed else name
        wanted = None if turned == DEFAULT_SORT else turned
        state = ("descending" if falls else "ascending") if is_current else ""
        result[name] = Heading(label, changed(get, sort=wanted), state, numeric)
    return result


def _axis(target: float) -> SafeString:
    return charts.scorecard_axis(title=_("0 is worst, 10 is best"), target=target)


def _line(row: Row, judged: Finding | None, query: str, interval: Interval, threshold: int) -> Line:
    touchpoint, within = row.touchpoint, row.common.interval
    finding, kind = finding_of(row)
    return Line(
        name=str(touchpoint),
        url=page("touchpoint", touchpoint.uid, query=query),
        stage=str(touchpoint.stage or ""),
        channel=str(touchpoint.channel or ""),
        value=row.common.value,
        own_scale=own_scale_words(row),
        bar=_bar(row),
        interval=interval_words(within.low, within.high, 1) if within else "",
        n=row.kpi.n,
        trend=figures.sparkline(
            row.series,
            shape_of(row.definition),
            interval,
            threshold,
            title=_("%(name)s over time") % {"name": touchpoint},
            common=True,
            width=120,
            height=32,
        ),
        share=row.contribution.share.value if row.contribution else None,
        change=_change(row, judged),
        change_tone=tone(judged.verdict if judged else None),
        finding=finding,
        kind=kind,
        suppressed=suppressed_words(row.kpi, threshold),
    )


def own_scale_words(row: Row) -> str:
    """Where the score was not asked on 0-10: what it is on the scale that was asked."""
    scale = row.definition.scale
    if (scale.minimum, scale.maximum, row.definition.metric) == (0, 10, "touchpoint"):
        return ""
    asked = {"metric": shape_of(row.definition).label, "low": scale.minimum, "high": scale.maximum}
    if row.kpi.value is None:
        return _("%(metric)s on %(low)s to %(high)s") % asked
    words = _("%(metric)s %(value)s on %(low)s to %(high)s")
    return words % {**asked, "value": figure(row.kpi.value, 2)}


def _bar(row: Row) -> SafeString | str:
    if row.common.value is None:
        return ""
    within = row.common.interval
    return charts.scorecard_bar(
        row.common.value,
        within.low if within else None,
        within.high if within else None,
        title=str(row.touchpoint),
        target=row.target,
        weak=row.is_weak,
    )


def _change(row: Row, judged: Finding | None) -> str:
    """Judged together with all other comparisons of the page, like the sentences above the table."""
    if judged is None:
        return ""
    moved = moved_words(on_common_axis(row, judged.change.difference or 0.0))
    if judged.verdict == Verdict.CHANCE:
        return _("%(moved)s, could be chance") % {"moved": moved}
    return _("%(moved)s, %(p)s") % {"moved": moved, "p": p_words(judged.p)}


def finding_of(row: Row) -> tuple[str, str]:
    """The flag in words, and its kind."""
    if row.contribution is None:
        return "", "none"
    words = {BELOW_TARGET: _("Below target"), LARGE_SHARE: _("weighs most")}
    flags = row.contribution.flags
    if flags == (BELOW_TARGET, LARGE_SHARE):
        return _("Below target, large share of the shortfall"), "weak"
    if flags == (LARGE_SHARE,):
        return _("Large share of the shortfall"), "weak"
    if flags:
        return words[flags[0]], "weak"
    within = row.common.interval
    if within is not None and within.low < row.target <= within.high:
        return _("Near the target"), "watch"
    return _("On target"), "none"


@dataclass(frozen=True)
class Advice:
    """What raising one weak touchpoint to 10 would do to the whole."""

    name: str
    url: str
    share: float | None
    now: float | None
    raised: float


def advice(card: Scorecard, query: str) -> Sequence[Advice]:
    return [
        Advice(
            name=str(row.touchpoint),
            url=page("touchpoint", row.touchpoint.uid, query=query),
            share=row.contribution.share.value,
            now=card.whole.geometric.value,
            raised=row.contribution.raised,
        )
        for row in card.raise_first[:MOST_ADVICE]
        if row.contribution
    ]
