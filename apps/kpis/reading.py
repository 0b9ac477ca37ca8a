"""One statement that adds the pending deltas to the rollup: what it returns is exact, never "as of"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import connection, transaction

from apps.kpis.models import EVERYONE, POSITIONS
from apps.kpis.statistics import Histogram

Column = Literal["definition", "day", "week", "month", "touchpoint", "channel", "member"]
COLUMNS: dict[Column, str] = {
    "definition": "definition_id",
    "day": "day",
    "week": "date_trunc('week', day)::date",
    "month": "date_trunc('month', day)::date",
    "touchpoint": "touchpoint_id",
    "channel": "channel_id",
    "member": "member_id",
}
SUMS = ", ".join(f"sum(n{p})::bigint" for p in POSITIONS)
KEPT = ", ".join(f"n{p}" for p in POSITIONS)
SIGNED = ", ".join(f"CASE WHEN value = {p} THEN sign ELSE 0 END AS n{p}" for p in POSITIONS)
SINGLE = ", ".join(f"CASE WHEN value = {p} THEN 1 ELSE 0 END AS n{p}" for p in POSITIONS)
CELL = "day, definition_id, touchpoint_id, channel_id, member_id"
# Read everyone's cells, or unnest only where members are asked for.
OF_MEMBERS = f"unnest(array_prepend({EVERYONE}::bigint, members)) AS member_id"


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read inside is read at one moment: figures of one page agree with each other and with the rows.

    Inside a transaction that is already open, that one decides.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@dataclass(frozen=True)
class Cells:
    """Which cells to read. Days are half-open; ``None`` means no bound or no filter.

    ``members`` are the cells wanted (``EVERYONE``, or those of one dimension). ``also`` narrows to scores that
    carry these members too: a cross of dimensions, which only the facts can answer.
    """

    definitions: Sequence[int]
    start: datetime.date | None = None
    end: datetime.date | None = None
    touchpoints: Sequence[int] | None = None
    channels: Sequence[int] | None = None
    members: Sequence[int] = (EVERYONE,)
    also: Sequence[int] = field(default=())


def read(cells: Cells, by: Sequence[Column] = ()) -> dict[tuple[Any, ...], Histogram]:
    """Histograms by the columns asked for; ``by=()`` gives one under the key ``()``."""
    sql, params = statement(cells, by)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        width = len(by)
        return {row[:width]: Histogram(row[width:]) for row in cursor.fetchall() if row[width] is not None}


def statement(cells: Cells, by: Sequence[Column]) -> tuple[str, list[Any]]:
    rows, params = _facts(cells) if cells.also else _rollup_and_pending(cells)
    columns = [COLUMNS[name] for name in by]
    select = ", ".join([*columns, SUMS])
    group = f" GROUP BY {', '.join(columns)}" if columns else ""
    return f"SELECT {select} FROM ({rows}) AS cells{group}", params


def _rollup_and_pending(cells: Cells) -> tuple[str, list[Any]]:
    where, params = _where(cells)
    kept = f"SELECT {CELL}, {KEPT} FROM kpis_histogram WHERE member_id = ANY(%s) AND {where}"
    pending = (
        f"SELECT {CELL}, {SIGNED} FROM kpis_scoredelta, {OF_MEMBERS} WHERE member_id = ANY(%s) AND {where}"
    )
    members = list(cells.members)
    return f"{kept} UNION ALL {pending}", [members, *params, members, *params]


def _facts(cells: Cells) -> tuple[str, list[Any]]:
    where, params = _where(cells)
    rows = (
        f"SELECT {CELL}, {SINGLE} FROM kpis_score, {OF_MEMBERS} "
        f"WHERE member_id = ANY(%s) AND members @> %s::bigint[] AND {where}"
    )
    return rows, [list(cells.members), list(cells.also), *params]


def _where(cells: Cells) -> tuple[str, list[Any]]:
    parts, params = ["definition_id = ANY(%s)"], [list(cells.definitions)]
    for column, value in (("day >=", cells.start), ("day <", cells.end)):
        if value is not None:
            parts.append(f"{column} %s")
            params.append(value)  # type: ignore[arg-type]
    for column, ids in (("touchpoint_id", cells.touchpoints), ("channel_id", cells.channels)):
        if ids is not None:
            parts.append(f"{column} = ANY(%s)")
            params.append(list(ids))
    return " AND ".join(parts), params
