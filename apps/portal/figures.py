"""Charts of the portal: a title, a note, the drawing and the table behind it, as common/chart.html takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.common.templatetags.cx import figure
from apps.kpis import charts
from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.periods import Interval, PeriodKpi
from apps.kpis.scorecard import Scorecard
from apps.kpis.statistics import Histogram, Kpi, band
from apps.portal.words import Shape, period_label, shape_of, suppressed_words
from apps.responses.selectors import Collecting

PARTS = {
    Metric.NPS: ("detractors", "passives", "promoters"),
    Metric.CES: ("hard", None, "easy"),
}


@dataclass(frozen=True)
class Chart:
    svg: SafeString
    table: charts.Table | None = None
    title: str = ""
    note: str = ""


def points(
    series: Sequence[PeriodKpi], interval: Interval, threshold: int, part: str = ""
) -> list[charts.Point]:
    """Points of a trend; ``part`` takes a figure beside the value, such as the score on the common axis."""
    result = []
    for period in series:
        kpi = period.kpi
        value, within = kpi.value, kpi.interval
        if part and kpi.value is not None:
            value, within = kpi.parts[part].value, kpi.parts[part].interval
        result.append(
            charts.Point(
                label=period_label(period.start, interval),
                value=value,
                low=within.low if within else None,
                high=within.high if within else None,
                n=kpi.n,
                note=suppressed_words(kpi, threshold) or _("no answers"),
            )
        )
    return result


def trend(
    definition: MetricDefinition,
    series: Sequence[PeriodKpi],
    interval: Interval,
    threshold: int,
    *,
    target: float | None = None,
    title: str = "",
) -> Chart:
    shape = shape_of(definition)
    title = title or _("%(metric)s over time") % {"metric": shape.label}
    places = points(series, interval, threshold)

    def draw(width: int) -> SafeString:
        return charts.trend(
            places,
            title=title,
            minimum=shape.minimum,
            maximum=shape.maximum,
            target=target,
            fmt=shape.written,
            width=width,
        )

    table = charts.trend_table(places, fmt=shape.written, value=shape.label)
    note = _("The ribbon is the 95% interval of each period; a gap is a period with too few answers.")
    return Chart(charts.responsive(draw), table, title, note)


def sparkline(
    series: Sequence[PeriodKpi],
    shape: Shape,
    interval: Interval,
    threshold: int,
    *,
    title: str,
    common: bool = False,
    width: int = 240,
    height: int = 44,
) -> SafeString | str:
    """The trend as large as a word, from two periods on; on the common 0-10 axis where ``common``."""
    places = points(series, interval, threshold, "rescaled" if common else "")
    if sum(place.value is not None for place in places) < 2:
        return ""
    low, high = (0, 10) if common else (shape.minimum, shape.maximum)
    return charts.sparkline(
        places, title=title, minimum=low, maximum=high, fmt=shape.written, width=width, height=height
    )


def distribution(definition: MetricDefinition, histogram: Histogram) -> Chart:
    """Answers at each position of the scale, coloured by what they count as."""
    scale = definition.scale
    bars = [
        charts.Bar(str(value), histogram[value], band(definition.metric, value, scale))
        for value in scale.values
    ]
    title = _("Answers by value")

    def draw(width: int) -> SafeString:
        return charts.distribution(bars, title=title, width=width)

    return Chart(charts.responsive(draw), charts.distribution_table(bars), title)


def shares(definition: MetricDefinition, kpi: Kpi) -> Chart | None:
    """The three groups an answer can fall into, in one bar."""
    if kpi.value is None:
        return None
    names = {
        "detractors": _("detractors"),
        "passives": _("passives"),
        "promoters": _("promoters"),
        "hard": _("hard"),
        "easy": _("easy"),
        "dissatisfied": _("dissatisfied"),
        "low": _("low"),
        "high": _("high"),
    }
    if definition.metric == Metric.CSAT:
        low, high = kpi.parts["dissatisfied"].value or 0.0, kpi.value
        pair = (names["dissatisfied"], _("satisfied"))
    else:
        first, _middle, last = PARTS.get(Metric(definition.metric), ("low", None, "high"))
        low, high = kpi.parts[first].value or 0.0, kpi.parts[last].value or 0.0
        pair = (names[first], names[last])
    middle = names["passives"] if definition.metric == Metric.NPS else _("in between")
    segments = [
        charts.Segment(pair[0], low, "low"),
        charts.Segment(middle, max(0.0, 100 - low - high), "middle"),
        charts.Segment(pair[1], high, "high"),
    ]
    title = _("What the answers count as")

    def draw(width: int) -> SafeString:
        return charts.stacked(segments, title=title, width=width)

    return Chart(charts.responsive(draw), charts.stacked_table(segments), title)


def shortfall(card: Scorecard) -> Chart:
    """Who takes how much from the whole; the line is twice an equal share."""
    names = {row.touchpoint.code: str(row.touchpoint) for row in card.rows}
    contributions = card.whole.contributions
    parts = [
        charts.Share(
            label=names[c.key],
            share=c.share.value,
            low=c.share.interval.low if c.share.interval else None,
            high=c.share.interval.high if c.share.interval else None,
            flagged=c.is_weak,
        )
        for c in contributions
    ]
    title = _("Share of all shortfall from 10")
    limit = 200 / len(contributions) if contributions else None

    def draw(width: int) -> SafeString:
        return charts.shortfall(parts, title=title, limit=limit, width=width)

    note = _("Each touchpoint weighs the same. The line is twice an equal share.")
    return Chart(charts.responsive(draw), charts.shortfall_table(parts), title, note)


def answers_a_day(collecting: Collecting) -> Chart:
    places = [charts.Point(date_format(day, "j M"), float(n), n=n) for day, n in collecting.days]
    most = max([n for _day, n in collecting.days] + [1])
    title = _("Answers a day, last five weeks")
    svg = charts.sparkline(
        places,
        title=title,
        minimum=0,
        maximum=most,
        fmt=lambda value: figure(value, 0),
        width=320,
        height=56,
    )
    rows = tuple((place.label, str(place.n)) for place in places)
    return Chart(svg, charts.Table((_("Day"), _("Answers")), rows), title)
