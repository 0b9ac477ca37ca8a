from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import NotFound
from apps.kpis.models import Metric, MetricDefinition
from apps.kpis.overview import reading_of
from apps.kpis.periods import Interval, interval_for
from apps.kpis.reading import one_snapshot
from apps.kpis.selectors import definition_of, kpi_rows
from apps.kpis.services import declared_dimensions, make_primary
from apps.portal import figures
from apps.portal.addresses import changed, page
from apps.portal.breakdown import GROUPINGS, breakdown, grouping_tabs
from apps.portal.cards import card_of
from apps.portal.explaining import definition_facts, part_facts
from apps.portal.forms.filters import FilterForm
from apps.portal.formulas import formula
from apps.portal.pages import page_for
from apps.portal.views.overview import today
from apps.portal.words import definition_label, metric_label, shape_of
from apps.responses.filtering import ResponseFilter
from apps.responses.selectors import excluded

INTERVALS: tuple[Interval, ...] = ("week", "month")
KEPT = ("definition", "by", "interval")


@page_for(Role.VIEWER)
def kpi_page(request: HttpRequest, metric: str) -> HttpResponse:
    """One figure opened: formula, definition, exclusions, distribution, trend, its parts, the rows behind it."""
    if metric not in Metric.values:
        raise NotFound
    with one_snapshot():
        definition = definition_of(metric, request.GET.get("definition") or None)
        form = FilterForm(request.GET, today=today(request), keep=KEPT)
        context = _figures(request, definition, form) if definition else _nothing(metric)
    context |= {
        "form": form,
        "breadcrumbs": [(_("Overview"), page("overview"))],
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/kpis/page.html", context)


@page_for(Role.ADMIN)
@require_POST
def make_primary_page(request: HttpRequest, metric: str) -> HttpResponse:
    """From now on this metric means this scale wherever nobody names another."""
    definition = definition_of(metric, request.POST.get("definition", ""))
    if definition is None:
        raise NotFound
    make_primary(definition, actor=request.actor)
    words = _("%(label)s is now what the overview shows.")
    messages.success(request, words % {"label": definition_label(definition)})
    return redirect("kpi", metric=metric)


def _nothing(metric: str) -> dict[str, Any]:
    return {"page_title": Metric(metric).label, "is_empty": True}


def _figures(request: HttpRequest, definition: MetricDefinition, form: FilterForm) -> dict[str, Any]:
    filters, client = form.filters(), request.client
    scope, threshold = filters.scope, client.small_number
    interval = _interval(request, interval_for(scope.start, scope.end))
    dimensions = declared_dimensions()
    group_by = _grouping(request, definition, dimensions)
    reading = reading_of(definition, scope, threshold, interval)
    rows = kpi_rows(definition, scope, group_by=group_by, threshold=threshold)
    wanted = ResponseFilter(scope, metric=definition.metric, definition=definition)
    shape = shape_of(definition)
    own = "" if definition.is_primary else str(definition.uid)
    behind = {"metric": definition.metric, "definition": own}
    return {
        "page_title": metric_label(definition),
        "lede": formula(definition),
        "filters": filters,
        "definition": definition,
        "reading": reading,
        "card": replace(card_of(reading, interval, threshold), url="", how_url=""),
        "facts": definition_facts(reading, filters, client, excluded(wanted, definition)),
        "parts": part_facts(reading),
        "distribution": reading.histogram and figures.distribution(definition, reading.histogram),
        "shares": figures.shares(definition, reading.kpi),
        "trend": figures.trend(definition, reading.series, interval, threshold) if reading.series else None,
        "intervals": _interval_tabs(request, interval),
        "groupings": grouping_tabs(request.GET, group_by, dimensions),
        "group_by": group_by,
        "breakdown": breakdown(rows, definition, shape, group_by, filters.query, behind, threshold),
        "responses_url": page("responses", query=filters.query, **behind),
        "choices": _choices(definition),
        "may_make_primary": request.actor.may(Role.ADMIN),
    }


def _interval(request: HttpRequest, usual: Interval) -> Interval:
    wanted = request.GET.get("interval")
    return next((interval for interval in INTERVALS if interval == wanted), usual)


def _interval_tabs(request: HttpRequest, current: Interval) -> list[tuple[str, str, bool]]:
    labels = {"week": _("By week"), "month": _("By month")}
    return [(labels[i], changed(request.GET, interval=i), i == current) for i in INTERVALS]


def _grouping(request: HttpRequest, definition: MetricDefinition, dimensions: list[str]) -> str:
    wanted = request.GET.get("by", "")
    known = {*GROUPINGS, *(f"dimension:{name}" for name in dimensions)}
    if wanted in known:
        return wanted
    return "survey" if definition.metric == Metric.NPS else "touchpoint"


def _choices(current: MetricDefinition) -> list[tuple[MetricDefinition, str, str]]:
    """The other scales this metric was asked on: (definition, label, address)."""
    others = MetricDefinition.objects.filter(metric=current.metric).exclude(pk=current.pk)
    return [(d, definition_label(d), page("kpi", d.metric, definition=d.uid)) for d in others]
