"""Agency staff coming into this client's portal, and leaving it (see accounts.entering)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from apps.accounts import entering
from apps.accounts.permissions import open_to_all
from apps.tenancy.hosts import agency_url


@open_to_all
@never_cache
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Uses the token up and leaves its address at once, so that it stays in no history, log or Referer."""
    try:
        entering.enter(request, request.GET.get("token", ""), client=request.client)
    except entering.EntryRefused as refusal:
        context = {"page_title": _("You are not let in"), "lede": refusal.detail, "console_url": agency_url()}
        response = render(request, "portal/not_inside.html", context, status=403)
    else:
        response = redirect("/")
    response["Referrer-Policy"] = "no-referrer"
    return response


@open_to_all
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    entering.leave(request, client=request.client)
    return redirect("left_client")


@open_to_all
@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """On this host, because a browser holds the form that leaves to its own host across the redirect."""
    title = _("You have left %(name)s") % {"name": request.client.name}
    return render(request, "portal/not_inside.html", {"page_title": title, "console_url": agency_url()})
