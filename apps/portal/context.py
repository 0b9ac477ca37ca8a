from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from apps.accounts.here import AGENCY, place_of
from apps.accounts.menu import account_menu
from apps.accounts.models import User
from apps.portal.nav import nav
from apps.portal.settings_tabs import settings_tabs


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame shows: whose house this is, and who is looking. Nothing is read before it is shown."""
    client = getattr(request, "client", None)
    actor = getattr(request, "actor", None)
    brand = (place_of(client) if client else AGENCY).brand | {"home_url": "/"}
    return {
        "client": client,
        "actor": actor,
        "brand": brand,
        "account": SimpleLazyObject(lambda: _account(request)),
        "nav": SimpleLazyObject(lambda: nav(request)),
        "search_url": SimpleLazyObject(lambda: reverse("responses") if nav(request) else ""),
        "search_query": request.GET.get("q", ""),
        "settings_tabs": SimpleLazyObject(lambda: settings_tabs(request)),
    }


def _account(request: HttpRequest) -> dict[str, Any] | None:
    actor, user = getattr(request, "actor", None), getattr(request, "user", None)
    return account_menu(user, actor) if actor is not None and isinstance(user, User) else None
