"""Agency staff in a client's portal: let in by a token that works once, with a reason, for one hour, audited."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tenants.utils import get_public_schema_name, schema_context

from apps.accounts.actors import Actor
from apps.accounts.middleware import ENTRY_KEY
from apps.accounts.models import EntryToken, User
from apps.accounts.roles import AGENCY_ROLES
from apps.audit.services import record
from apps.common.errors import FieldProblem, Forbidden, Invalid
from apps.tenancy.errors import WrongState
from apps.tenancy.hosts import HostInfo
from apps.tenancy.models import Client

TOKEN_LIFE = timedelta(seconds=30)
STAY = timedelta(hours=1)
LONGEST_REASON = 200
BACKEND = "apps.accounts.backends.MembershipBackend"


@dataclass(frozen=True)
class Entry:
    """How long, and why, this session is inside a client."""

    until: datetime
    reason: str


class EntryRefused(Forbidden):
    code = "entry_refused"
    title = gettext_lazy("This way in works once and for 30 seconds; go back to the console and enter again")


def issue_entry_token(client: Client, *, reason: str, actor: Actor) -> str:
    """A token for ``/enter/`` on the client's host. Raises Forbidden, Invalid (no reason) or WrongState."""
    if actor.role not in AGENCY_ROLES:
        raise Forbidden
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        problem = _("Say in a few words why; the client sees it.")
        raise Invalid(errors=[FieldProblem("/reason", "reason", problem)])
    if client.state != Client.State.READY:
        raise WrongState
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    EntryToken.objects.filter(expires_at__lt=now).delete()
    EntryToken.objects.create(
        digest=_digest(token),
        user_id=uuid.UUID(actor.id),
        client=client,
        reason=reason,
        expires_at=now + TOKEN_LIFE,
    )
    return token


def enter(request: HttpRequest, token: str, *, client: HostInfo) -> None:
    """Sign the token's owner in on this client's host. Raises EntryRefused; the token is used up either way."""
    used = _use_up(token)
    if used is None or used.client_id != client.client_id or used.expires_at <= timezone.now():
        raise EntryRefused
    user = used.user
    if not user.is_active or user.agency_role is None:
        raise EntryRefused
    with transaction.atomic():
        _record_both_sides("client.entered", user, client, reason=used.reason)
        login(request, user, backend=BACKEND)
        until = timezone.now() + STAY
        request.session[ENTRY_KEY] = {"until": until.isoformat(), "reason": used.reason}
        request.session.set_expiry(int(STAY.total_seconds()))


def leave(request: HttpRequest, *, client: HostInfo) -> None:
    """End the stay; a session that is not one is left alone."""
    if entry_of(request) is None:
        return
    user: Any = request.user
    with transaction.atomic():
        _record_both_sides("client.left", user, client)
        logout(request)


def entry_of(request: HttpRequest) -> Entry | None:
    """The stay this session is on, if it is one and still lasts, and its owner is still with the agency."""
    kept = request.session.get(ENTRY_KEY) if hasattr(request, "session") else None
    if not kept or not request.user.is_authenticated:
        return None
    entry = Entry(datetime.fromisoformat(kept["until"]), kept["reason"])
    user: Any = request.user
    return entry if entry.until > timezone.now() and user.agency_role else None


def _use_up(token: str) -> EntryToken | None:
    """Take the row away, whoever comes first; committed before anything is judged."""
    with transaction.atomic():
        found = EntryToken.objects.select_for_update().filter(digest=_digest(token)).first()
        if found is not None:
            EntryToken.objects.filter(pk=found.pk).delete()
    return found


def _record_both_sides(event: str, user: User, client: HostInfo, **details: Any) -> None:
    """One line the client's admins read, one in the agency's own log."""
    actor = Actor("user", str(user.pk), user.email, user.agency_role)
    inside = replace(actor, client_id=client.client_id, via_agency=True)
    record(event, actor=inside, client_id=client.client_id, target=client.slug, **details)
    with schema_context(get_public_schema_name()):
        record(event, actor=actor, target=client.slug, **details)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
