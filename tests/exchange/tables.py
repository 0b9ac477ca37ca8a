"""Small tables the tests of imports share."""

from __future__ import annotations

import csv
import io
import uuid
from pathlib import Path
from typing import Any

from apps.accounts.actors import SYSTEM
from apps.exchange.imports.files import incoming
from apps.exchange.imports.inspection import Inspection, inspect
from apps.exchange.imports.jobs import work
from apps.exchange.imports.services import choose_mapping, receive_file, start_import
from apps.exchange.imports.shape import Table
from apps.exchange.models import Import
from apps.kpis.selectors import Scope, definition_of, histograms

NPS = {"column": "nps", "metric": "nps"}
DESK = {"column": "desk", "metric": "touchpoint", "touchpoint": "desk", "min": 1, "max": 5, "missing": [0]}
MAPPING: dict[str, Any] = {
    "id": "id",
    "date": {"column": "day"},
    "scores": [NPS, DESK],
    "dimensions": {"shop": "shop"},
    "texts": ["why"],
}
HEADER = ["id", "day", "nps", "desk", "shop", "why"]
ROWS = [
    ["a", "2026-03-01", "10", "5", "Rome", "quick"],
    ["b", "2026-03-01", "3", "0", "Milan", ""],
    ["c", "2026-03-02", "", "4", "Rome", "NA"],
]


def csv_bytes(*rows: list[str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def looked_at(content: bytes) -> Inspection:
    return inspect(lambda: io.BytesIO(content))


def records(content: bytes) -> list[tuple[int, list[str]]]:
    """The records of a file that is a table, also of a workbook."""
    with incoming([content]) as found:
        return list(Table(found.table.opener, found.table.shape).records())


def uploaded(*rows: list[str], mapping: dict[str, Any] | None = None, content: bytes | None = None) -> Import:
    """In the current client: a file received, its mapping chosen, every row checked."""
    batch = receive_file([content or csv_bytes(HEADER, *rows)], f"{uuid.uuid4()}.csv", actor=SYSTEM)
    batch = choose_mapping(batch, MAPPING if mapping is None else mapping, actor=SYSTEM)
    return worked(batch)


def imported(*rows: list[str], mapping: dict[str, Any] | None = None, content: bytes | None = None) -> Import:
    return stored(uploaded(*rows, mapping=mapping, content=content))


def stored(batch: Import) -> Import:
    return worked(start_import(batch, actor=SYSTEM))


def worked(batch: Import) -> Import:
    """What a worker does with it until it rests."""
    work(batch.pk)
    batch.refresh_from_db()
    return batch


def counts(batch: Import) -> dict[str, int]:
    return {name: getattr(batch, name) for name in ("added", "known", "empty", "rejected")}


def counted(metric: str) -> dict[int, int]:
    """How often each score stands in the ledger, as every page reads it."""
    definition = definition_of(metric)
    return dict(histograms(definition, Scope())["all", None].items()) if definition else {}


def report(batch: Import) -> dict[str, Any]:
    return {name: batch.report[name] for name in ("rows", "added", "known", "empty", "rejected")}


def rejected(batch: Import) -> list[tuple[int, str, str]]:
    """Row, column and code of every problem."""
    return [(row.row, p["column"], p["code"]) for row in batch.rejected_rows.all() for p in row.problems]


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
