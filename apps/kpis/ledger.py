"""All SQL that writes or compares the ledger. Each statement sees one snapshot, which is what keeps

    aggregate(Score) = Histogram + sum(ScoreDelta)        for every cell

true at any moment. Nothing here decides anything; ``services`` does. Tables are the current client's.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from apps.kpis.models import EVERYONE, NONE, POSITIONS
from apps.tenancy.prepared import Prepared

CELL = "day, definition_id, touchpoint_id, channel_id"
WHOLE_CELL = f"{CELL}, member_id"
KEY = "definition_id, member_id, day, touchpoint_id, channel_id"  # as the unique index has it
COUNTS = ", ".join(f"n{p}" for p in POSITIONS)
# One score counts for everyone and for each of its members.
MEMBERS = f"unnest(array_prepend({EVERYONE}::bigint, members)) AS member_id"


def pivot(weight: str) -> str:
    """Eleven counters out of rows with a value and a weight."""
    return ", ".join(f"coalesce(sum({weight}) FILTER (WHERE value = {p}), 0) AS n{p}" for p in POSITIONS)


def _summed(prefix: str = "") -> str:
    return ", ".join(f"sum({prefix}n{p}) AS n{p}" for p in POSITIONS)


def posting(rows: str, only: str = "true") -> str:
    """The parts of a WITH that write the scores in the JSON ``rows`` (see :func:`as_rows`) and their deltas.

    For a statement that also writes what the scores came from: ``only`` may ask for its source_id among what an
    earlier part stored. A score without a channel of its own counts under its touchpoint's. One JSON parameter for
    all rows: quoting one for each column costs twice as much.
    """
    return f"""new AS (
    SELECT day, definition_id, touchpoint_id, coalesce(nullif(channel_id, {NONE}), (
        SELECT channel_id FROM {{schema}}.touchpoints_touchpoint WHERE id = touchpoint_id), {NONE}) AS channel_id,
        value, members, source_id, item
    FROM json_to_recordset({rows}::json) AS sent (day date, definition_id bigint, touchpoint_id bigint,
        channel_id bigint, value int, members bigint[], source_id uuid, item text)
    WHERE {only}
), posted AS (
    INSERT INTO {{schema}}.kpis_score ({CELL}, value, members, source_id, item)
    SELECT {CELL}, value, members, source_id, item FROM new
    RETURNING {CELL}, value, members
), owed AS (
    INSERT INTO {{schema}}.kpis_scoredelta ({CELL}, value, members, sign)
    SELECT {CELL}, value, members, 1 FROM posted
)"""


POST = Prepared("post", f"WITH {posting('$1')} SELECT count(*) FROM posted")

RETRACT = f"""
WITH gone AS (
    DELETE FROM kpis_score WHERE source_id = ANY(%s) RETURNING {CELL}, value, members
)
INSERT INTO kpis_scoredelta ({CELL}, value, members, sign) SELECT {CELL}, value, members, -1 FROM gone
"""

# Ordered by cell, so that two drains lock rows in the same order and never wait in a circle. The rows taken are
# fetched by their place: an outbox is empty whenever statistics are taken, so that a join planned for one row
# would run over every pair (tried: nine minutes for 5,000 of 118,000). Deltas are never updated, so they stay put.
DRAIN = f"""
WITH taken AS (
    DELETE FROM kpis_scoredelta WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM kpis_scoredelta ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))
    RETURNING {CELL}, value, members, sign
), cells AS (
    SELECT {WHOLE_CELL}, {pivot("sign")} FROM taken, {MEMBERS} GROUP BY {WHOLE_CELL}
), added AS (
    INSERT INTO kpis_histogram ({WHOLE_CELL}, {COUNTS})
    SELECT {WHOLE_CELL}, {COUNTS} FROM cells ORDER BY {KEY}
    ON CONFLICT ({KEY}) DO UPDATE SET
        {", ".join(f"n{p} = kpis_histogram.n{p} + excluded.n{p}" for p in POSITIONS)}
)
SELECT count(*) FROM taken
"""

# Unnest first, then group once: grouping by members before costs three times as much where they are many.
FACTS = f"SELECT {WHOLE_CELL}, {pivot('1')} FROM kpis_score, {MEMBERS} GROUP BY {WHOLE_CELL}"
PENDING = f"SELECT {WHOLE_CELL}, {pivot('sign')} FROM kpis_scoredelta, {MEMBERS} GROUP BY {WHOLE_CELL}"

# What the rollup must say: all facts but those still pending, joined after they were grouped (one pass over both
# costs half as much again). Only cells that say something else are written; one without facts becomes 0.
REBUILD = f"""
WITH facts AS ({FACTS}), pending AS ({PENDING}), owed AS (
    SELECT {WHOLE_CELL}, {", ".join(f"coalesce(facts.n{p}, 0) - coalesce(pending.n{p}, 0) AS n{p}" for p in POSITIONS)}
    FROM facts FULL JOIN pending USING ({WHOLE_CELL})
), changed AS (
    SELECT {WHOLE_CELL}, {", ".join(f"coalesce(owed.n{p}, 0) AS n{p}" for p in POSITIONS)}
    FROM owed FULL JOIN kpis_histogram AS kept USING ({WHOLE_CELL})
    WHERE ({", ".join(f"coalesce(owed.n{p}, 0)" for p in POSITIONS)})
       IS DISTINCT FROM ({", ".join(f"coalesce(kept.n{p}, 0)" for p in POSITIONS)})
)
INSERT INTO kpis_histogram ({WHOLE_CELL}, {COUNTS})
SELECT {WHOLE_CELL}, {COUNTS} FROM changed ORDER BY {KEY}
ON CONFLICT ({KEY}) DO UPDATE SET {", ".join(f"n{p} = excluded.n{p}" for p in POSITIONS)}
"""

DIFFERENCES = f"""
WITH facts AS ({FACTS}), pending AS ({PENDING}), kept AS (
    SELECT {WHOLE_CELL}, {_summed()} FROM (
        SELECT {WHOLE_CELL}, {COUNTS} FROM kpis_histogram UNION ALL SELECT {WHOLE_CELL}, {COUNTS} FROM pending
    ) both_halves GROUP BY {WHOLE_CELL}
)
SELECT {WHOLE_CELL},
    ARRAY[{", ".join(f"coalesce(facts.n{p}, 0)" for p in POSITIONS)}] AS in_facts,
    ARRAY[{", ".join(f"coalesce(kept.n{p}, 0)" for p in POSITIONS)}] AS in_rollup
FROM facts FULL JOIN kept USING ({WHOLE_CELL})
WHERE ({", ".join(f"coalesce(facts.n{p}, 0)" for p in POSITIONS)})
   IS DISTINCT FROM ({", ".join(f"coalesce(kept.n{p}, 0)" for p in POSITIONS)})
ORDER BY {WHOLE_CELL}
"""


@dataclass(frozen=True, slots=True)
class NewScore:
    """One score to post. Ids are the client's own; 0 = no touchpoint, and the channel that the touchpoint has."""

    day: datetime.date
    definition_id: int
    value: int
    source_id: uuid.UUID
    item: str
    touchpoint_id: int = NONE
    channel_id: int = NONE
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell whose rollup does not say what its scores say."""

    day: datetime.date
    definition_id: int
    touchpoint_id: int
    channel_id: int
    member_id: int
    in_facts: list[int]
    in_rollup: list[int]


def as_rows(scores: Sequence[NewScore]) -> str:
    rows = [
        {
            "day": score.day,
            "definition_id": score.definition_id,
            "touchpoint_id": score.touchpoint_id,
            "channel_id": score.channel_id,
            "value": score.value,
            "members": score.members,
            "source_id": score.source_id,
            "item": score.item,
        }
        for score in scores
    ]
    return json.dumps(rows, default=str, separators=(",", ":"), ensure_ascii=False)


def post(scores: Sequence[NewScore]) -> None:
    POST.write(as_rows(scores))


def retract(source_ids: Iterable[uuid.UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(RETRACT, [list(source_ids)])
        return int(cursor.rowcount)


def lock_shared() -> bool:
    """As every drain does, until the transaction ends. False, at once, while a repair has the ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM kpis_ledger FOR SHARE SKIP LOCKED")
        return cursor.fetchone() is not None


def lock_alone() -> None:
    """As a repair does, until the transaction ends; waits for the drains at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM kpis_ledger FOR UPDATE")


def drain(limit: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(DRAIN, [limit])
        return int(cursor.fetchone()[0])


def rebuild() -> int:
    """One statement behind the exclusive lock, so one snapshot; returns the number of cells that were wrong."""
    with connection.cursor() as cursor:
        cursor.execute(REBUILD)
        return int(cursor.rowcount)


def differences() -> list[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return [Difference(*row) for row in cursor.fetchall()]


def has_pending() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM kpis_scoredelta)")
        return bool(cursor.fetchone()[0])
