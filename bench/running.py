from __future__ import annotations

import time
from collections.abc import Sequence
from importlib import import_module

from django.db import connection

from bench import servers
from bench.catalogue import MEASUREMENTS
from bench.floor.models import TABLE
from bench.measurement import Figure, Size
from bench.place import make_tenant, migrate


def run(wanted: Sequence[str], size: Size) -> list[Figure]:
    servers.LOGS.mkdir(parents=True, exist_ok=True)
    _say("migrating")
    migrate()
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    tenant = make_tenant("bench")
    figures: list[Figure] = []
    for name in wanted:
        measurement = MEASUREMENTS[name]
        _say(measurement.title)
        module, _, function = measurement.function.rpartition(".")
        found: list[Figure] = getattr(import_module(f"bench.{module}"), function)(tenant, size)
        for figure in found:
            _say(f"  {figure.name} {figure.judged:.3g}, wanted {figure.target}; {figure.note}")
        figures += found
    connection.close()
    return figures


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what} ...", flush=True)
