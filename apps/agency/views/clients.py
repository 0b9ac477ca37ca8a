from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.agency.selectors import PortfolioRow, access_client, member_counts, portal_of, row_of
from apps.agency.words import Shown
from apps.common.errors import CxError
from apps.common.templatetags.cx import ago, figure
from apps.kpis.charts import interval_bar
from apps.tenancy.models import Client, Domain
from apps.tenancy.services import resume_client, suspend_client


@role_required(Role.AGENCY_ANALYST)
def client_page(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    client = access_client(client_id)
    if client.state == Client.State.CREATING:
        return redirect("client_progress", client_id=client_id)
    row = row_of(client, timezone.now())
    context = {
        "page_title": client.name,
        "lede": _("How this client is doing, and the way into its portal."),
        "breadcrumbs": [(_("Clients"), reverse("clients"))],
        "row": row,
        "cards": [_card(shown) for shown in row.figures.values()],
        "facts": _facts(client),
        "collecting": _collecting(row),
        "may_manage": request.actor.may(Role.AGENCY_OWNER),
    }
    return render(request, "agency/client.html", context)


@role_required(Role.AGENCY_OWNER)
def suspend(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Asks for the short name to be typed: the client's people and respondents are turned away at once."""
    client = access_client(client_id)
    wrong = False
    if request.method == "POST":
        if request.POST.get("confirm", "").strip() == client.slug:
            return _change(request, client, suspend_client, _("%(name)s is suspended."))
        wrong = True
    context = {
        "page_title": _("Suspend %(name)s") % {"name": client.name},
        "breadcrumbs": [(_("Clients"), reverse("clients")), (client.name, _page(client))],
        "target": client,
        "page_url": _page(client),
        "wrong": wrong,
    }
    return render(request, "agency/suspend.html", context, status=400 if wrong else 200)


@role_required(Role.AGENCY_OWNER)
@require_POST
def resume(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    return _change(request, access_client(client_id), resume_client, _("%(name)s is open again."))


def _change(request: HttpRequest, client: Client, act: Any, words: str) -> HttpResponse:
    try:
        act(client, actor=request.actor)
    except CxError as refusal:
        messages.error(request, refusal.detail)
    else:
        messages.success(request, words % {"name": client.name})
    return redirect("client_page", client_id=client.pk)


def _page(client: Client) -> str:
    return reverse("client_page", args=[client.pk])


def _card(shown: Shown) -> dict[str, Any]:
    """As common/kpi_card.html takes it."""
    svg = interval_bar(
        shown.value,
        shown.low,
        shown.high,
        minimum=shown.minimum,
        maximum=shown.maximum,
        title=shown.label,
        ends=(figure(shown.minimum, 0), figure(shown.maximum, 0)),
    )
    return vars(shown) | {"interval_svg": svg if shown.value is not None else ""}


def _facts(client: Client) -> list[tuple[str, Any]]:
    portal = portal_of(client)
    others = Domain.objects.filter(tenant=client, is_primary=False).values_list("domain", flat=True)
    members = ", ".join(f"{count} {role}" for role, count in member_counts(client))
    return [
        (_("State"), client.get_state_display()),
        (_("Portal"), portal.url),
        *([(_("Other addresses"), ", ".join(others))] if others else []),
        (_("Members"), members or _("nobody yet")),
        (_("Industry"), client.industry or None),
        (_("Languages"), ", ".join(client.languages)),
        (_("Time zone"), client.time_zone),
        (_("Smallest number shown"), client.small_number),
        (_("Target of touchpoint scores"), client.target),
        (_("Created"), ago(client.created_at)),
    ]


def _collecting(row: PortfolioRow) -> list[tuple[str, Any]]:
    summary = row.summary
    if summary is None:
        return []
    weak = summary.figures.get("weak")
    return [
        (_("Answers in the last 30 days"), figure(summary.responses_30_days, 0)),
        (_("Last answer"), ago(summary.last_response_at)),
        (_("Weak touchpoints"), weak),
        (_("Figures as of"), ago(summary.refreshed_at)),
    ]
