from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.exchange.imports import running
from apps.exchange.imports.errors import ImportBusy
from apps.exchange.imports.jobs import MOST_ATTEMPTS, work
from apps.exchange.imports.resuming import resume_imports
from apps.exchange.imports.running import run
from apps.exchange.imports.services import choose_mapping, receive_file, start_import, undo_import
from apps.exchange.models import Import
from apps.kpis.models import Score
from apps.responses.models import Response
from apps.tenancy.models import Client
from tests.exchange.tables import (
    HEADER,
    MAPPING,
    ROWS,
    counted,
    counts,
    csv_bytes,
    imported,
    report,
    stored,
    uploaded,
    worked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]

ALL_NEW = {"added": 3, "known": 0, "empty": 0, "rejected": 0}
ALL_KNOWN = {"added": 0, "known": 3, "empty": 0, "rejected": 0}


def test_a_check_cut_short_goes_on_where_it_had_come_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.exchange.imports.checking.PORTION", 2)
    monkeypatch.setattr("apps.exchange.imports.jobs.SECONDS", 0)
    sent: list[Any] = []
    monkeypatch.setattr("apps.exchange.imports.jobs.enqueue", lambda *args: sent.append(args))
    batch = uploaded(*ROWS, ["d", "2026-03-02", "99", "5", "Rome", ""], ROWS[0])
    assert (batch.state, batch.rows_done, batch.report["rows"]) == ("checking", 2, 2)
    assert sent == [("exchange.run_import", str(batch.pk))]
    batch = worked(worked(batch))
    assert (batch.state, batch.rows_done) == ("checked", 0)
    assert report(batch) == {"rows": 5, "added": 4, "known": 0, "empty": 0, "rejected": 1}
    assert batch.report["columns"][0]["counts"] == {"3": 1, "10": 2}
    assert "ids_forgotten" in {note["code"] for note in batch.report["notes"]}
    assert counts(stored(batch)) == {"added": 3, "known": 1, "empty": 0, "rejected": 1}


def test_a_check_that_fails_leaves_nothing_to_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.exchange.imports.checking.PORTION", 2)
    monkeypatch.setattr("apps.exchange.imports.jobs.SECONDS", 0)
    monkeypatch.setattr("apps.exchange.imports.jobs.enqueue", lambda *_args: None)
    batch = uploaded(*ROWS)
    Import.objects.filter(pk=batch.pk).update(stored_as="nowhere/at-all")
    batch = worked(batch)
    assert (batch.state, batch.rows_done, batch.report) == ("failed", 0, {})
    with pytest.raises(ImportBusy):
        start_import(batch, actor=SYSTEM)


def test_a_run_cut_short_continues_behind_its_last_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PORTION", 2)
    rows = [*ROWS, ["d", "2026-03-02", "99", "5", "Rome", ""], ["e", "2026-03-02", "7", "5", "Rome", ""]]
    batch = start_import(uploaded(*rows), actor=SYSTEM)
    assert run(batch, seconds=0) == "paused"
    batch.refresh_from_db()
    assert (batch.rows_done, batch.added, Response.objects.count()) == (2, 2, 2)
    finished = worked(batch)
    assert counts(finished) == {"added": 2 + 2, "known": 0, "empty": 0, "rejected": 1}
    assert counted("nps") == {3: 1, 7: 1, 10: 1}


def test_of_two_runners_one_stops() -> None:
    batch = start_import(uploaded(*ROWS), actor=SYSTEM)
    late = Import.objects.get(pk=batch.pk)
    assert run(batch) == "done"
    assert run(late) == "overtaken"
    assert (Response.objects.count(), batch.added) == (3, 3)


def test_an_import_taken_back_while_it_runs_stores_no_further_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PORTION", 1)
    batch = start_import(uploaded(*ROWS), actor=SYSTEM)

    def take_back(moved: Import) -> None:
        undo_import(moved, actor=SYSTEM)

    assert run(batch, progress=take_back) == "overtaken"
    assert Response.objects.count() == 1
    assert worked(batch).state == "undone"
    assert (Response.objects.count(), counted("nps")) == (0, {})


def test_a_failure_between_rows_and_progress_stores_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = start_import(uploaded(*ROWS), actor=SYSTEM)

    def fail(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(running, "_advance", fail)
    with pytest.raises(RuntimeError):
        run(batch)
    batch.refresh_from_db()
    assert (batch.rows_done, Response.objects.count(), Score.objects.count()) == (0, 0, 0)


def test_what_fails_again_and_again_is_given_up_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = start_import(uploaded(*ROWS), actor=SYSTEM)
    monkeypatch.setattr("apps.exchange.imports.jobs.run", lambda *_a, **_k: 1 / 0)
    for _attempt in range(MOST_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            work(batch.pk)
    assert worked(batch).state == "failed"
    assert batch.error == "it stopped five times at the same place"
    monkeypatch.undo()
    assert counts(worked(start_import(batch, actor=SYSTEM))) == ALL_NEW


def test_a_lost_file_fails_with_a_reason() -> None:
    batch = uploaded(*ROWS)
    Import.objects.filter(pk=batch.pk).update(stored_as="nowhere/at-all")
    batch = stored(batch)
    assert (batch.state, batch.error) == ("failed", "the stored file cannot be read")


def test_an_import_standing_still_is_found_and_woken(
    in_acme: Client, globex: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr("apps.exchange.imports.resuming.enqueue", lambda *args: sent.append(args))
    batch = start_import(uploaded(*ROWS), actor=SYSTEM)
    assert resume_imports() == 0
    Import.objects.filter(pk=batch.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=31))
    with tenant_context(globex):
        uploaded(*ROWS)
    assert resume_imports() == 1
    assert sent == [("exchange.run_import", str(batch.pk))]
    assert resume_imports() == 0


def test_an_import_can_only_start_once_its_rows_were_checked() -> None:
    batch = receive_file([csv_bytes(HEADER, *ROWS)], "a.csv", actor=SYSTEM)
    with pytest.raises(ImportBusy):
        start_import(batch, actor=SYSTEM)
    done = imported(*ROWS)
    with pytest.raises(ImportBusy):
        start_import(done, actor=SYSTEM)
    with pytest.raises(ImportBusy):
        choose_mapping(done, MAPPING, actor=SYSTEM)
    with pytest.raises(ImportBusy):
        undo_import(batch, actor=SYSTEM)
    assert Response.objects.count() == 3


def test_a_stored_file_cut_short_fails_and_names_the_row() -> None:
    batch = start_import(uploaded(*ROWS), actor=SYSTEM)
    Import.objects.filter(pk=batch.pk).update(rows_total=9, shape={**batch.shape, "rows": 9})
    batch = worked(worked(batch))
    assert (batch.state, batch.rows_done) == ("failed", 3)
    assert batch.error == "Row 5: the stored file ends before its last row."
