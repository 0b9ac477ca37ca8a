"""What tenants cost: the same view, inserting one row, behind the product's way into a client and behind nothing."""

from __future__ import annotations

import statistics

from bench import servers
from bench.measurement import Figure, Size, Target
from bench.pages import save_page
from bench.place import Tenant
from bench.postgres import postmaster


def overhead(tenant: Tenant, size: Size) -> list[Figure]:
    with servers.product() as web:
        file = save_page(web, tenant)
    database = postmaster()
    plan = {
        "kind": "insert",
        "host": tenant.host,
        "path": "/survey/",
        "status": 303,
        "seconds": size.seconds / 2,
    }
    with servers.floor("product", file) as ours, servers.floor("plain", file) as bare:
        rounds = [
            [servers.load(web, plan, database=database).cpu_ms for web in (ours, bare)]
            for _ in range(size.rounds)
        ]
    with_tenants, without = (
        statistics.median(each["web"] for each in runs) for runs in zip(*rounds, strict=True)
    )
    in_database = [statistics.median(each["database"] for each in runs) for runs in zip(*rounds, strict=True)]
    note = "CPU of the web processes; of PostgreSQL {:.2f} ms, without tenants {:.2f} ms".format(*in_database)
    ratio = with_tenants / without
    return [Figure("tenancy", "an insert, CPU", with_tenants, "ms", Target(1.35), without, ratio, note)]
