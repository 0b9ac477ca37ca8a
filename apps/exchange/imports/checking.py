"""The dry run: reads every row as the import would, stores nothing, reports by row and by column."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from apps.exchange.imports.mapping import Mapping
from apps.exchange.imports.notes import Note, load_notes
from apps.exchange.imports.problems import Problem
from apps.exchange.imports.rows import Row
from apps.exchange.imports.work import Work
from apps.responses.models import Response
from apps.responses.submissions import Submission

MOST_ROWS_NAMED = 200
MOST_IDS_REMEMBERED = 500_000
PORTION = 2_000


@dataclass
class ColumnReport:
    """``counts`` are the scores read, by value; ``filled`` the cells with an answer; ``problems`` by code."""

    column: str
    use: str
    filled: int = 0
    counts: Counter[int] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)

    def dump(self) -> dict[str, Any]:
        return {
            "column": self.column,
            "use": self.use,
            "filled": self.filled,
            "counts": {str(value): self.counts[value] for value in sorted(self.counts)},
            "problems": dict(self.problems),
        }

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        counts = Counter({int(value): count for value, count in stored["counts"].items()})
        return cls(stored["column"], stored["use"], stored["filled"], counts, Counter(stored["problems"]))


@dataclass
class Report:
    """What an import would do: ``rows`` = added + known + empty + rejected."""

    rows: int = 0
    added: int = 0
    known: int = 0
    empty: int = 0
    rejected: int = 0
    columns: dict[str, ColumnReport] = field(default_factory=dict)
    named: list[dict[str, Any]] = field(default_factory=list)  # the first rejected rows
    notes: list[Note] = field(default_factory=list)

    def dump(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("rows", "added", "known", "empty", "rejected")}
        return {
            **counts,
            "columns": [column.dump() for column in self.columns.values()],
            "named": self.named,
            "notes": [note.dump() for note in self.notes],
        }

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        counts = {name: stored[name] for name in ("rows", "added", "known", "empty", "rejected")}
        columns = {entry["column"]: ColumnReport.load(entry) for entry in stored["columns"]}
        return cls(**counts, columns=columns, named=stored["named"], notes=load_notes(stored["notes"]))


def new_report(work: Work) -> Report:
    return Report(columns=_columns(work.mapping), notes=list(work.plan.notes))


def check(
    work: Work,
    report: Report,
    *,
    keep: Callable[[Report], bool] = lambda _report: True,
    seconds: float | None = None,
) -> bool:
    """Go on behind the rows the report has; True at the end of the table.

    ``keep`` is given the report after each portion and ends the work by False. Rows are compared with those seen in
    this call only, so a table checked in several goes may hold repeated ids that just show when it is stored.
    """
    started, seen = time.monotonic(), dict[bytes, bytes]()
    is_continued = report.rows > 0
    for rows in work.portions(size=PORTION, after=report.rows):
        _count(report, work, rows)
        _compare(report, work, rows, seen)
        if not keep(report):
            return False
        if seconds is not None and time.monotonic() - started > seconds:
            break
    if report.rows < work.table.shape.rows:
        return False
    if work.mapping.id and (is_continued or len(seen) >= MOST_IDS_REMEMBERED):
        report.notes.append(Note("ids_forgotten"))
    return True


def _columns(mapping: Mapping) -> dict[str, ColumnReport]:
    uses = [(s.column, s.metric) for s in mapping.scores] + [(c, "text") for c in mapping.texts]
    uses += [(column, "dimension") for column in mapping.dimensions.values()]
    uses += [(mapping.id, "id")] if mapping.id else []
    uses += [(mapping.customer, "customer")] if mapping.customer else []
    uses += [(mapping.date.column, "date")] if mapping.date and mapping.date.column else []
    found: dict[str, ColumnReport] = {}
    for column, use in uses:
        found.setdefault(column, ColumnReport(column, use))
    return found


def _count(report: Report, work: Work, rows: Sequence[Row]) -> None:
    scores = [report.columns[score.column] for score in work.mapping.scores]
    for row in rows:
        for column, value in zip(scores, row.scores, strict=False):
            if value is not None:
                column.filled += 1
                column.counts[value] += 1
        if row.submission:
            for name in _filled(work, row.submission):
                report.columns[name].filled += 1
        _reject(report, row, row.problems)
    report.rows += len(rows)
    report.empty += sum(row.submission is None and not row.problems for row in rows)


def _filled(work: Work, submission: Submission) -> Iterator[str]:
    """The columns beside the scores in which this row holds something."""
    mapping = work.mapping
    yield from (question.column for question in work.form.texts if question.name in submission.answers)
    yield from (mapping.dimensions[name] for name in submission.dimensions)
    if mapping.id:
        yield mapping.id
    if mapping.customer and submission.customer:
        yield mapping.customer
    if mapping.date and mapping.date.column:
        yield mapping.date.column


def _compare(report: Report, work: Work, rows: Sequence[Row], seen: dict[bytes, bytes]) -> None:
    """With what is stored, and with the rows before: the same again is known, other values are a conflict."""
    wanted = [row.submission.submission_id for row in rows if row.submission]
    stored = dict(Response.objects.filter(submission_id__in=wanted).values_list("submission_id", "digest"))
    for row in rows:
        if row.submission is None:
            continue
        key, digest = row.submission.submission_id, row.submission.digest
        first = bytes(stored[key]) if key in stored else seen.get(key.bytes)
        if first is None:
            report.added += 1
            if len(seen) < MOST_IDS_REMEMBERED:
                seen[key.bytes] = digest
        elif first == digest:
            report.known += 1
        else:
            _reject(report, row, [conflict(work.mapping, row)])


def conflict(mapping: Mapping, row: Row) -> Problem:
    return Problem(mapping.id, "conflict", row.id) if mapping.id else Problem("", "conflict_row")


def _reject(report: Report, row: Row, problems: Sequence[Problem]) -> None:
    if not problems:
        return
    report.rejected += 1
    for problem in problems:
        if problem.column in report.columns:
            report.columns[problem.column].problems[problem.code] += 1
    if len(report.named) < MOST_ROWS_NAMED:
        report.named.append({"row": row.number, "problems": [problem.dump() for problem in problems]})
