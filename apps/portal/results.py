"""The results of a survey as its page shows them: a card for every question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.common.templatetags.cx import figure
from apps.kpis import charts
from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.statistics import Interval
from apps.portal import figures
from apps.portal.addresses import page
from apps.portal.quotes import Quote
from apps.portal.words import interval_words, shape_of
from apps.responses.models import Response
from apps.responses.summaries import (
    Chosen,
    Estimate,
    Means,
    Numbers,
    Results,
    RowMean,
    Scaled,
    Sent,
    Summary,
    Tally,
    Written,
)
from apps.surveys.questionnaire import TYPES

MOST_VALUES = 11  # columns of the table behind means
NAMED = (Metric.NPS, Metric.CSAT, Metric.CES)


@dataclass(frozen=True)
class Card:
    """One question. `why` says why there is nothing to see; `facts` are (term, words)."""

    name: str
    title: str
    kind: str
    answered: str
    facts: tuple[tuple[str, str], ...] = ()
    charts: tuple[figures.Chart, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sent: tuple[tuple[str, Response], ...] = ()
    note: str = ""
    why: str = ""


def cards_of(results: Results, threshold: int) -> list[Card]:
    return [_card(summary, results.responses, threshold) for summary in results.questions]


def _card(summary: Summary, responses: int, threshold: int) -> Card:
    return Card(
        name=summary.name,
        title=f"{summary.panel}: {summary.title}" if summary.panel else summary.title,
        kind=str(TYPES[summary.type].type_title),
        answered=_answered(summary, responses),
        facts=tuple(_facts(summary.tally)),
        charts=tuple(_charts(summary)),
        quotes=tuple(_quotes(summary.tally)),
        sent=tuple((page("response", r.pk), r) for r in summary.tally.newest)
        if isinstance(summary.tally, Sent)
        else (),
        note=_note(summary),
        why=_why(summary, threshold),
    )


def _answered(summary: Summary, responses: int) -> str:
    if summary.panel:
        words = ngettext("%(n)s answer over all items", "%(n)s answers over all items", summary.n)
        return words % {"n": figure(summary.n)}
    words = ngettext(
        "%(n)s of %(responses)s response answered", "%(n)s of %(responses)s responses answered", responses
    )
    return words % {"n": figure(summary.n), "responses": figure(responses)}


def _why(summary: Summary, threshold: int) -> str:
    if summary.is_suppressed:
        words = ngettext(
            "Not shown: fewer than %(count)s answer.", "Not shown: fewer than %(count)s answers.", threshold
        )
        return words % {"count": threshold}
    if not summary.n:
        return _("Nobody has answered this yet.")
    if summary.type == "paneldynamic":
        return _("Its questions follow, over all items together.")
    return "" if summary.tally else _("What was answered stands in the single responses.")


def _note(summary: Summary) -> str:
    if not summary.asked_differently:
        return ""
    numbers = ", ".join(str(number) for number in sorted(summary.asked_differently))
    words = ngettext(
        "Version %(numbers)s asked this on another scale: choose it to see its answers.",
        "Versions %(numbers)s asked this on another scale: choose one to see its answers.",
        len(summary.asked_differently),
    )
    return words % {"numbers": numbers}


def _facts(tally: Tally | None) -> Iterable[tuple[str, str]]:
    if isinstance(tally, Scaled):
        definition = _definition(tally)
        shape = shape_of(definition)
        label = shape.label if definition.metric in NAMED else _("Mean")
        yield label, _with_interval(shape.with_unit(tally.kpi.value), tally.kpi.interval, shape.digits)
        if definition.metric in NAMED:
            yield _("Mean"), figure(tally.histogram.mean, 2)
        yield _("Median"), figure(tally.histogram.median, 1)
    elif isinstance(tally, Numbers):
        yield _("Mean"), _with_interval(figure(tally.mean.value, 1), tally.mean.interval, 1)
        yield _("Median"), figure(tally.median, 1)
        yield _("Middle half"), interval_words(tally.quarter, tally.three_quarters, 1)
        yield _("Lowest to highest"), interval_words(tally.lowest, tally.highest, 1)
    elif isinstance(tally, Sent):
        yield _("Files"), figure(tally.files)


def _with_interval(words: str, within: Interval | None, digits: int) -> str:
    if within is None:
        return words
    interval = interval_words(within.low, within.high, digits)
    return _("%(value)s (95%% interval %(interval)s)") % {"value": words, "interval": interval}


def _definition(tally: Scaled) -> MetricDefinition:
    """Not stored: the words and colours of figures go by definition."""
    scale = tally.scale
    return MetricDefinition(
        metric=tally.metric, scale_min=scale.minimum, scale_max=scale.maximum, top_k=scale.k or 0
    )


def _charts(summary: Summary) -> Iterable[figures.Chart]:
    tally = summary.tally
    if isinstance(tally, Scaled):
        definition = _definition(tally)
        parts = figures.shares(definition, tally.kpi)
        if parts and definition.metric in NAMED:
            yield parts
        yield figures.distribution(definition, tally.histogram)
    elif isinstance(tally, Chosen):
        yield _chosen(tally)
    elif isinstance(tally, Means):
        yield _means(tally)
    elif isinstance(tally, Numbers):
        yield _numbers(tally)


def _chosen(tally: Chosen) -> figures.Chart:
    parts = [charts.Proportion(o.label, o.count, o.share.value, *_ends(o.share)) for o in tally.options]
    title = _("Who chose what, in percent")
    note = _("The line over a bar is its interval (95%).")
    if tally.is_multiple:
        note += " " + _("Several answers were possible.")
    drawn = charts.responsive(lambda width: charts.proportions(parts, title=title, width=width))
    return figures.Chart(drawn, charts.proportions_table(parts), title, note)


def _means(tally: Means) -> figures.Chart:
    title = _("Mean place, 1 is the best") if tally.is_ranking else _("Mean of each row")
    if tally.unit:
        title = _("%(title)s, %(unit)s") % {"title": title, "unit": tally.unit}
    rows = [_mean(row) for row in tally.rows]
    few = tally.high - tally.low < MOST_VALUES
    values = range(int(tally.low), int(tally.high) + 1) if few else ()

    def draw(width: int) -> SafeString:
        return charts.means(rows, title=title, minimum=tally.low, maximum=tally.high, width=width)

    note = _("The line through a dot is its interval (95%).")
    return figures.Chart(charts.responsive(draw), charts.means_table(rows, values=values), title, note)


def _mean(row: RowMean) -> charts.Mean:
    note = _("too few answers") if row.n else _("no answers")
    return charts.Mean(row.label, row.mean.value, *_ends(row.mean), n=row.n, note=note, counts=row.counts)


def _numbers(tally: Numbers) -> figures.Chart:
    title = _("How the numbers are spread")
    bars = [
        charts.Bar(figure(b.low, 1) if b.low == b.high else interval_words(b.low, b.high, 1), b.count)
        for b in tally.bins
    ]
    drawn = charts.responsive(lambda width: charts.distribution(bars, title=title, width=width))
    return figures.Chart(drawn, charts.distribution_table(bars), title)


def _ends(estimate: Estimate) -> tuple[float | None, float | None]:
    within = estimate.interval
    return (within.low, within.high) if within else (None, None)


def _quotes(tally: Tally | None) -> Iterable[Quote]:
    for response, text in tally.newest if isinstance(tally, Written) else ():
        yield Quote(
            text=text,
            score=None,
            score_max=None,
            band="none",
            source="",
            at=response.submitted_at,
            url=page("response", response.pk),
            language=response.language,
        )
