"""What figures mean, in words: metrics and their scales, changes, reasons why there is nothing to see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from apps.common.templatetags.cx import figure, signed
from apps.common.texts import in_language
from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.periods import Interval
from apps.kpis.statistics import Change, Kpi, Verdict
from apps.kpis.statistics.results import NO_ANSWERS, TOO_FEW

CLEARLY = 0.001
NBSP = "\N{NO-BREAK SPACE}"  # "p" and its figure stay in one line


@dataclass(frozen=True)
class Shape:
    """How a metric is written: its axis, unit and decimals."""

    label: str
    unit: str
    digits: int
    is_signed: bool
    minimum: float
    maximum: float

    def written(self, value: float | None) -> str:
        return signed(value, self.digits) if self.is_signed else figure(value, self.digits)

    def with_unit(self, value: float | None) -> str:
        return self.written(value) + self.unit

    @property
    def ends(self) -> tuple[str, str]:
        return figure(self.minimum, 0), figure(self.maximum, 0)


def shape_of(definition: MetricDefinition) -> Shape:
    label = metric_label(definition)
    if definition.metric == Metric.NPS:
        return Shape(label, "", 1, True, -100, 100)
    if definition.metric == Metric.CSAT:
        return Shape(label, "%", 1, False, 0, 100)
    return Shape(label, "", 2, False, definition.scale_min, definition.scale_max)


def metric_label(definition: MetricDefinition) -> str:
    if definition.metric == Metric.ATTRIBUTE:
        return in_language(definition.wording) or definition.code
    if definition.metric == Metric.TOUCHPOINT:
        return _("Touchpoint score")
    return str(Metric(definition.metric).label)


def scale_words(definition: MetricDefinition) -> str:
    """ "1 to 5, the top 2 count as satisfied"."""
    ends = {"low": definition.scale_min, "high": definition.scale_max, "k": definition.scale.k or 0}
    if definition.metric == Metric.CSAT:
        ends["k"] = definition.scale.best_k
        return _("%(low)s to %(high)s, the top %(k)s count as satisfied") % ends
    if not definition.high_is_good:
        return _("%(low)s to %(high)s, low is good") % ends
    return _("%(low)s to %(high)s") % ends


def definition_label(definition: MetricDefinition) -> str:
    return _("%(label)s, %(scale)s") % {
        "label": metric_label(definition),
        "scale": scale_words(definition),
    }


def suppressed_words(kpi: Kpi, threshold: int) -> str:
    """Why there is no value: what stands after "Not shown:"."""
    if kpi.value is not None or kpi.suppressed in (None, NO_ANSWERS):
        return ""
    if kpi.suppressed == TOO_FEW:
        return ngettext("fewer than %(count)s answer", "fewer than %(count)s answers", threshold) % {
            "count": threshold
        }
    return _("it would give away a group with too few answers")


def p_words(p: float) -> str:
    """ "p .07", "p < .001"; one more decimal where rounding would blur the line at .05."""
    if p < CLEARLY:
        return _("p < %(p)s").replace(" ", NBSP) % {"p": _decimals(CLEARLY, 3)}
    digits = 3 if p < 0.01 or 0.045 <= p < 0.055 else 2
    return _("p %(p)s").replace(" ", NBSP) % {"p": _decimals(p, digits)}


def _decimals(p: float, digits: int) -> str:
    text = figure(p, digits)
    return text.removeprefix("0") if (get_language() or "en").startswith("en") and p < 1 else text


def change_words(change: Change | None, digits: int = 1, together: Verdict | None = None) -> str:
    """ "down 20.0, could be chance: p .07, n 100 and 100". ``together``: see ``overview.Finding.verdict``."""
    if change is None:
        return _("All time has no period before it to compare with.")
    if change.difference is None or change.p is None:
        words = ngettext(
            "Too few answers to compare with the period before: n %(before)s and %(after)s.",
            "Too few answers to compare with the period before: n %(before)s and %(after)s.",
            change.n_before,
        )
        return words % {"before": figure(change.n_before), "after": figure(change.n_after)}
    facts = {
        "moved": moved_words(change.difference, digits),
        "verdict": _("could be chance among so many comparisons")
        if together == Verdict.CHANCE != change.verdict
        else verdict_words(change),
        "p": p_words(change.p),
        "before": figure(change.n_before),
        "after": figure(change.n_after),
    }
    return _("%(moved)s, %(verdict)s: %(p)s, n %(before)s and %(after)s") % facts


def moved_words(difference: float, digits: int = 1) -> str:
    amount = figure(abs(difference), digits)
    if not amount.strip("0.,"):
        return _("unchanged")
    words = _("up %(amount)s") if difference > 0 else _("down %(amount)s")
    return words % {"amount": amount}


def verdict_words(change: Change) -> str:
    if change.verdict == Verdict.CHANCE:
        return _("could be chance")
    return _("very unlikely chance") if (change.p or 0) < 0.01 else _("unlikely chance")


def direction(change: Change | None) -> str:
    """The arrow beside a change: up, down or flat; the colour says whether that is good."""
    if change is None or change.difference is None:
        return ""
    if change.verdict == Verdict.CHANCE:
        return "flat"
    return "up" if change.difference > 0 else "down"


def tone(verdict: Verdict | None) -> str:
    return {Verdict.BETTER: "better", Verdict.WORSE: "worse"}.get(verdict, "noise") if verdict else "noise"


def interval_words(low: float, high: float, digits: int) -> str:
    return _("%(low)s to %(high)s") % {
        "low": figure(low, digits),
        "high": figure(high, digits),
    }


def period_label(start: datetime.date, interval: Interval) -> str:
    """A label short enough for an axis: "Mar 26", or the first day of a week: "2 Mar"."""
    if interval == "month":
        return date_format(start, "M y")
    return date_format(start, "j M")


def periods_words(count: int, interval: Interval) -> str:
    """What a trend spans: "13 weeks, by week"."""
    if interval == "month":
        return ngettext("%(count)s month, by month", "%(count)s months, by month", count) % {"count": count}
    if interval == "week":
        return ngettext("%(count)s week, by week", "%(count)s weeks, by week", count) % {"count": count}
    return ngettext("%(count)s day, by day", "%(count)s days, by day", count) % {"count": count}
