"""One way in: metric name and histogram to KPI, with small numbers suppressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from apps.kpis.statistics.effort import ces, easy_values, hard_values
from apps.kpis.statistics.histogram import Histogram, Scale
from apps.kpis.statistics.promoters import DETRACTORS, PROMOTERS, nps
from apps.kpis.statistics.results import NO_ANSWERS, THRESHOLD, TOO_FEW, Kpi
from apps.kpis.statistics.satisfaction import csat
from apps.kpis.statistics.scores import attribute, third, touchpoint

METRICS: dict[str, Callable[[Histogram, Scale], Kpi]] = {
    "nps": nps,
    "csat": csat,
    "ces": ces,
    "touchpoint": touchpoint,
    "attribute": attribute,
}


@lru_cache(
    maxsize=8192
)  # the days of a dashboard are asked for again and again, and most of them never change
def kpi(metric: str, histogram: Histogram, scale: Scale, threshold: int = THRESHOLD) -> Kpi:
    """The KPI of a histogram. Below the threshold only n and the reason are left.

    Raises KeyError for an unknown metric and ScaleError where scores and scale do not belong together.
    """
    result = METRICS[metric](histogram, scale)
    if result.n <= 0:
        return result.hide(NO_ANSWERS)
    return result.hide(TOO_FEW) if result.n < threshold else result


def band(metric: str, value: int, scale: Scale) -> str:
    """low, middle or high: how a single score of this metric counts, for colours and for 'unhappy'."""
    if metric == "nps":
        low, high = DETRACTORS, PROMOTERS
    elif metric == "csat":
        low, high = scale.worst(scale.best_k), scale.best(scale.best_k)
    elif metric == "ces":
        low, high = hard_values(scale), easy_values(scale)
    else:
        return third(value, scale)
    if value in high:
        return "high"
    return "low" if value in low else "middle"
