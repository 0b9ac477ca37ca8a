"""One import's background work: check, run or take back, whichever its state asks for, in pieces of a task each."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import structlog
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.common.errors import CxError
from apps.common.jobs import enqueue
from apps.exchange.imports.checking import Report, check, new_report
from apps.exchange.imports.planning import FILE_NOTES
from apps.exchange.imports.running import run
from apps.exchange.imports.services import JOB
from apps.exchange.imports.undoing import undo
from apps.exchange.imports.work import work_on
from apps.exchange.models import Import
from apps.tenancy.hosts import current_client

log = structlog.get_logger(__name__)

SECONDS = 120.0  # of work before a task hands over to the next
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
        return _check(batch)
    if batch.state == Import.State.UNDOING:
        return undo(batch, seconds=SECONDS) == "paused"
    return run(batch, seconds=SECONDS) == "paused"


def _check(batch: Import) -> bool:
    """Whether there is more to do. Goes on where a check that was cut short had come to."""
    clock = _Clock(batch)
    found = work_on(batch, beat=clock.beat)
    report = Report.load(batch.report) if batch.report else new_report(found)
    batch.plan = {FILE_NOTES: batch.plan[FILE_NOTES], **found.plan.dump()}
    is_through = check(found, report, keep=clock.keep, seconds=SECONDS)
    if not clock.save(report):
        return False
    if is_through:
        checking = Import.objects.filter(pk=batch.pk, state=Import.State.CHECKING)
        checking.update(state=Import.State.CHECKED, rows_done=0)
    return not is_through


class _Clock:
    """Every two seconds the report is kept and gives a sign of life, so that nobody takes over what goes on."""

    def __init__(self, batch: Import) -> None:
        self.batch, self.last = batch, timezone.now()

    def is_due(self) -> bool:
        return timezone.now() - self.last >= BEAT_EVERY

    def beat(self) -> None:
        if self.is_due():
            self.last = timezone.now()
            Import.objects.filter(pk=self.batch.pk).update(heartbeat_at=self.last)

    def keep(self, report: Report) -> bool:
        return self.save(report) if self.is_due() else True

    def save(self, report: Report) -> bool:
        """False if somebody else has gone on with it, or it is no longer to be checked."""
        self.last = timezone.now()
        ours = Import.objects.filter(
            pk=self.batch.pk, state=Import.State.CHECKING, rows_done=self.batch.rows_done
        )
        saved = ours.update(
            plan=self.batch.plan,
            report=report.dump(),
            rows_done=report.rows,
            heartbeat_at=self.last,
            attempts=0,
        )
        self.batch.rows_done = report.rows
        return bool(saved)


def _fail(batch: Import, words: str) -> None:
    changes: dict[str, Any] = {"error": words[:300], "finished_at": timezone.now()}
    if batch.state == Import.State.CHECKING:  # what was found out so far is no ground to store anything
        changes |= {"rows_done": 0, "report": {}, "plan": {FILE_NOTES: batch.plan[FILE_NOTES]}}
    Import.objects.filter(pk=batch.pk, state=batch.state).update(state=Import.State.FAILED, **changes)
