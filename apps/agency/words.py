"""Figures of a summary in words a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.common.templatetags.cx import figure
from apps.kpis.models import Metric
from apps.kpis.statistics import Verdict

Text = str | Promise

DIGITS = {Metric.NPS: 1, Metric.CSAT: 1, Metric.CES: 2}
STEPS: dict[str, Text] = {
    "schema": gettext_lazy("making room in the database"),
    "tables": gettext_lazy("setting up the tables"),
    "stages and channels": gettext_lazy("adding stages and channels"),
    "ledger": gettext_lazy("opening the ledger"),
    "first admin": gettext_lazy("inviting the first admin"),
}


@dataclass(frozen=True)
class Shown:
    """One KPI of one client as the console shows it; ``verdict`` and ``direction`` as in common/kpi_card.html."""

    metric: str
    label: str
    digits: int
    signed: bool
    unit: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    minimum: float
    maximum: float
    suppressed: str
    change: str
    verdict: str
    direction: str


def shown(metric: Metric, kept: Mapping[str, Any], threshold: int) -> Shown:
    change, verdict, direction = change_in_words(kept, DIGITS[metric])
    return Shown(
        metric=metric.value,
        label=str(metric.label),
        digits=DIGITS[metric],
        signed=metric is Metric.NPS,
        unit="%" if kept["unit"] == "percent" else "",
        n=kept["n"],
        value=kept["value"],
        low=kept["low"],
        high=kept["high"],
        minimum=kept["minimum"],
        maximum=kept["maximum"],
        suppressed=why_hidden(kept, threshold),
        change=change if kept["value"] is not None else "",
        verdict=verdict,
        direction=direction,
    )


def why_hidden(kept: Mapping[str, Any], threshold: int) -> str:
    if kept["suppressed"] == "too_few":
        return ngettext("fewer than %(n)s answer", "fewer than %(n)s answers", threshold) % {"n": threshold}
    return ""


def change_in_words(kept: Mapping[str, Any], digits: int) -> tuple[str, str, str]:
    """("down 20.0, could be chance", "noise", "down")."""
    difference = kept["difference"]
    if difference is None:
        return _("too few answers before to compare"), "noise", ""
    by = {"by": figure(abs(difference), digits)}
    if round(abs(difference), digits) == 0:
        moved, direction = _("no change"), "flat"
    elif difference > 0:
        moved, direction = _("up %(by)s") % by, "up"
    else:
        moved, direction = _("down %(by)s") % by, "down"
    if kept["verdict"] == Verdict.BETTER:
        return _("%(moved)s, better") % {"moved": moved}, "better", direction
    if kept["verdict"] == Verdict.WORSE:
        return _("%(moved)s, worse") % {"moved": moved}, "worse", direction
    return _("%(moved)s, could be chance") % {"moved": moved}, "noise", direction


def step_in_words(label: str) -> str:
    return str(STEPS.get(label, label))
