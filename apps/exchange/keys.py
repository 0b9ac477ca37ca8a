"""API keys of a client. The key is shown once, when it is made; its SHA-256 is what we keep."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.actors import Actor
from apps.accounts.permissions import SCOPES
from apps.accounts.roles import Role
from apps.audit.services import record
from apps.common.errors import FieldProblem, Forbidden, Invalid, NotFound
from apps.common.ids import short_code
from apps.exchange.models import ApiKey

PREFIX = "cx_"  # lets people and secret scanners see what it is
LENGTH = 40  # characters after the prefix, about 196 random bits
LENGTH_OF_HINT = len(PREFIX) + 6
USE_NOTED_EVERY = timedelta(minutes=1)

# What a key may do where a service asks for a role.
ROLE_OF_SCOPE = {
    ApiKey.Scope.READ: Role.VIEWER,
    ApiKey.Scope.WRITE: Role.ANALYST,
    ApiKey.Scope.ADMIN: Role.ADMIN,
}


def create_key(name: str, *, scope: str, actor: Actor) -> tuple[ApiKey, str]:
    """The row, and the key itself: the one time it can be read. Raises Invalid or Forbidden."""
    _check_may_manage(actor)
    secret = PREFIX + short_code(LENGTH)
    key = ApiKey(
        name=name.strip(),
        hint=secret[:LENGTH_OF_HINT],
        digest=digest_of(secret),
        scope=scope,
        created_by=actor.label,
    )
    try:
        key.clean_fields(exclude=["last_used_at", "revoked_at"])
    except ValidationError as error:
        problems = [
            FieldProblem(f"/{field}", "invalid", " ".join(m)) for field, m in error.message_dict.items()
        ]
        raise Invalid(errors=problems) from error
    with transaction.atomic():
        key.save()
        record("api_key.created", actor=actor, target=key.name, key=str(key.pk), scope=key.scope)
    return key, secret


def revoke_key(key: ApiKey, *, actor: Actor) -> None:
    """The key stops at once and for ever; a second time changes nothing."""
    _check_may_manage(actor)
    with transaction.atomic():
        locked = ApiKey.objects.select_for_update().get(pk=key.pk)
        if locked.revoked_at is not None:
            return
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record("api_key.revoked", actor=actor, target=locked.name, key=str(locked.pk))


def access_key(key_id: uuid.UUID | str) -> ApiKey:
    """The key of this client, or NotFound: unknown and foreign alike."""
    key = ApiKey.objects.filter(pk=key_id).first()
    if key is None:
        raise NotFound
    return key


def key_of(secret: str) -> ApiKey | None:
    """The living key of this client that ``secret`` is, else None."""
    if not secret.startswith(PREFIX) or len(secret) != len(PREFIX) + LENGTH:
        return None
    return ApiKey.objects.filter(digest=digest_of(secret), revoked_at=None).first()


def note_use(key: ApiKey) -> None:
    """Keep ``last_used_at`` to the minute; most calls write nothing."""
    now = timezone.now()
    if key.last_used_at is not None and now - key.last_used_at < USE_NOTED_EVERY:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_NOTED_EVERY)
    ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)


def scopes_of(scope: str) -> frozenset[str]:
    """A scope with those it holds: admin > write > read."""
    return frozenset(SCOPES[: SCOPES.index(scope) + 1])


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _check_may_manage(actor: Actor) -> None:
    if not actor.may(Role.ADMIN):
        raise Forbidden(_("Only an admin makes and revokes API keys."))
