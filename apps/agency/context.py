from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from apps.accounts.entering import entry_of
from apps.accounts.roles import Role


def frame(request: HttpRequest) -> dict[str, Any]:
    """On the agency's host the console's rail and search; in a client's portal whether agency staff look at it."""
    if getattr(request, "actor", None) is None:
        return {}
    if getattr(request, "client", None) is not None:
        return {"entered": SimpleLazyObject(lambda: entry_of(request))}
    return {"nav": SimpleLazyObject(lambda: _nav(request)), "search_url": "/"}


def _nav(request: HttpRequest) -> list[tuple[str, str, bool, str]]:
    """(label, url, active, icon) of the pages this person may open."""
    actor = request.actor
    if not actor.may(Role.AGENCY_ANALYST):
        return []
    path = request.path
    clients, people, log = reverse("clients"), reverse("people"), reverse("agency_audit")
    pages = [(_("Clients"), clients, path == clients or path.startswith("/clients/"), "clients")]
    if actor.may(Role.AGENCY_OWNER):
        pages.append((_("People"), people, path.startswith(people), "people"))
    pages.append((_("Log"), log, path.startswith(log), "responses"))
    pages.append((_("Records"), reverse("admin:index"), path.startswith("/admin/"), "data"))
    return pages
