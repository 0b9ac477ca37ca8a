from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from apps.audit.models import Entry
from apps.audit.words import detail_in_words, event_in_words

SIZE = 50
UNSHOWN = {"agency", "key", "batch"}  # told by a mark, and ids that say nothing to a person


@dataclass(frozen=True)
class Line:
    """An entry as a page shows it."""

    at: datetime.datetime
    client_id: uuid.UUID | None
    who: str
    is_agency: bool
    event: str
    target: str
    details: str


def entries_of(client_id: uuid.UUID) -> QuerySet[Entry]:
    """A client's own lines; nobody reads the table but through here."""
    return Entry.objects.filter(client_id=client_id)


def all_entries() -> QuerySet[Entry]:
    """Across clients: for agency staff alone."""
    return Entry.objects.all()


@dataclass(frozen=True)
class Page:
    """Fifty lines, newest first; ``newer`` and ``older`` are the numbers of the pages beside it, if any."""

    lines: list[Line]
    newer: int | None
    older: int | None


def searched(entries: QuerySet[Entry], words: str) -> QuerySet[Entry]:
    if not words:
        return entries
    return entries.filter(
        Q(actor_label__icontains=words) | Q(target__icontains=words) | Q(event__icontains=words)
    )


def page_of(entries: QuerySet[Entry], number: str | None) -> Page:
    """``number`` as it stands in the URL, from 1; anything else is the first page."""
    page = min(int(number), 10_000) if number and number.isascii() and number.isdigit() else 1
    start = SIZE * (max(page, 1) - 1)
    found = list(entries[start : start + SIZE + 1])
    return Page(_lines(found[:SIZE]), page - 1 if page > 1 else None, page + 1 if len(found) > SIZE else None)


def _lines(entries: Iterable[Entry]) -> list[Line]:
    return [
        Line(
            at=entry.at,
            client_id=entry.client_id,
            who=entry.actor_label or entry.actor_kind,
            is_agency=bool(entry.details.get("agency")),
            event=event_in_words(entry.event),
            target=entry.target,
            details=_details(entry.details),
        )
        for entry in entries
    ]


def _details(details: dict[str, Any]) -> str:
    shown = {
        name: value for name, value in details.items() if name not in UNSHOWN and value not in ("", None)
    }
    return "; ".join(f"{detail_in_words(name)}: {_value(value)}" for name, value in shown.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
