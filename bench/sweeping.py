"""A real worker and beat over a thousand idle clients: what the sweep costs, how soon it finds work."""

from __future__ import annotations

import datetime
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django_tenants.utils import tenant_context

from apps.kpis import ledger
from apps.kpis.models import Histogram, ScoreDelta
from apps.tenancy.models import Client
from bench import servers
from bench.cpu import spent
from bench.measurement import Figure, Size, Target
from bench.place import Tenant
from bench.postgres import postmaster

OUTBOX = "kpis_scoredelta"
LEDGER = (
    "kpis_score",
    "kpis_histogram",
    "kpis_ledger",
    "touchpoints_touchpoint",
)  # what a drain looks at, too
SETTLING = 8.0  # seconds for worker and beat to start


def sweeping(tenant: Tenant, size: Size) -> list[Figure]:
    with (
        _idle_clients(tenant.client, size.idle_clients) as clients,
        servers.worker("bench.sweep_only") as worker,
    ):
        latencies = [_seconds_until_found(client) for client in _first_middle_last(clients)]
        time.sleep(max(0.0, SETTLING - sum(latencies)))
        started = time.monotonic()
        with spent(worker=worker.process.pid, database=postmaster()) as cpu:
            time.sleep(size.idle_seconds)
        seconds = time.monotonic() - started
    ours, database = cpu.of("worker") / seconds * 100, cpu.of("database") / seconds * 100
    note = f"worker and beat {ours:.2f} %, PostgreSQL {database:.2f} %"
    title = f"sweep of {size.idle_clients:,} idle clients, CPU of one core"
    found = "until a forgotten score is in the rollup, worst of 3"
    return [
        Figure("sweep", title, ours + database, "%", Target(2.0), note=note),
        Figure("found", found, max(latencies), "s", Target(10.0)),
    ]


@contextmanager
def _idle_clients(model: Client, count: int) -> Iterator[list[Client]]:
    """Real rows; of their schemas the outbox, and where a score is to be found all that a drain looks at."""
    clients = [
        Client(slug=f"idle-{n}", name=f"Idle {n}", schema_name=f"c_idle{n}", state=Client.State.READY)
        for n in range(count)
    ]
    with connection.cursor() as cursor:
        for client in clients:
            cursor.execute(f"CREATE SCHEMA {client.schema_name}")
            _copy_table(cursor, OUTBOX, model, client)
        for client in _first_middle_last(clients):
            for table in LEDGER:
                _copy_table(cursor, table, model, client)
            cursor.execute(f"INSERT INTO {client.schema_name}.kpis_ledger (verified_differences) VALUES (0)")
    Client.objects.bulk_create(clients)
    try:
        yield clients
    finally:
        Client.objects.filter(slug__startswith="idle-").delete()


def _copy_table(cursor: Any, table: str, model: Client, client: Client) -> None:
    like = f"LIKE {model.schema_name}.{table} INCLUDING ALL"
    cursor.execute(f"CREATE TABLE {client.schema_name}.{table} ({like})")


def _first_middle_last(clients: list[Client]) -> tuple[Client, Client, Client]:
    return clients[0], clients[len(clients) // 2], clients[-1]


def _seconds_until_found(client: Client) -> float:
    """Of a score whose wake-up was lost."""
    score = ledger.NewScore(datetime.date(2026, 1, 1), 1, 9, uuid.uuid4(), "recommend")
    started = time.monotonic()
    with tenant_context(client):
        ledger.post([score])
        while ScoreDelta.objects.exists():
            if time.monotonic() - started > 60:
                raise RuntimeError("the sweep does not find a pending score")
            time.sleep(0.05)
        if Histogram.objects.get().n9 != 1:
            raise RuntimeError("the score was drained, but is not in the rollup")
    return time.monotonic() - started
