"""Creating a client, and watching it being made."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.agency.forms import NewClientForm, propose_slug
from apps.agency.selectors import access_client, portal_of, progress_of
from apps.common.errors import CxError
from apps.common.forms import show_refusal
from apps.tenancy.models import Client
from apps.tenancy.services import create_client


@role_required(Role.AGENCY_OWNER)
def new_client(request: HttpRequest) -> HttpResponse:
    form = NewClientForm(request.POST or None)
    if form.is_valid():
        try:
            client = create_client(**form.cleaned_data, actor=request.actor)
        except CxError as refusal:
            show_refusal(form, refusal, elsewhere="slug")
        else:
            return redirect("client_progress", client_id=client.pk)
    context = {
        "page_title": _("New client"),
        "lede": _("A portal of its own for one company. It takes less than a minute."),
        "breadcrumbs": [(_("Clients"), reverse("clients"))],
        "form": form,
    }
    return render(request, "agency/new_client.html", context)


@role_required(Role.AGENCY_OWNER)
def proposed_slug(request: HttpRequest) -> HttpResponse:
    """The short-name field again, filled from the name unless something stands in it already."""
    typed = request.GET.get("slug", "").strip()
    form = NewClientForm(initial={"slug": typed or propose_slug(request.GET.get("name", ""))})
    return HttpResponse(str(form["slug"]))


@role_required(Role.AGENCY_ANALYST)
def client_progress(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    client = access_client(client_id)
    context = {
        "page_title": client.name,
        "breadcrumbs": [(_("Clients"), reverse("clients"))],
        "job": _job(client),
        "is_running": client.state == Client.State.CREATING,
    }
    return render(request, "agency/client_progress.html", context)


@role_required(Role.AGENCY_ANALYST)
def client_progress_part(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    return render(request, "common/progress.html", {"job": _job(access_client(client_id))})


def _job(client: Client) -> dict[str, Any]:
    """As common/progress.html takes it."""
    job: dict[str, Any] = {
        "title": _("Creating %(name)s") % {"name": client.name},
        "poll_url": reverse("client_progress_part", args=[client.pk]),
        "page_url": reverse("client_progress", args=[client.pk]),
    }
    if client.state != Client.State.CREATING:
        portal = portal_of(client)
        now = _("Ready. The portal answers at %(url)s") % {"url": portal.url}
        result = {
            "result_url": reverse("client_page", args=[client.pk]),
            "result_label": _("Open the client"),
        }
        return job | {"state": "done", "now": now} | result
    progress = progress_of(client)
    now = progress.step
    if progress.error:
        now = _("%(step)s: the last try failed, it is tried again within a minute") % {"step": progress.step}
    state = "running" if progress.total else "waiting"
    return job | {"state": state, "done": progress.done, "total": progress.total, "now": now}
