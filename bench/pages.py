"""The public page beside a bare app: how many a second, and what each costs."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import servers
from bench.load.wire import Wire
from bench.measurement import Figure, Size, Target
from bench.place import SURVEY, Tenant
from bench.postgres import postmaster


def page(tenant: Tenant, size: Size) -> list[Figure]:
    plan = {"kind": "look", "seconds": size.seconds / 2}
    ours = plan | {"host": tenant.host, "path": f"/s/{SURVEY}/"}
    bare = plan | {"host": tenant.host, "path": "/survey/"}
    figure = _beside_floor(tenant, size, ours, bare)
    return [Figure("page", "public page, GET", unit="/s", target=Target(0.5, at_least=True), **figure)]


def complete(tenant: Tenant, size: Size) -> list[Figure]:
    ours = tenant.answering(seconds=size.seconds)
    bare = ours | {"path": "/survey/", "least_seconds": 0.0}
    with servers.worker():
        figure = _beside_floor(tenant, size, ours, bare)
    return [
        Figure(
            "complete",
            "a complete response, rollups on",
            unit="/s",
            target=Target(0.4, at_least=True),
            **figure,
        )
    ]


def _beside_floor(tenant: Tenant, size: Size, ours: dict[str, Any], bare: dict[str, Any]) -> dict[str, Any]:
    """Ours and the floor in turns, because a busy machine changes by the second; medians."""
    database = postmaster()
    with servers.product() as web:
        file = save_page(web, tenant)
        with servers.floor("tenants", file) as below:
            rounds = [
                (servers.load(web, ours, database=database), servers.load(below, bare, database=database))
                for _ in range(size.rounds)
            ]
    mine, theirs = zip(*rounds, strict=True)
    value, floor = (statistics.median(run.per_second for run in runs) for runs in (mine, theirs))
    note = f"CPU each: {_costs(mine)}; floor: {_costs(theirs)}"
    return {"value": value, "floor": floor, "ratio": value / floor, "note": note}


def _costs(runs: Sequence[servers.Load]) -> str:
    web, database = (statistics.median(run.cpu_ms[name] for run in runs) for name in ("web", "database"))
    return f"web {web:.2f} ms, PostgreSQL {database:.2f} ms"


def save_page(web: servers.Web, tenant: Tenant) -> Path:
    """The floor serves what the product serves, rendered once."""
    status, _head, body = Wire(web.port, tenant.host).get(f"/s/{SURVEY}/")
    if status != 200:
        raise RuntimeError(f"the public page answers {status}: {body[:500]!r}")
    file = servers.LOGS / "page.html"
    file.write_bytes(body)
    return file
