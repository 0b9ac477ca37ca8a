"""Questions that every request asks: planned once per connection and client, and sent past Django's cursor.

The cursor costs five times what such a question does, and wants the search path set first. Here the client's schema
stands in the statement itself, so it can be no other client's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import pq
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result

MOST = 500  # statements a connection keeps; questions beyond are planned each time
MOST_ROWS = 2000  # rows kept read, of one question
UNKNOWN_STATEMENT = b"26000"

Reading = Callable[["psycopg.Connection[Any]", pq.abc.PGresult], tuple[Any, ...]]

_kept: WeakKeyDictionary[psycopg.Connection[Any], set[bytes]] = WeakKeyDictionary()


class Prepared:
    """One statement with at most one row; ``{schema}`` stands before its tables, ``$1``... for its texts, in order."""

    def __init__(self, name: str, sql: str) -> None:
        self.name = name
        self.sql = sql
        self._rows: dict[tuple[bytes | None, ...], tuple[Any, ...]] = {}

    def row(self, *texts: str) -> tuple[Any, ...] | None:
        """The row in the client this connection is in, of a SELECT. Raises Django's database errors."""
        if any("\0" in text for text in texts):
            return None  # PostgreSQL has no such text
        return self._send(texts, self._read)

    def write(self, *texts: str) -> tuple[Any, ...] | None:
        """Of a statement that writes. Alone it is its own transaction; within one it goes by Django's cursor, because
        only that one makes sure the transaction has begun."""
        if not connection.in_atomic_block:
            return self._send(texts, _loaded)
        sql = re.sub(r"\$[0-9]", "%s", self._in(connection.schema_name).replace("%", "%%"))
        with connection.cursor() as cursor:
            cursor.execute(sql, texts)
            return cast("tuple[Any, ...] | None", cursor.fetchone())

    def _send(self, texts: Sequence[str], read: Reading) -> tuple[Any, ...] | None:
        database: Any = connections[
            DEFAULT_DB_ALIAS
        ]  # each look through django.db.connection costs a microsecond
        database.close_if_health_check_failed()
        database.ensure_connection()
        if database.queries_logged:
            database.queries_log.append({"sql": self.sql, "time": "0.000"})
        raw = cast("psycopg.Connection[Any]", database.connection)
        with database.wrap_database_errors:
            result = self._ask(raw, database.schema_name, [text.encode() for text in texts])
            return read(raw, result) if result.ntuples else None

    def _read(self, raw: psycopg.Connection[Any], result: pq.abc.PGresult) -> tuple[Any, ...]:
        """The row's values; what was sent in the same words before is not read again."""
        words = tuple(result.get_value(0, i) for i in range(result.nfields))
        row = self._rows.get(words)
        if row is None:
            row = _loaded(raw, result)
            if len(self._rows) >= MOST_ROWS:
                self._rows.clear()
            self._rows[words] = row
        return row

    def _ask(self, raw: psycopg.Connection[Any], schema: str, values: list[bytes]) -> pq.abc.PGresult:
        name = f"{self.name}_{schema}".encode()
        sql = self._in(schema).encode()
        known = _kept.setdefault(raw, set())
        if name not in known and len(known) >= MOST:
            return _checked(raw, raw.pgconn.exec_params(sql, values))
        if name not in known:
            _checked(raw, raw.pgconn.prepare(name, sql))
            known.add(name)
        result = raw.pgconn.exec_prepared(name, values)
        if result.error_field(pq.DiagnosticField.SQLSTATE) == UNKNOWN_STATEMENT:
            known.clear()  # somebody emptied the session
            result = raw.pgconn.exec_params(sql, values)
        return _checked(raw, result)

    def _in(self, schema: str) -> str:
        return self.sql.replace("{schema}", f'"{schema}"')


def _loaded(raw: psycopg.Connection[Any], result: pq.abc.PGresult) -> tuple[Any, ...]:
    loader = Transformer(raw)
    loader.set_pgresult(result)
    return loader.load_row(0, tuple)


def _checked(raw: psycopg.Connection[Any], result: pq.abc.PGresult) -> pq.abc.PGresult:
    if result.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        return result
    if raw.pgconn.status != pq.ConnStatus.OK:
        raise psycopg.OperationalError("the connection is lost")
    raise error_from_result(result)
