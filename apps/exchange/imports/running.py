"""Carrying an import out: a portion of rows a transaction, together with how far it has come.

Several processes may try at once (a task delivered twice, a sweep, the command): a portion is stored by whoever
holds the import's row and finds ``rows_done`` where it left it; the others stop.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.services import record
from apps.common.errors import CxError
from apps.exchange.imports.checking import conflict
from apps.exchange.imports.errors import UnreadableFile
from apps.exchange.imports.limits import PORTION
from apps.exchange.imports.mapping import Mapping
from apps.exchange.imports.problems import Problem
from apps.exchange.imports.rows import Row
from apps.exchange.imports.work import Work, work_on
from apps.exchange.models import Import, RejectedRow
from apps.responses.errors import SubmissionConflict
from apps.responses.models import Response
from apps.responses.services import Outcome, record_responses

Progress = Callable[[Import], None]
Ending = Literal["done", "paused", "overtaken"]


def run(batch: Import, *, seconds: float | None = None, progress: Progress = lambda _batch: None) -> Ending:
    """Store rows until the end, or until ``seconds`` are over. Raises CxError where the file cannot be read."""
    started = time.monotonic()
    work = work_on(batch)
    for rows in work.portions(size=PORTION, after=batch.rows_done):
        if not _store(batch, work, rows):
            return "overtaken"
        progress(batch)
        if seconds is not None and time.monotonic() - started > seconds:
            break
    else:
        if batch.rows_done < batch.rows_total:
            raise UnreadableFile(
                _("the stored file ends before its last row."),
                row=work.table.shape.header_row + batch.rows_done + 1,
            )
    if batch.rows_done < batch.rows_total:
        return "paused"
    return "done" if _finish(batch) else "overtaken"


@transaction.atomic
def _store(batch: Import, work: Work, rows: Sequence[Row]) -> bool:
    """One portion; False if the import is no longer ours to continue."""
    ours = Import.objects.select_for_update(skip_locked=True).filter(
        pk=batch.pk, state=Import.State.RUNNING, rows_done=batch.rows_done
    )
    if not ours.exists():
        return False
    sent = [row for row in rows if row.submission]
    outcomes = record_responses(
        [row.submission for row in sent if row.submission], source=Response.Source.IMPORT
    )
    refused = {
        row.number: _problems(work.mapping, row, outcome.error)
        for row, outcome in zip(sent, outcomes, strict=True)
        if outcome.error is not None
    }
    rejected = [row for row in rows if row.problems or row.number in refused]
    RejectedRow.objects.bulk_create(
        RejectedRow(
            batch=batch,
            row=row.number,
            cells=row.cells,
            problems=[problem.dump() for problem in refused.get(row.number, row.problems)],
        )
        for row in rejected
    )
    _advance(batch, rows, outcomes, len(rejected))
    return True


def _advance(batch: Import, rows: Sequence[Row], outcomes: Sequence[Outcome], rejected: int) -> None:
    batch.rows_done += len(rows)
    batch.added += sum(outcome.status == "created" for outcome in outcomes)
    batch.known += sum(outcome.status == "known" for outcome in outcomes)
    batch.empty += sum(row.submission is None and not row.problems for row in rows)
    batch.rejected += rejected
    batch.attempts, batch.heartbeat_at = 0, timezone.now()
    batch.save(update_fields=["rows_done", "added", "known", "empty", "rejected", "attempts", "heartbeat_at"])


def _problems(mapping: Mapping, row: Row, error: CxError) -> list[Problem]:
    if isinstance(error, SubmissionConflict):
        return [conflict(mapping, row)]
    words = [problem.detail for problem in error.errors] or [error.detail]
    return [Problem("", "refused", details={"words": detail}) for detail in words]


@transaction.atomic
def _finish(batch: Import) -> bool:
    now = timezone.now()
    finished = Import.objects.filter(pk=batch.pk, state=Import.State.RUNNING).update(
        state=Import.State.DONE, finished_at=now, heartbeat_at=now
    )
    if finished:
        counts = {name: getattr(batch, name) for name in ("added", "known", "empty", "rejected")}
        record("import.finished", actor=None, target=batch.file_name, batch=str(batch.pk), **counts)
    batch.refresh_from_db()
    return bool(finished)
