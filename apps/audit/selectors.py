from __future__ import annotations

import uuid

from django.db.models import QuerySet

from apps.audit.models import Entry


def entries_of(client_id: uuid.UUID) -> QuerySet[Entry]:
    """A client's own lines; nobody reads the table but through here."""
    return Entry.objects.filter(client_id=client_id)


def all_entries() -> QuerySet[Entry]:
    """Across clients: for agency staff alone."""
    return Entry.objects.all()
