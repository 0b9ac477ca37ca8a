from __future__ import annotations

import uuid
from typing import Any, Protocol

from django.db import connection

from apps.audit.models import Entry


class Doer(Protocol):
    """What the audit needs of an actor (see accounts.actors)."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


def record(
    event: str, *, actor: Doer | None, target: str = "", client_id: uuid.UUID | None = None, **details: Any
) -> None:
    """Write one line, in the caller's transaction, for the client the connection is in unless one is named.

    What agency staff do inside a client is marked, so that the client's admins can tell.
    """
    if getattr(actor, "via_agency", False):
        details["agency"] = True
    if client_id is None:
        tenant = connection.tenant
        client_id = getattr(tenant, "client_id", None) or getattr(tenant, "pk", None)
    Entry.objects.create(
        client_id=client_id,
        actor_kind=actor.kind if actor else "system",
        actor_id=str(actor.id) if actor else "",
        actor_label=actor.label if actor else "system",
        event=event,
        target=target[:254],
        details=details,
    )
