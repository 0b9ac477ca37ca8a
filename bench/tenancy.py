"""What tenants cost: the same view, inserting one row, behind the product's way into a client and behind nothing."""

from __future__ import annotations

import statistics

from bench import servers
from bench.cpu import spent
from bench.measurement import Figure, Size, Target
from bench.pages import save_page
from bench.place import Tenant
from bench.postgres import postmaster

CONNECTIONS = 8


def overhead(tenant: Tenant, size: Size) -> list[Figure]:
    with servers.product() as web:
        file = save_page(web, tenant)
    plan = {
        "kind": "insert",
        "host": tenant.host,
        "path": "/survey/",
        "status": 303,
        "seconds": size.seconds / 2,
    }
    with servers.floor("product", file) as ours, servers.floor("plain", file) as bare:
        rounds = [(_milliseconds(ours, plan), _milliseconds(bare, plan)) for _ in range(size.rounds)]
    with_tenants, without = (statistics.median(w for w, _ in column) for column in zip(*rounds, strict=True))
    databases = [statistics.median(d for _, d in column) for column in zip(*rounds, strict=True)]
    note = f"CPU of the web processes; of PostgreSQL {databases[0]:.2f} ms, without tenants {databases[1]:.2f} ms"
    figure = Figure(
        "tenancy", "an insert, CPU", with_tenants, "ms", Target(1.35), without, with_tenants / without, note
    )
    return [figure]


def _milliseconds(web: servers.Web, plan: dict[str, object]) -> tuple[float, float]:
    """Of CPU for each insert: in the web processes, in PostgreSQL."""
    with spent(web=web.pid, database=postmaster()) as cpu:
        found = servers.load(web, plan)
    return 1000 * cpu.of("web") / found["in_all"], 1000 * cpu.of("database") / found["in_all"]
