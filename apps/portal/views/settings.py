"""Settings of the client: its own, and its API keys. People and one's account are the same on every host."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.common.errors import Invalid
from apps.common.forms import show_refusal
from apps.exchange.keys import access_key, create_key, revoke_key
from apps.exchange.models import ApiKey
from apps.portal.settings_forms import ApiKeyForm, ClientForm
from apps.tenancy.models import Client
from apps.tenancy.services import CHANGEABLE, change_client_settings


@role_required(Role.VIEWER)
def settings_home(request: HttpRequest) -> HttpResponse:
    return redirect("client_settings" if request.actor.may(Role.ADMIN) else "my_account")


@role_required(Role.ADMIN)
def client_settings(request: HttpRequest) -> HttpResponse:
    client = Client.objects.get(pk=request.client.client_id)
    form = ClientForm(request.POST or None, initial={name: getattr(client, name) for name in CHANGEABLE})
    if form.is_valid():
        try:
            change_client_settings(client, actor=request.actor, **form.cleaned_data)
        except Invalid as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("client_settings")
    context = {
        "form": form,
        "page_title": _("Client"),
        "lede": _("How %(name)s appears, and how its days and figures are counted.") % {"name": client.name},
    }
    return render(request, "portal/settings/client.html", context)


@role_required(Role.ADMIN)
def api_keys(request: HttpRequest) -> HttpResponse:
    """The list; a key just made is shown on this page once, and nowhere kept."""
    form = ApiKeyForm(request.POST or None)
    secret = ""
    if form.is_valid():
        _key, secret = create_key(**form.cleaned_data, actor=request.actor)
        form = ApiKeyForm()
    context = {
        "form": form,
        "secret": secret,
        "keys": ApiKey.objects.all(),
        "page_title": _("API keys"),
        "lede": _("What other systems use to send answers in and to take figures out."),
    }
    return render(request, "portal/settings/api_keys.html", context)


@role_required(Role.ADMIN)
def api_key(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """What the key is, and the question before it is revoked, with what will stop."""
    key = access_key(key_id)
    context = {"key": key, "page_title": key.name, "lede": key.get_scope_display()}
    return render(request, "portal/settings/api_key.html", context)


@role_required(Role.ADMIN)
@require_POST
def revoke_api_key(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    key = access_key(key_id)
    revoke_key(key, actor=request.actor)
    messages.success(
        request, _("%(name)s is revoked; calls with it are refused from now on.") % {"name": key.name}
    )
    return redirect("api_keys")
