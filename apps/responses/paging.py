"""Pages of a long list by cursor: stable while new responses come in, and as fast on the last page as on the first."""

from __future__ import annotations

import base64
import binascii
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from apps.responses.models import Response

SIZE = 50


@dataclass(frozen=True)
class Page:
    """Newest first; a cursor is empty where there is nothing in its direction."""

    responses: tuple[Response, ...]
    newer: str = ""
    older: str = ""


def page_of(responses: QuerySet[Response], cursor: str = "", size: int = SIZE) -> Page:
    """The page a cursor of this module points to; any other text is the first page."""
    place = _read(cursor)
    if place is None:
        found = list(responses[: size + 1])
        return _page(found[:size], has_newer=False, has_older=len(found) > size)
    direction, moment, pk = place
    if direction == "older":
        found = list(responses.filter(_before(moment, pk))[: size + 1])
        return _page(found[:size], has_newer=True, has_older=len(found) > size)
    found = list(responses.order_by("submitted_at", "id").filter(_after(moment, pk))[: size + 1])
    return _page(found[:size][::-1], has_newer=len(found) > size, has_older=True)


def older_than(responses: QuerySet[Response], last: Response | None, size: int) -> list[Response]:
    """The next portion after ``last``, newest first."""
    rest = responses.filter(_before(last.submitted_at, last.pk)) if last else responses
    return list(rest[:size])


def _page(found: list[Response], *, has_newer: bool, has_older: bool) -> Page:
    if not found:
        return Page(())
    newer = _write("newer", found[0]) if has_newer else ""
    older = _write("older", found[-1]) if has_older else ""
    return Page(tuple(found), newer, older)


def _before(moment: datetime, pk: uuid.UUID) -> Q:
    return Q(submitted_at__lt=moment) | Q(submitted_at=moment, pk__lt=pk)


def _after(moment: datetime, pk: uuid.UUID) -> Q:
    return Q(submitted_at__gt=moment) | Q(submitted_at=moment, pk__gt=pk)


def _write(direction: str, response: Response) -> str:
    place = f"{direction} {response.submitted_at.isoformat()} {response.pk}"
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[str, datetime, uuid.UUID] | None:
    try:
        place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        direction, moment, pk = place.split(" ")
        when = datetime.fromisoformat(moment)
        if direction not in {"older", "newer"} or when.tzinfo is None:
            return None
        return direction, when, uuid.UUID(pk)
    except (ValueError, binascii.Error):
        return None
