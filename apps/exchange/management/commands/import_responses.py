from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.accounts.actors import SYSTEM
from apps.common.errors import CxError
from apps.exchange.imports.checking import Report, check, new_report
from apps.exchange.imports.files import Incoming, chunks_of, incoming
from apps.exchange.imports.notes import Note
from apps.exchange.imports.planning import notes_of
from apps.exchange.imports.problems import load_problems
from apps.exchange.imports.running import run
from apps.exchange.imports.services import check_mapping, keep, start_import, unfinished_twin
from apps.exchange.imports.work import Work, ready
from apps.exchange.models import Import
from apps.tenancy.commands import ClientCommand
from apps.tenancy.models import Client

MOST_SHOWN = 20
PAUSE = 0.5  # seconds between two looks at an import that another process carries out


class Command(ClientCommand):
    help = "Import responses from a CSV or XLSX file. The same rows again add nothing; a run cut short is continued."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", type=Path, required=True, help="what the columns mean, as JSON")
        parser.add_argument("--dry-run", action="store_true", help="read and report, store nothing")

    def handle_client(self, client: Client, **options: Any) -> None:
        document = self._document(Path(options["mapping"]))
        try:
            with options["file"].open("rb") as stream, incoming(chunks_of(stream)) as found:
                check_mapping(document, found.inspection.shape.header)
                if options["dry_run"]:
                    self._dry_run(found, document)
                    return
                batch = unfinished_twin(found.digest, document)
                if batch is None:
                    settled = self._ready(found, document).plan
                    batch = keep(
                        found, options["file"].name, actor=SYSTEM, document=document, settled=settled
                    )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror or error}") from error
        self._carry_out(batch)

    def _document(self, path: Path) -> Any:
        try:
            return json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}") from error
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{path} is not JSON: {error}") from error

    def _ready(self, found: Incoming, document: Any) -> Work:
        return ready(found.table, document, None, found.digest, timezone.now())

    def _dry_run(self, found: Incoming, document: Any) -> None:
        work = self._ready(found, document)
        report = new_report(work)
        check(work, report)
        self._notes(found.notes + report.notes)
        for column in report.columns.values():
            counts = " ".join(f"{value}:{column.counts[value]}" for value in sorted(column.counts))
            problems = " ".join(f"{code}:{n}" for code, n in column.problems.items())
            self.stdout.write(
                f"{column.column} ({column.use}): {column.filled} filled {counts} {problems}".rstrip()
            )
        for entry in report.named[:MOST_SHOWN]:
            self._rejected(entry["row"], entry["problems"])
        self.stdout.write(self._sum(report, "would be added"))

    def _carry_out(self, batch: Import) -> None:
        started, already = time.monotonic(), batch.rows_done
        if batch.state != Import.State.RUNNING:
            batch = start_import(batch, actor=SYSTEM, in_background=False)
        while batch.state == Import.State.RUNNING:
            try:
                if run(batch, progress=self._progress) == "overtaken":
                    time.sleep(PAUSE)  # another process is at it
            except CxError as error:
                raise CommandError(error.detail) from error
            batch.refresh_from_db()
        if batch.state != Import.State.DONE:
            raise CommandError(f"The import is {batch.get_state_display()}. {batch.error}".strip())
        self._notes(notes_of(batch))
        for row in batch.rejected_rows.all()[:MOST_SHOWN]:
            self._rejected(row.row, row.problems)
        seconds = max(time.monotonic() - started, 0.001)
        speed = (batch.rows_total - already) / seconds
        self.stderr.write(f"import {batch.pk}: {seconds:.1f} s, {speed:.0f} rows a second")
        self.stdout.write(self._sum(batch, "added"))

    def _progress(self, batch: Import) -> None:
        self.stderr.write(f"{batch.rows_done} of {batch.rows_total} rows")

    def _notes(self, notes: list[Note]) -> None:
        for note in notes:
            self.stdout.write(str(note))

    def _rejected(self, number: int, problems: list[dict[str, Any]]) -> None:
        for problem in load_problems(problems):
            place = f"row {number}, {problem.column}" if problem.column else f"row {number}"
            self.stdout.write(f"{place}: {problem} [{problem.code}]")

    def _sum(self, found: Report | Import, added: str) -> str:
        rows = found.rows if isinstance(found, Report) else found.rows_total
        parts = f"{found.added} {added}, {found.known} known, {found.empty} empty, {found.rejected} rejected"
        return f"{rows} rows: {parts}"
