"""How a figure is computed, in words that need no training in statistics."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.statistics import Interval


def formula(definition: MetricDefinition) -> str:
    """How the value comes about, in words that need no training in statistics."""
    scale = definition.scale
    if definition.metric == Metric.NPS:
        return _(
            "The percentage of promoters (9 or 10 on a scale from 0 to 10) less the percentage of detractors "
            "(0 to 6). It runs from \N{MINUS SIGN}100 to +100. People who answer 7 or 8 count in the total only."
        )
    if definition.metric == Metric.CSAT:
        best = scale.best(scale.best_k)
        return _(
            "The percentage of answers from %(low)s to %(high)s on the scale from %(minimum)s to %(maximum)s, "
            "out of all answers to the question."
        ) % {"low": best[0], "high": best[-1], "minimum": scale.minimum, "maximum": scale.maximum}
    ends = {"minimum": scale.minimum, "maximum": scale.maximum}
    if definition.metric == Metric.CES and scale.high_is_good:
        return (
            _("The mean of all answers from %(minimum)s to %(maximum)s to “they made it easy”; high is easy.")
            % ends
        )
    if definition.metric == Metric.CES:
        return (
            _(
                "The mean of all answers from %(minimum)s to %(maximum)s on how much effort it took; low is easy."
            )
            % ends
        )
    return (
        _(
            "The mean of all answers from %(minimum)s to %(maximum)s, read beside the median, the geometric mean "
            "and the minimum, because a mean alone hides the people who were let down."
        )
        % ends
    )


def interval_method(interval: Interval) -> str:
    """What the interval is and where its formula stands."""
    sources = {
        "adjusted_wald": _("adjusted Wald interval (Rocks 2016)"),
        "wilson": _("Wilson interval (Wilson 1927)"),
        "t": _("Student's t interval, for 100 answers and more"),
        "adjusted_mean": _("adjusted interval of a mean, for fewer than 100 answers"),
    }
    return sources.get(interval.method, interval.method)


def change_method(definition: MetricDefinition) -> str:
    if definition.metric == Metric.NPS:
        return _("difference of two independent groups, Newcombe's square-and-add on both adjusted intervals")
    if definition.metric == Metric.CSAT:
        return _("difference of two independent shares (Newcombe 1998)")
    return _("difference of two independent means (Welch 1947; small groups by square-and-add)")
