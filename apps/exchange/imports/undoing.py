"""Taking an import back: its responses go in portions, their scores with them, until none is left."""

from __future__ import annotations

import time
from typing import Literal

from django.utils import timezone

from apps.exchange.imports.limits import PORTION
from apps.exchange.models import Import
from apps.responses.models import Response
from apps.responses.services import remove_batch


def undo(batch: Import, *, seconds: float | None = None) -> Literal["done", "paused"]:
    """May be repeated and run twice at once: a response is removed once, and none is added meanwhile."""
    started = time.monotonic()
    while left_to_undo(batch):  # not until a portion is empty: the one waited for may have been another's
        remove_batch(batch.pk, most=PORTION)
        Import.objects.filter(pk=batch.pk).update(heartbeat_at=timezone.now(), attempts=0)
        if seconds is not None and time.monotonic() - started > seconds:
            return "paused"
    Import.objects.filter(pk=batch.pk, state=Import.State.UNDOING).update(
        state=Import.State.UNDONE, finished_at=timezone.now()
    )
    return "done"


def left_to_undo(batch: Import) -> int:
    return int(Response.objects.kept().filter(batch_id=batch.pk).count())
