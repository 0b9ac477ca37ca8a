"""The rejected rows of an import as a file: the reasons first, then the row as it came."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from apps.exchange.imports.problems import Problem, load_problems
from apps.exchange.models import Import, RejectedRow
from apps.responses.export import defused

PORTION = 500


def in_words(problem: Problem) -> str:
    return f"{problem.column}: {problem}" if problem.column else str(problem)


def rejected_lines(batch: Import) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark; cells that a spreadsheet would run are shown instead."""
    yield codecs.BOM_UTF8 + _line([_("Row"), _("Problems"), *batch.shape["header"]])
    for row in batch.rejected_rows.iterator(chunk_size=PORTION):
        yield _line([row.row, "; ".join(in_words(problem) for problem in problems_of(row)), *row.cells])


def problems_of(row: RejectedRow) -> list[Problem]:
    return load_problems(row.problems)


def _line(cells: list[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow([defused(cell) for cell in cells])
    return line.getvalue().encode()
