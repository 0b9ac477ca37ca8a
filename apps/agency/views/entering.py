from __future__ import annotations

import uuid

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.accounts.entering import issue_entry_token
from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.agency.forms import EnterForm
from apps.agency.selectors import access_client, portal_of
from apps.common.errors import CxError


@role_required(Role.AGENCY_ANALYST)
def enter_client(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Asks why, then leads to the client's host with a token that works once."""
    client = access_client(client_id)
    portal = portal_of(client)
    form = EnterForm(request.POST or None)
    if form.is_valid():
        try:
            token = issue_entry_token(client, reason=form.cleaned_data["reason"], actor=request.actor)
        except CxError as refusal:
            form.add_error(None, refusal.detail)
        else:
            return _to_the_portal(f"{portal.url}/enter/?{urlencode({'token': token})}")
    context = {
        "page_title": _("Enter %(name)s") % {"name": client.name},
        "lede": _(
            "You work in the client's portal for one hour. The client sees that you were there, and why."
        ),
        "breadcrumbs": [
            (_("Clients"), reverse("clients")),
            (client.name, reverse("client_page", args=[client.pk])),
        ],
        "form": form,
    }
    response = render(request, "agency/enter.html", context)
    # A browser holds a form to form-action across the redirect too.
    response._csp_update = {"form-action": [SELF, portal.url]}
    return response


def _to_the_portal(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response["Referrer-Policy"] = "no-referrer"
    return response
