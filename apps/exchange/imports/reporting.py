"""An import as pages show it: the job at work, the dry run, the rows that were rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.exchange.imports.problems import Problem, load_problems
from apps.exchange.imports.undoing import left_to_undo
from apps.exchange.models import Import
from apps.kpis.models import Metric

USES = {
    "text": gettext_lazy("text"),
    "dimension": gettext_lazy("dimension"),
    "id": gettext_lazy("id of the row"),
    "customer": gettext_lazy("customer key"),
    "date": gettext_lazy("date"),
    **{str(metric.value): metric.label for metric in Metric},
}


@dataclass(frozen=True)
class ColumnLine:
    column: str
    use: str
    filled: int
    counts: str  # "1: 1,361 · 2: 1,980"
    problems: int


@dataclass(frozen=True)
class RowLine:
    """A rejected row with its reasons."""

    row: int
    problems: list[Problem]


@dataclass(frozen=True)
class ReportLines:
    counts: dict[str, int]
    columns: list[ColumnLine]
    rows: list[RowLine]


def report_of(batch: Import) -> ReportLines | None:
    """The dry run, once it is through."""
    stored = batch.report
    if not stored or batch.state == Import.State.CHECKING:
        return None
    return ReportLines(
        counts={name: stored[name] for name in ("rows", "added", "known", "empty", "rejected")},
        columns=[_column(entry) for entry in stored["columns"]],
        rows=[RowLine(entry["row"], load_problems(entry["problems"])) for entry in stored["named"]],
    )


def _column(entry: dict[str, Any]) -> ColumnLine:
    counts = " · ".join(f"{value}: {count}" for value, count in entry["counts"].items())
    use = str(USES.get(entry["use"], entry["use"]))
    return ColumnLine(entry["column"], use, entry["filled"], counts, sum(entry["problems"].values()))


def problem_lines(batch: Import, most: int) -> list[RowLine]:
    """The first rejected rows of what was stored."""
    return [RowLine(row.row, load_problems(row.problems)) for row in batch.rejected_rows.all()[:most]]


def job_of(batch: Import, *, page_url: str, poll_url: str) -> dict[str, Any]:
    """As common/progress.html takes it."""
    words = {
        Import.State.CHECKING: _("checking every row, nothing is stored yet"),
        Import.State.RUNNING: _("storing rows"),
        Import.State.UNDOING: _("taking responses out again"),
    }
    done, total = None, None
    if batch.state in (Import.State.CHECKING, Import.State.RUNNING):
        done, total = batch.rows_done, batch.rows_total
    elif batch.state == Import.State.UNDOING:
        done, total = batch.added - left_to_undo(batch), batch.added
    states = {Import.State.FAILED: "failed"} | dict.fromkeys(Import.WORKING, "running")
    return {
        "title": batch.file_name,
        "now": words.get(Import.State(batch.state)),
        "state": states.get(Import.State(batch.state), "done"),
        "done": done,
        "total": total or None,
        "poll_url": poll_url,
        "page_url": page_url,
        "error": batch.error,
    }
