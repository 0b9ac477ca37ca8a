from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from apps.accounts.actors import ANONYMOUS, Actor
from apps.accounts.roles import ROLE_WHEN_ENTERED, Role

ENTRY_KEY = (
    "agency_entry"  # in the session of staff who entered a client: {"until": iso time, "reason": text}
)


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's, over our store; the cookie is host-only, so it is never sent to another client's host."""


class ActorMiddleware:
    """Resolves who acts, anew on each request: a removed membership works no longer than the next click."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    user: Any = request.user
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    client = request.client  # type: ignore[attr-defined]
    client_id = client.client_id if client else None
    role = user.memberships.filter(client_id=client_id).values_list("role", flat=True).first()
    entered = False
    if role is None and client is not None:
        role = _entered_role(request, user)
        entered = role is not None
    return Actor("user", str(user.pk), user.email, role, client_id=client_id, via_agency=entered)


def _entered_role(request: HttpRequest, user: Any) -> str | None:
    entry = request.session.get(ENTRY_KEY)
    if not entry or datetime.fromisoformat(entry["until"]) < timezone.now():
        return None
    agency_role = user.agency_role
    return ROLE_WHEN_ENTERED[Role(agency_role)] if agency_role else None


def preferred_language(request: HttpRequest) -> str:
    """The language a signed-in person chose, for mails; pages follow the cookie and the browser."""
    return getattr(request.user, "language", "") or translation.get_language() or "en"
