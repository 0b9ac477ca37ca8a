from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import CxError
from apps.kpis.reading import one_snapshot
from apps.kpis.selectors import Scope
from apps.kpis.services import declared_dimensions
from apps.portal.addresses import page
from apps.portal.forms.filters import FilterForm
from apps.portal.forms.inventory import InventoryForm
from apps.portal.inventory import inventory_lines, measured_touchpoints
from apps.portal.pages import page_for
from apps.portal.quotes import quotes
from apps.portal.touchpoint import touchpoint_figures
from apps.portal.views.overview import today
from apps.responses.filtering import ResponseFilter
from apps.responses.selectors import surveys_measuring, verbatims
from apps.touchpoints.forms import TouchpointForm
from apps.touchpoints.models import Touchpoint
from apps.touchpoints.selectors import access_touchpoint, inventory
from apps.touchpoints.services import (
    archive_touchpoint,
    change_touchpoint,
    create_touchpoint,
    restore_touchpoint,
)

VERBATIMS = 8


@page_for(Role.VIEWER)
def touchpoints_page(request: HttpRequest) -> HttpResponse:
    """The inventory, and where it has gaps."""
    form = InventoryForm(request.GET)
    with one_snapshot():
        measured = measured_touchpoints(today(request))
        stock = inventory(set(measured))
        lines = inventory_lines(form.found(), measured)
        has_any = bool(stock.touchpoints) or Touchpoint.objects.exists()
    context = {
        "page_title": _("Touchpoints"),
        "lede": _("Every contact that can change what a customer thinks of you, intended or not."),
        "form": form,
        "stock": stock,
        "lines": lines,
        "has_any": has_any,
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/touchpoints/list.html", context)


@page_for(Role.VIEWER)
def touchpoint_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Both purposes, the answers, their trend and parts, what people wrote, which surveys ask."""
    with one_snapshot():
        touchpoint = access_touchpoint(uid)
        form = FilterForm(request.GET, today=today(request), keep=["by"], without=["stage", "touchpoint"])
        filters = form.filters()
        scope: Scope = replace(filters.scope, touchpoint=touchpoint.code)
        shown = touchpoint_figures(request, touchpoint, filters, declared_dimensions())
        written = verbatims(ResponseFilter(scope), VERBATIMS)
        surveys = list(surveys_measuring(touchpoint))
    context = {
        "page_title": str(touchpoint),
        "breadcrumbs": [(_("Touchpoints"), page("touchpoints"))],
        "touchpoint": touchpoint,
        "form": form,
        "filters": filters,
        **shown,
        "verbatims": quotes(written),
        "surveys": surveys,
        "responses_url": page("responses", query=filters.query, touchpoint=touchpoint.code),
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/touchpoints/page.html", context)


@page_for(Role.ANALYST)
def new_touchpoint_page(request: HttpRequest) -> HttpResponse:
    form = TouchpointForm(request.POST or None, languages=request.client.languages)
    if form.is_valid():
        try:
            touchpoint = create_touchpoint(actor=request.actor, **form.answers())
        except CxError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is in the inventory.") % {"name": touchpoint})
            return redirect("touchpoint", uid=touchpoint.uid)
    return _form_page(request, form, _("New touchpoint"), page("touchpoints"))


@page_for(Role.ANALYST)
def edit_touchpoint_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    touchpoint = access_touchpoint(uid)
    languages = request.client.languages
    form = TouchpointForm(request.POST or None, languages=languages, touchpoint=touchpoint)
    if form.is_valid():
        fields = _with_other_names(touchpoint, form.answers(), languages)
        try:
            change_touchpoint(touchpoint, actor=request.actor, **fields)
        except CxError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The touchpoint is saved."))
            return redirect("touchpoint", uid=uid)
    return _form_page(request, form, _("Change %(name)s") % {"name": touchpoint}, page("touchpoint", uid))


@page_for(Role.ANALYST)
@require_POST
def archive_touchpoint_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    touchpoint = archive_touchpoint(access_touchpoint(uid), actor=request.actor)
    messages.success(request, _("%(name)s is archived. Its scores are kept.") % {"name": touchpoint})
    return redirect("touchpoint", uid=uid)


@page_for(Role.ANALYST)
@require_POST
def restore_touchpoint_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    touchpoint = restore_touchpoint(access_touchpoint(uid), actor=request.actor)
    messages.success(request, _("%(name)s is back in the inventory.") % {"name": touchpoint})
    return redirect("touchpoint", uid=uid)


def _form_page(request: HttpRequest, form: TouchpointForm, title: str, back: str) -> HttpResponse:
    context = {
        "page_title": title,
        "lede": _("A point where a customer meets you, intended or not."),
        "breadcrumbs": [(_("Touchpoints"), page("touchpoints"))],
        "form": form,
        "cancel_url": back,
    }
    return render(request, "portal/touchpoints/form.html", context)


def _with_other_names(
    touchpoint: Touchpoint, answers: dict[str, Any], asked: Sequence[str]
) -> dict[str, Any]:
    """Names in languages the form does not ask for stay as they are."""
    others = {language: name for language, name in touchpoint.name.items() if language not in asked}
    return answers | {"name": {**others, **answers["name"]}}
