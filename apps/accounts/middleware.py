from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from apps.accounts.actors import ANONYMOUS, Actor
from apps.accounts.roles import ROLE_WHEN_ENTERED, Role

ENTRY_KEY = (
    "agency_entry"  # in the session of staff who entered a client: {"until": iso time, "reason": text}
)


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's, over our store; the cookie is host-only, so it is never sent to another client's host."""


class ActorMiddleware:
    """Resolves who acts, anew on each request: a removed membership works no longer than the next click.

    ``request.user`` follows: who is no member of this place is nobody here, also to allauth and Django's admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user
        actor = SimpleLazyObject(lambda: actor_of(request, signed_in))
        request.actor = actor
        request.user = SimpleLazyObject(  # type: ignore[assignment]
            lambda: AnonymousUser() if actor.kind == "anonymous" else signed_in
        )
        return self.get_response(request)


def actor_of(request: HttpRequest, user: Any) -> Actor:
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    client = request.client
    client_id = client.client_id if client else None
    role = user.memberships.filter(client_id=client_id).values_list("role", flat=True).first()
    entered = False
    if role is None and client is not None:
        role = _entered_role(request, user)
        entered = role is not None
    if role is None:
        return ANONYMOUS
    return Actor("user", str(user.pk), user.email, role, client_id=client_id, via_agency=entered)


def _entered_role(request: HttpRequest, user: Any) -> str | None:
    entry = request.session.get(ENTRY_KEY)
    if not entry or datetime.fromisoformat(entry["until"]) < timezone.now():
        return None
    agency_role = user.agency_role
    return ROLE_WHEN_ENTERED[Role(agency_role)] if agency_role else None
