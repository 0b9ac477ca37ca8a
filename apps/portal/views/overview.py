from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.kpis.overview import Overview, overview
from apps.kpis.reading import one_snapshot
from apps.portal import figures
from apps.portal.cards import card_of
from apps.portal.findings import sentences
from apps.portal.forms.filters import FilterForm, Filters
from apps.portal.pages import page_for
from apps.portal.quotes import quotes
from apps.portal.scoretable import advice, score_table
from apps.responses.filtering import ResponseFilter
from apps.responses.selectors import Collecting, Verbatim, collecting, verbatims

VERBATIMS = 6


@page_for(Role.VIEWER)
def overview_page(request: HttpRequest) -> HttpResponse:
    """Where it hurts, what changed, what to do next: all figures of one moment."""
    client = request.client
    with one_snapshot():
        form = FilterForm(request.GET, today=today(request), keep=["sort"], without=["touchpoint"])
        filters = form.filters()
        found = overview(filters.scope, target=client.target, threshold=client.small_number)
        unhappy = verbatims(ResponseFilter(filters.scope).of_unhappy_people(), VERBATIMS)
        health = collecting(today(request))
    context = {
        "page_title": _("Overview"),
        "lede": _("Where the experience of your customers hurts, what changed, and what to do next."),
        "form": form,
        "filters": filters,
        "may_change": request.actor.may(Role.ANALYST),
        **_content(request, found, filters, unhappy, health),
    }
    return render(request, "portal/overview/page.html", context)


def today(request: HttpRequest) -> datetime.date:
    """The client's local day."""
    return timezone.now().astimezone(request.client.zone).date()


def _content(
    request: HttpRequest,
    found: Overview,
    filters: Filters,
    unhappy: list[Verbatim],
    health: Collecting,
) -> dict[str, Any]:
    threshold, target, query = request.client.small_number, request.client.target, filters.query
    card = found.scorecard
    table = score_table(found, get=request.GET, query=query, threshold=threshold, target=target)
    return {
        "overview": found,
        "findings": sentences(found.findings, query),
        "cards": [
            card_of(r, found.interval, threshold, query=query, together=found.judged(r))
            for r in found.readings
        ],
        "table": table,
        "whole": card.whole,
        "advice": advice(card, query),
        "shortfall": figures.shortfall(card) if card.whole.contributions else None,
        "verbatims": quotes(unhappy),
        "health": health,
        "health_chart": figures.answers_a_day(health),
    }
