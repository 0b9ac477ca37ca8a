"""The public page beside a bare app: how many a second, and what each costs."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from bench import servers
from bench.cpu import spent
from bench.load.wire import Wire
from bench.measurement import Figure, Size, Target
from bench.place import SURVEY, Tenant


def page(tenant: Tenant, size: Size) -> list[Figure]:
    plan = {"kind": "look", "seconds": size.seconds / 2}
    ours = plan | {"host": tenant.host, "path": f"/s/{SURVEY}/"}
    bare = plan | {"host": tenant.host, "path": "/survey/"}
    figure = _beside_floor(tenant, size, ours, bare)
    return [Figure("page", "public page, GET", unit="/s", target=Target(0.5, at_least=True), **figure)]


def complete(tenant: Tenant, size: Size) -> list[Figure]:
    ours = tenant.answering(seconds=size.seconds)
    bare = ours | {"path": "/survey/"}
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
    with servers.product() as web:
        file = save_page(web, tenant)
        with servers.floor("tenants", file) as below:
            rounds = [(_run(web, ours), _run(below, bare)) for _ in range(size.rounds)]
    value, own = _medians(mine for mine, _ in rounds)
    floor, floor_own = _medians(theirs for _, theirs in rounds)
    note = f"web CPU {own:.2f} ms each, floor {floor_own:.2f} ms ({own / floor_own:.1f}x)"
    return {"value": value, "floor": floor, "ratio": value / floor, "note": note}


def save_page(web: servers.Web, tenant: Tenant) -> Path:
    """The floor serves what the product serves, rendered once."""
    status, _head, body = Wire(web.port, tenant.host).get(f"/s/{SURVEY}/")
    if status != 200:
        raise RuntimeError(f"the public page answers {status}: {body[:500]!r}")
    file = servers.LOGS / "page.html"
    file.write_bytes(body)
    return file


def _run(web: servers.Web, plan: dict[str, Any]) -> tuple[float, float]:
    """A second, and milliseconds of CPU of the web processes each."""
    with spent(web=web.pid) as cpu:
        found = servers.load(web, plan)
    return found["per_second"], 1000 * cpu.of("web") / found["in_all"]


def _medians(runs: Any) -> tuple[float, float]:
    rates, costs = zip(*runs, strict=True)
    return statistics.median(rates), statistics.median(costs)
