"""One import's background work: check, run or take back, whichever its state asks for, in pieces of a task each."""

from __future__ import annotations

import uuid
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.common.errors import CxError
from apps.common.jobs import enqueue
from apps.exchange.imports.checking import check
from apps.exchange.imports.planning import FILE_NOTES
from apps.exchange.imports.running import run
from apps.exchange.imports.services import JOB
from apps.exchange.imports.undoing import undo
from apps.exchange.imports.work import work_on
from apps.exchange.models import Import
from apps.tenancy.hosts import current_client

log = structlog.get_logger(__name__)

SECONDS = 120.0  # of storing before a task hands over to the next
BEAT_EVERY = timedelta(seconds=2)
MOST_ATTEMPTS = 5  # without any progress between them


def work(batch_id: uuid.UUID) -> None:
    """May be called at any time by any number of processes; does nothing for an import that is not at work.

    Why one failed is kept in the client's language: whoever reads it is not there yet.
    """
    with translation.override(current_client().language):
        _take_up(batch_id)


def _take_up(batch_id: uuid.UUID) -> None:
    batch = Import.objects.at_work().filter(pk=batch_id).first()
    if batch is None:
        return
    if batch.attempts >= MOST_ATTEMPTS:
        _fail(batch, _("it stopped five times at the same place"))
        return
    Import.objects.filter(pk=batch_id).update(attempts=F("attempts") + 1, heartbeat_at=timezone.now())
    try:
        if _work(batch):
            enqueue(JOB, str(batch.pk))
    except (CxError, OSError) as error:
        log.warning("import_failed", batch=str(batch.pk), error=str(error))
        _fail(batch, getattr(error, "detail", None) or _("the stored file cannot be read"))


def _work(batch: Import) -> bool:
    """Whether there is more to do."""
    if batch.state == Import.State.CHECKING:
        _check(batch)
        return False
    if batch.state == Import.State.UNDOING:
        return undo(batch, seconds=SECONDS) == "paused"
    return run(batch, seconds=SECONDS) == "paused"


def _check(batch: Import) -> None:
    """From the beginning if it was interrupted: nothing is stored on the way."""
    heart = _Heart(batch)
    found = work_on(batch, beat=heart.beat)
    report = check(found, beat=heart.beat)
    plan = {FILE_NOTES: batch.plan[FILE_NOTES], **found.plan.dump()}
    Import.objects.filter(pk=batch.pk, state=Import.State.CHECKING, mapping=batch.mapping).update(
        state=Import.State.CHECKED, plan=plan, report=report.dump(), heartbeat_at=timezone.now(), attempts=0
    )


class _Heart:
    """A sign of life every two seconds, so that nobody takes over what is still being read."""

    def __init__(self, batch: Import) -> None:
        self.batch, self.last = batch, timezone.now()

    def beat(self) -> None:
        now = timezone.now()
        if now - self.last >= BEAT_EVERY:
            self.last = now
            Import.objects.filter(pk=self.batch.pk).update(heartbeat_at=now)


@transaction.atomic
def _fail(batch: Import, words: str) -> None:
    Import.objects.filter(pk=batch.pk, state=batch.state).update(
        state=Import.State.FAILED, error=words[:300], finished_at=timezone.now()
    )
