"""Reading 400 days: from the rollup beside the facts, over HTTP beside its bare SQL."""

from __future__ import annotations

import datetime
import json
import statistics
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.kpis.ledger import pivot
from apps.kpis.reading import Cells, Column, read, statement
from apps.kpis.selectors import definition_of
from bench import servers
from bench.history import DAYS, with_history
from bench.load.wire import Wire
from bench.measurement import Figure, Size, Target
from bench.place import Tenant

TIMES = 15


def dashboard(_tenant: Tenant, size: Size) -> list[Figure]:
    """All touchpoints' scores day by day: what trends and scorecard are drawn from."""
    tenant = with_history(size.scores)
    with tenant_context(tenant.client):
        cells = _cells("touchpoint")
        facts = (
            f"SELECT day, touchpoint_id, {pivot('1')} FROM kpis_score "
            "WHERE definition_id = ANY(%s) AND day >= %s AND day < %s GROUP BY day, touchpoint_id"
        )
        with connection.cursor() as cursor:

            def from_facts() -> int:
                cursor.execute(facts, [list(cells.definitions), cells.start, cells.end])
                return len(cursor.fetchall())

            slow, rows_of_facts = _median(from_facts, 3)
        fast, rows = _median(lambda: len(read(cells, ("day", "touchpoint"))), TIMES)
    if rows != rows_of_facts:
        raise RuntimeError(f"the rollup has {rows} rows, the facts have {rows_of_facts}")
    title = f"{DAYS} days of {size.scores:,} scores, day by touchpoint"
    target = Target(20, at_least=True)
    note = "the floor is the same from the facts; the ratio is how many times faster"
    return [Figure("dashboard", title, fast * 1000, "ms", target, slow * 1000, slow / fast, note)]


def endpoint(_tenant: Tenant, size: Size) -> list[Figure]:
    tenant = with_history(size.scores)
    with servers.product() as web, tenant_context(tenant.client):
        wire = Wire(web.port, tenant.host)
        return [
            _endpoint(tenant, wire, "by day", ("day",), {"interval": "day"}),
            _endpoint(tenant, wire, "by touchpoint", ("touchpoint",), {"group_by": "touchpoint"}),
        ]


def _endpoint(
    tenant: Tenant, wire: Wire, title: str, by: tuple[Column, ...], query: dict[str, str]
) -> Figure:
    """Beside what is allowed: three times the bare SQL and ten milliseconds."""
    cells = _cells("touchpoint")
    sql, params = statement(cells, by)
    window = {"start": cells.start, "end": cells.end}
    path = f"/api/v1/kpis/?{urlencode({'metric': 'touchpoint', **query, **window})}"

    def ask_database() -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return len(cursor.fetchall())

    bare, rows = _median(ask_database, TIMES)
    ours, results = _median(lambda: _ask(wire, path, tenant.key), TIMES)
    if results != rows:
        raise RuntimeError(f"{path} gives {results} results, the SQL {rows}")
    allowed = 3 * bare + 0.010
    note = f"the ratio is to the {allowed * 1000:.1f} ms that 3x the bare SQL + 10 ms allow"
    title = f"kpis/ {title} over {DAYS} days"
    return Figure(
        f"endpoint-{by[0]}", title, ours * 1000, "ms", Target(1.0), bare * 1000, ours / allowed, note
    )


def _cells(metric: str) -> Cells:
    definition = definition_of(metric)
    assert definition is not None
    today = timezone.localdate()
    return Cells([definition.pk], start=today - datetime.timedelta(DAYS), end=today + datetime.timedelta(2))


def _ask(wire: Wire, path: str, key: str) -> int:
    status, _head, body = wire.get(path, f"Authorization: Bearer {key}")
    if status != 200:
        raise RuntimeError(f"{path} answers {status}: {body[:500]!r}")
    return len(json.loads(body)["results"])


def _median(work: Callable[[], int], times: int) -> tuple[float, int]:
    """Seconds, after one round that does not count; and what it returned."""
    result = work()
    found = []
    for _ in range(times):
        started = time.perf_counter()
        result = work()
        found.append(time.perf_counter() - started)
    return statistics.median(found), result
