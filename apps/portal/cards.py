"""A KPI as a card: never a bare number (see common/kpi_card.html)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis import charts
from apps.kpis.overview import Reading
from apps.kpis.periods import Interval
from apps.kpis.statistics import Verdict
from apps.portal import figures
from apps.portal.addresses import page
from apps.portal.words import (
    change_words,
    direction,
    periods_words,
    scale_words,
    shape_of,
    suppressed_words,
    tone,
)


@dataclass(frozen=True)
class Card:
    label: str
    value: float | None
    n: int
    digits: int
    unit: str
    signed: bool
    low: float | None
    high: float | None
    suppressed: str
    change: str
    direction: str
    verdict: str
    interval_svg: SafeString | str
    sparkline_svg: SafeString | str
    sparkline_label: str
    url: str
    how_url: str
    target: float | None = None


def card_of(
    reading: Reading,
    interval: Interval,
    threshold: int,
    *,
    query: str = "",
    target: float | None = None,
    together: Verdict | None = None,
) -> Card:
    """``query`` is that of the filters: the figure opens into its parts under the same ones.

    ``together`` is what its change says among the other comparisons of the page; without it, by itself.
    """
    definition, kpi = reading.definition, reading.kpi
    shape = shape_of(definition)
    within = kpi.interval
    label = _("%(metric)s, %(scale)s") % {"metric": shape.label, "scale": scale_words(definition)}
    own = "" if definition.is_primary else str(definition.uid)
    url = page("kpi", definition.metric, query=query, definition=own)
    return Card(
        label=label if definition.metric != "nps" else shape.label,
        value=kpi.value,
        n=kpi.n,
        digits=shape.digits,
        unit=shape.unit,
        signed=shape.is_signed,
        low=within.low if within else None,
        high=within.high if within else None,
        suppressed=suppressed_words(kpi, threshold),
        change=change_words(reading.change, shape.digits, together),
        direction=direction(reading.change),
        verdict=tone(together or (reading.change.verdict if reading.change else None)),
        interval_svg=_interval_bar(reading, target),
        sparkline_svg=figures.sparkline(reading.series, shape, interval, threshold, title=shape.label),
        sparkline_label=periods_words(len(reading.series), interval) if reading.series else "",
        url=url,
        how_url=url,
        target=target,
    )


def _interval_bar(reading: Reading, target: float | None) -> SafeString | str:
    kpi, shape = reading.kpi, shape_of(reading.definition)
    if kpi.value is None or kpi.interval is None:
        return ""
    return charts.interval_bar(
        kpi.value,
        kpi.interval.low,
        kpi.interval.high,
        minimum=shape.minimum,
        maximum=shape.maximum,
        title=shape.label,
        target=target,
        fmt=shape.written,
        ends=shape.ends,
    )
