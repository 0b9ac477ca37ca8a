"""What the page of one touchpoint shows: its figures, its place in the whole, its two purposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.common.templatetags.cx import figure
from apps.kpis.models import Metric
from apps.kpis.overview import Reading, overview, readings_of
from apps.kpis.periods import interval_for
from apps.kpis.scorecard import READ_BY, Row, target_of
from apps.kpis.selectors import kpi_rows
from apps.portal import figures
from apps.portal.breakdown import breakdown, grouping_tabs
from apps.portal.cards import Card, card_of
from apps.portal.forms.filters import Filters
from apps.portal.scoretable import finding_of
from apps.portal.words import shape_of
from apps.touchpoints.models import Touchpoint

RELATIONSHIP = (Metric.TOUCHPOINT, Metric.CSAT)
OPERATIONAL = (Metric.CES,)


@dataclass(frozen=True)
class Purpose:
    """One of the two things a touchpoint is for: what, measured by what, target against actual."""

    title: str
    text: str
    missing: str
    card: Card | None
    target: str
    unmeasured: str


def touchpoint_figures(
    request: HttpRequest, touchpoint: Touchpoint, filters: Filters, dimensions: Sequence[str]
) -> dict[str, Any]:
    client = request.client
    scope, threshold = filters.scope, client.small_number
    own = replace(scope, touchpoint=touchpoint.code)
    interval = interval_for(scope.start, scope.end)
    card = overview(scope, target=client.target, threshold=threshold).scorecard
    row = next((r for r in card.rows if r.touchpoint.pk == touchpoint.pk), None)
    readings = readings_of(own, threshold=threshold)
    main = _main(readings, row)
    target = target_of(touchpoint, client.target)
    query = urlencode({"touchpoint": touchpoint.code}) + (f"&{filters.query}" if filters.query else "")
    cards = {r.definition.pk: card_of(r, interval, threshold, query=query) for r in readings}
    purposes = _purposes(touchpoint, readings, cards, main, target)
    told = [purpose.card for purpose in purposes]
    shown: dict[str, Any] = {
        "row": row,
        "standing": standing(row, len(card.whole.contributions)) if row else None,
        "purposes": purposes,
        "others": [card for card in cards.values() if card not in told],
        "main": main,
    }
    if main is None:
        return shown
    group_by = _grouping(request, dimensions)
    rows = kpi_rows(main.definition, own, group_by=group_by, threshold=threshold)
    behind = {"metric": main.definition.metric, "touchpoint": touchpoint.code}
    shape = shape_of(main.definition)
    return shown | {
        "distribution": main.histogram and figures.distribution(main.definition, main.histogram),
        "trend": figures.trend(
            main.definition, main.series, interval, threshold, target=_own_scale(main, target)
        ),
        "group_by": group_by,
        "groupings": grouping_tabs(request.GET, group_by, dimensions, without=("touchpoint", "stage")),
        "breakdown": breakdown(rows, main.definition, shape, group_by, filters.query, behind, threshold),
    }


def standing(row: Row, of: int) -> dict[str, Any]:
    """Its place in the whole, in words."""
    words, kind = finding_of(row)
    contribution = row.contribution
    return {
        "finding": words,
        "kind": kind,
        "rank": contribution.rank if contribution else None,
        "of": of,
        "share": contribution.share.value if contribution else None,
        "raised": contribution.raised if contribution else None,
    }


def _main(readings: Sequence[Reading], row: Row | None) -> Reading | None:
    """The scale the scorecard reads it by, else the first of what there is."""
    if row is not None:
        return next((r for r in readings if r.definition == row.definition), None)
    fitting = [r for r in readings if r.definition.metric in READ_BY]
    order = {metric: place for place, metric in enumerate(READ_BY)}
    return min(fitting, key=lambda r: order[Metric(r.definition.metric)], default=None)


def _purposes(
    touchpoint: Touchpoint,
    readings: Sequence[Reading],
    cards: dict[int, Card],
    main: Reading | None,
    target: float,
) -> list[Purpose]:
    by_metric = {r.definition.metric: r for r in reversed(readings) if r.definition.is_primary}
    perceived = main if main and main.definition.metric in RELATIONSHIP else None
    effort = next((by_metric[m] for m in OPERATIONAL if m in by_metric), None)
    return [
        Purpose(
            _("Operational purpose"),
            touchpoint.operational_purpose,
            _("Nobody has said yet what it should get done."),
            cards[effort.definition.pk] if effort else None,
            "",
            _("No operational figure yet. Ask how easy it was (CES) in a survey about this touchpoint."),
        ),
        Purpose(
            _("Relationship purpose"),
            touchpoint.relationship_purpose,
            _("Nobody has said yet what people should think afterwards."),
            cards[perceived.definition.pk] if perceived else None,
            _("Target %(target)s on the common axis from 0 to 10") % {"target": figure(target, 1)},
            _("No relationship figure yet. Ask for a rating in a survey about this touchpoint."),
        ),
    ]


def _own_scale(reading: Reading, target: float) -> float:
    """A target on the common axis in the units of the reading's scale."""
    scale = reading.definition.scale
    distance = target * scale.span / 10
    return scale.minimum + distance if scale.high_is_good else scale.maximum - distance


def _grouping(request: HttpRequest, dimensions: Sequence[str]) -> str:
    wanted = str(request.GET.get("by", ""))
    known = {"channel", "survey", *(f"dimension:{name}" for name in dimensions)}
    return wanted if wanted in known else "channel"
