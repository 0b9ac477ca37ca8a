"""Pure functions from histograms to KPIs: value, n, interval, verdict. Definitions and sources: kpis in docs.

Nothing here knows Django, a database, a language or a page; reasons, methods and units are codes.
"""

from apps.kpis.statistics.changes import (
    change,
    nps_difference_in_differences,
    paired_nps,
    pooled_z,
    rate_change,
)
from apps.kpis.statistics.composite import Contribution, Part, Whole, part, whole
from apps.kpis.statistics.effort import ces
from apps.kpis.statistics.histogram import Histogram, Scale, ScaleError
from apps.kpis.statistics.metrics import METRICS, band, kpi
from apps.kpis.statistics.planning import nps_sample_size
from apps.kpis.statistics.promoters import nps, nps_by_person
from apps.kpis.statistics.results import Change, Figure, Interval, Kpi, Verdict
from apps.kpis.statistics.satisfaction import csat, rate
from apps.kpis.statistics.scores import attribute, touchpoint
from apps.kpis.statistics.suppression import suppress
from apps.kpis.statistics.weights import effective_n, weighted_nps

__all__ = [
    "METRICS",
    "Change",
    "Contribution",
    "Figure",
    "Histogram",
    "Interval",
    "Kpi",
    "Part",
    "Scale",
    "ScaleError",
    "Verdict",
    "Whole",
    "attribute",
    "band",
    "ces",
    "change",
    "csat",
    "effective_n",
    "kpi",
    "nps",
    "nps_by_person",
    "nps_difference_in_differences",
    "nps_sample_size",
    "paired_nps",
    "part",
    "pooled_z",
    "rate",
    "rate_change",
    "suppress",
    "touchpoint",
    "weighted_nps",
    "whole",
]
