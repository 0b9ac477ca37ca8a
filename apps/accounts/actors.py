"""Who is acting. Every service that writes takes one; every view decides by it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Literal

from apps.accounts.roles import Role, at_least

Kind = Literal["user", "api_key", "system", "anonymous"]


@dataclass(frozen=True)
class Actor:
    """``role`` counts in the schema the request is in; ``via_agency`` marks staff who entered a client."""

    kind: Kind
    id: str = ""
    label: str = ""
    role: str | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)
    client_id: uuid.UUID | None = None
    via_agency: bool = False

    def may(self, needed: Role) -> bool:
        return at_least(self.role, needed)

    def has_scope(self, scope: str) -> bool:
        return scope in self.scopes


ANONYMOUS = Actor("anonymous")
SYSTEM = Actor("system", label="system", role=Role.ADMIN)
