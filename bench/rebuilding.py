"""A rebuild of everything beside a bare CREATE TABLE AS."""

from __future__ import annotations

import statistics
import time

from django.db import connection, transaction
from django_tenants.utils import tenant_context

from apps.kpis import ledger
from apps.kpis.models import Histogram
from apps.kpis.services import rebuild_rollups, verify_rollups
from bench.history import with_history
from bench.measurement import Figure, Size, Target
from bench.place import Tenant


def rebuilding(_tenant: Tenant, size: Size) -> list[Figure]:
    tenant = with_history(size.scores)
    with tenant_context(tenant.client):
        rounds = [(_bare(), _from_nothing()) for _ in range(size.rounds)]
        right = _seconds_of_rebuild()
        if verify_rollups():
            raise RuntimeError("the rebuilt rollup differs from the facts")
        cells = Histogram.objects.count()
    bare, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    title = f"rebuild of {size.scores:,} scores into {cells:,} empty cells"
    note = f"{right:.1f} s when nothing is wrong"
    return [Figure("rebuild", title, ours, "s", Target(1.6), bare, ours / bare, note)]


def _bare() -> float:
    """Serial, pivoting, with the same grouping and members."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        started = time.perf_counter()
        cursor.execute(f"CREATE TABLE bench_rebuilt AS {ledger.FACTS}")
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE bench_rebuilt")
    return seconds


def _from_nothing() -> float:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE kpis_histogram")
    return _seconds_of_rebuild()


def _seconds_of_rebuild() -> float:
    started = time.perf_counter()
    rebuild_rollups()
    return time.perf_counter() - started
