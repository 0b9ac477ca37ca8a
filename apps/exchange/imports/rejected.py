"""The rejected rows of an import as a file: the reasons first, then the row as it came."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from apps.common.cells import defused
from apps.exchange.imports.problems import Problem, load_problems
from apps.exchange.models import Import

PORTION = 500


def rejected_lines(batch: Import, language: str) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark; cells that a spreadsheet would run are shown instead."""
    with translation.override(language):
        head = _line([_("Row"), _("Problems"), *batch.shape["header"]])
    yield codecs.BOM_UTF8 + head
    last = 0
    while True:
        with translation.override(language):
            rows = list(batch.rejected_rows.filter(row__gt=last)[:PORTION])
            lines = [_line([row.row, _reasons(row.problems), *row.cells]) for row in rows]
        yield from lines
        if len(rows) < PORTION:
            return
        last = rows[-1].row


def _reasons(stored: list[dict[str, Any]]) -> str:
    return "; ".join(_in_words(problem) for problem in load_problems(stored))


def _in_words(problem: Problem) -> str:
    return f"{problem.column}: {problem}" if problem.column else str(problem)


def _line(cells: list[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow([defused(cell) for cell in cells])
    return line.getvalue().encode()
