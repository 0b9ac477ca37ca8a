"""The periods of a trend: weeks from Monday, or months, as PostgreSQL's date_trunc makes them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from apps.kpis.statistics import Histogram, Kpi, Scale, kpi, suppress
from apps.kpis.statistics.results import COMPLEMENTARY

Interval = Literal["day", "week", "month"]
WEEKS_UNTIL = 200  # days: a longer window is read by month


@dataclass(frozen=True)
class PeriodKpi:
    """A KPI of one period; ``start`` is its first day, also where the window begins later."""

    start: datetime.date
    kpi: Kpi


def interval_for(start: datetime.date | None, end: datetime.date | None) -> Interval:
    if start is None or end is None:
        return "month"
    return "week" if (end - start).days <= WEEKS_UNTIL else "month"


def beginning(day: datetime.date, interval: Interval) -> datetime.date:
    if interval == "month":
        return day.replace(day=1)
    return day - datetime.timedelta(days=day.weekday() if interval == "week" else 0)


def after(start: datetime.date, interval: Interval) -> datetime.date:
    if interval == "month":
        return (start.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    return start + datetime.timedelta(days=7 if interval == "week" else 1)


def starts(
    interval: Interval,
    start: datetime.date | None,
    end: datetime.date | None,
    found: Collection[datetime.date],
) -> list[datetime.date]:
    """Every period of the window, those without answers too; an open end is where the answers end."""
    if not found and (start is None or end is None):
        return []
    first = beginning(start, interval) if start else min(found)
    last = beginning(end - datetime.timedelta(days=1), interval) if end else max(found)
    result = [first]
    while result[-1] < last:
        result.append(after(result[-1], interval))
    return result


def series(
    metric: str,
    scale: Scale,
    found: Mapping[datetime.date, Histogram],
    periods: Collection[datetime.date],
    threshold: int,
    hidden: Collection[datetime.date] | None = None,
) -> tuple[PeriodKpi, ...]:
    """A KPI a period; ``hidden`` ones tell no value: by default those the window's total would give away."""
    if hidden is None:
        hidden = suppress({period: histogram.n for period, histogram in found.items()}, threshold)
    result = []
    for period in periods:
        one = kpi(metric, found.get(period, Histogram()), scale, threshold)
        if period in hidden and one.suppressed is None:
            one = one.hide(COMPLEMENTARY)
        result.append(PeriodKpi(period, one))
    return tuple(result)
