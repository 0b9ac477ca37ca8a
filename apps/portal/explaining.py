"""The small print of a figure: definition, window, what was left out, and the numbers beside the value."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.common.templatetags.cx import figure, signed
from apps.kpis.overview import Reading
from apps.kpis.statistics import Figure
from apps.portal.forms.filters import Filters
from apps.portal.formulas import change_method, interval_method
from apps.portal.words import scale_words
from apps.responses.selectors import Excluded
from apps.tenancy.hosts import HostInfo

Facts = list[tuple[str, str]]
BALANCES = {"net_easy"}  # shares less shares: written with their sign


def definition_facts(
    reading: Reading, filters: Filters, client: HostInfo, excluded: Excluded | None
) -> Facts:
    definition, kpi = reading.definition, reading.kpi
    version = _("version %(number)s") % {"number": definition.version}
    if not definition.is_primary:
        version = _("%(version)s, not the primary one") % {"version": version}
    facts = [
        (_("Definition"), version),
        (_("Scale"), scale_words(definition)),
        (_("Window"), f"{filters.window}, {client.time_zone}"),
        (_("Answers"), figure(kpi.n)),
    ]
    if kpi.interval:
        facts.append((_("Interval"), _("95%%, %(method)s") % {"method": interval_method(kpi.interval)}))
    if reading.change is not None:
        facts.append((_("Change"), change_method(definition)))
    if excluded is not None:
        facts.append((_("Left out"), excluded_words(excluded)))
    if reading.elsewhere:
        words = ngettext("%(n)s answer on another scale", "%(n)s answers on other scales", reading.elsewhere)
        facts.append((_("Not pooled"), words % {"n": figure(reading.elsewhere)}))
    facts.append((_("Small numbers"), _("hidden below %(n)s answers") % {"n": client.small_number}))
    return facts


def excluded_words(excluded: Excluded) -> str:
    tests = ngettext("%(n)s test response", "%(n)s test responses", excluded.tests) % {
        "n": figure(excluded.tests)
    }
    erased = ngettext("%(n)s erased response", "%(n)s erased responses", excluded.erased) % {
        "n": figure(excluded.erased)
    }
    if not excluded.screened_out:
        return f"{tests}, {erased}"
    screened = ngettext("%(n)s screened out", "%(n)s screened out", excluded.screened_out) % {
        "n": figure(excluded.screened_out)
    }
    return f"{tests}, {screened}, {erased}"


def part_facts(reading: Reading) -> Facts:
    """The numbers beside the value, each with its interval where it has one."""
    labels = {
        "promoters": _("Promoters, 9 to 10"),
        "passives": _("Passives, 7 to 8"),
        "detractors": _("Detractors, 0 to 6"),
        "mean": _("Mean"),
        "median": _("Median"),
        "geometric_mean": _("Geometric mean"),
        "minimum": _("Lowest answer"),
        "sd": _("Standard deviation"),
        "se": _("Standard error"),
        "dissatisfied": _("Dissatisfied"),
        "satisfied": _("Satisfied"),
        "easy": _("Easy"),
        "hard": _("Hard"),
        "net_easy": _("Net easy"),
        "index": _("Index, 0 to 100"),
        "rescaled": _("On the common axis, 0 to 10"),
        "low": _("Low third"),
        "middle": _("Middle third"),
        "high": _("High third"),
    }
    parts = reading.kpi.parts.items()
    return [(labels[name], _written(part, name in BALANCES)) for name, part in parts if name in labels]


def _written(part: Figure, is_signed: bool) -> str:
    if part.value is None:
        return figure(None)
    digits = {"score": 2, "answers": 0}.get(part.unit, 1)
    unit = "%" if part.unit == "percent" else ""
    value = (signed(part.value, digits) if is_signed else figure(part.value, digits)) + unit
    if part.interval is None:
        return value
    ends = {"low": figure(part.interval.low, digits), "high": figure(part.interval.high, digits)}
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, **ends}
