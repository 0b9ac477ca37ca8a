"""Counts over the answers of many responses, made by the database: no response is loaded to be counted."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from apps.responses.models import Response
from apps.responses.summaries.tallies import Bin

BINS = 10

_EACH = "FROM ({base}) r CROSS JOIN LATERAL jsonb_each(r.answers) AS e"
ANSWERED = f"SELECT r.version_id, e.key, count(*) {_EACH} GROUP BY 1, 2"
VALUES = f"""
SELECT r.version_id, e.key, e.value #>> '{{{{}}}}', count(*) {_EACH}
WHERE e.key = ANY(%s) AND jsonb_typeof(e.value) NOT IN ('array', 'object') GROUP BY 1, 2, 3
"""
ITEMS = f"""
SELECT r.version_id, e.key, i.item, i.place, count(*) {_EACH}
CROSS JOIN LATERAL jsonb_array_elements_text(
  CASE WHEN jsonb_typeof(e.value) = 'array' THEN e.value ELSE '[]' END
) WITH ORDINALITY AS i(item, place)
WHERE e.key = ANY(%s) GROUP BY 1, 2, 3, 4
"""
ROWS = f"""
SELECT r.version_id, e.key, x.key, x.value #>> '{{{{}}}}', count(*) {_EACH}
CROSS JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(e.value) = 'object' THEN e.value ELSE '{{{{}}}}' END) AS x
WHERE e.key = ANY(%s) AND jsonb_typeof(x.value) = 'number' GROUP BY 1, 2, 3, 4
"""
INSIDE = """
SELECT b.version_id, i.item AS answers FROM ({base}) b CROSS JOIN LATERAL jsonb_array_elements(
  CASE WHEN jsonb_typeof(b.answers -> %s) = 'array' THEN b.answers -> %s ELSE '[]' END
) AS i(item) WHERE jsonb_typeof(i.item) = 'object'
"""
_NUMBERS = """
FROM (SELECT (b.answers ->> %s)::float8 AS v FROM ({base}) b
WHERE b.version_id = ANY(%s) AND jsonb_typeof(b.answers -> %s) = 'number') n
"""
MEASURES = f"""
SELECT count(v), avg(v), stddev_samp(v), min(v), max(v),
  percentile_cont(ARRAY[0.25, 0.5, 0.75]::float8[]) WITHIN GROUP (ORDER BY v) {_NUMBERS}
"""
SPREAD = f"SELECT least(width_bucket(v, %s, %s, {BINS}), {BINS}), count(*) {_NUMBERS} GROUP BY 1"

Place = tuple[uuid.UUID, str]  # version, question


@dataclass(frozen=True)
class Measures:
    n: int
    mean: float
    sd: float | None
    lowest: float
    highest: float
    quartiles: tuple[float, float, float]


class Counts:
    """Counts over the answers of many responses, by version and question."""

    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        """`sql` gives the version and an object of answers in each row."""
        self._sql, self._params = sql, tuple(params)

    @classmethod
    def of(cls, responses: QuerySet[Response]) -> Counts:
        base = responses.order_by().values("version_id", "answers")
        return cls(*base.query.sql_with_params())

    def inside(self, name: str) -> Counts:
        """Counts over the items of a question that is answered item by item."""
        return Counts(INSIDE.format(base=self._sql), (*self._params, name, name))

    def answered(self) -> dict[Place, int]:
        """How many answered each question."""
        return {(version, name): n for version, name, n in self._rows(ANSWERED)}

    def values(self, names: Collection[str]) -> dict[Place, Counter[str]]:
        """How often each value was given to questions answered with one value, as text."""
        found: dict[Place, Counter[str]] = {}
        for version, name, value, n in self._rows(VALUES, list(names)) if names else ():
            found.setdefault((version, name), Counter())[value] += n
        return found

    def items(self, names: Collection[str]) -> dict[Place, Counter[tuple[str, int]]]:
        """How often each item stood at each place (from 1) of answers that are lists."""
        found: dict[Place, Counter[tuple[str, int]]] = {}
        for version, name, item, place, n in self._rows(ITEMS, list(names)) if names else ():
            found.setdefault((version, name), Counter())[item, place] += n
        return found

    def rows(self, names: Collection[str]) -> dict[Place, Counter[tuple[str, float]]]:
        """How often each number was given to each row of answers row by row."""
        found: dict[Place, Counter[tuple[str, float]]] = {}
        for version, name, row, value, n in self._rows(ROWS, list(names)) if names else ():
            found.setdefault((version, name), Counter())[row, float(value)] += n
        return found

    def measures(self, name: str, versions: Collection[uuid.UUID]) -> Measures | None:
        """What describes the numbers given to a question; None without any."""
        [row] = self._rows(MEASURES, name, before_base=1, after=[list(versions), name])
        if not row[0]:
            return None
        return Measures(row[0], row[1], row[2], row[3], row[4], tuple(row[5]))

    def bins(self, name: str, versions: Collection[uuid.UUID], low: float, high: float) -> tuple[Bin, ...]:
        """The numbers in equal steps from the lowest to the highest."""
        if low == high:
            [(_bucket, n)] = self._rows(
                SPREAD, low, low + 1, name, before_base=3, after=[list(versions), name]
            )
            return (Bin(low, high, n),)
        found = dict(self._rows(SPREAD, low, high, name, before_base=3, after=[list(versions), name]))
        step = (high - low) / BINS
        return tuple(Bin(low + i * step, low + (i + 1) * step, found.get(i + 1, 0)) for i in range(BINS))

    def _rows(
        self, statement: str, *params: Any, before_base: int = 0, after: Iterable[Any] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The statement over the responses; the first parameters stand before theirs, the others after."""
        sql = statement.format(base=self._sql)
        values = [*params[:before_base], *self._params, *params[before_base:], *after]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            yield from cursor.fetchall()
