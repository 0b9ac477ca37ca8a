"""Prometheus figures: requests of this process group, and what only the database knows of clients and workers.

Workers serve no HTTP, so what they did (verified, drained, imported) is read from the tables they wrote to.
Served on the agency's host only, to a bearer of CX_METRICS_TOKEN.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from psycopg import Error, sql

from apps.accounts.permissions import open_to_all
from apps.tenancy.models import Client

log = structlog.get_logger(__name__)

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
requests = Histogram(
    "cx_request_seconds",
    "Time to answer, by kind of host, method and status",
    ["host", "method", "status"],
    buckets=SECONDS,
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe_request(request: HttpRequest, status: int, seconds: float) -> None:
    method = request.method if request.method in METHODS else "other"
    _series(_kind_of_host(request), method, status).observe(seconds)


@lru_cache(maxsize=512)  # finding it by its labels costs ten times what observing does
def _series(host: str, method: str, status: int) -> Histogram:
    return requests.labels(host, method, str(status))


def _kind_of_host(request: HttpRequest) -> str:
    if getattr(request, "client", None):
        return "client"
    return "agency" if hasattr(request, "urlconf") else "unknown"


@open_to_all  # by role; the token guards it
def metrics(request: HttpRequest) -> HttpResponse:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not secrets.compare_digest(given.encode(), token.encode()):
        return HttpResponse(
            "Set CX_METRICS_TOKEN and send it as a bearer token.\n", status=403, content_type="text/plain"
        )
    registry = REGISTRY
    if settings.METRICS_DIR:
        registry = CollectorRegistry()
        MultiProcessCollector(registry, path=settings.METRICS_DIR)  # type: ignore[no-untyped-call]
    figures = CollectorRegistry()
    figures.register(DatabaseFigures())
    return HttpResponse(
        generate_latest(registry) + generate_latest(figures), content_type=CONTENT_TYPE_LATEST
    )


class DatabaseFigures(Collector):
    """One round trip for all clients, however many."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        clients = list(Client.objects.exclude(state=Client.State.CREATING).only("id", "slug", "schema_name"))
        pending = _gauge("cx_pending_deltas", "Scores committed but not yet in the rollup (reads add them)")
        differing = _gauge("cx_rollup_differences", "Cells that differed at the last verification")
        verified = _gauge("cx_rollup_verified_timestamp", "When the rollup was last verified (Unix time)")
        last = _gauge("cx_last_response_timestamp", "When the last response was stored (Unix time)")
        rows = _ask(clients)
        for client, row in rows:
            for gauge, value in zip((pending, differing, verified, last), row, strict=True):
                gauge.add_metric([client.slug], float(value))
        yield from (pending, differing, verified, last)
        creating = Client.objects.filter(state=Client.State.CREATING).count()
        yield GaugeMetricFamily(
            "cx_clients_creating", "Clients whose creation is not finished", value=creating
        )
        yield GaugeMetricFamily(
            "cx_clients_unreadable", "Clients whose tables gave no figures", value=len(clients) - len(rows)
        )


def _gauge(name: str, words: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, labels=["client"])


def _ask(clients: Sequence[Client]) -> list[tuple[Client, tuple[Any, ...]]]:
    """The figures of every client that can be read: one with broken tables must not hide the others."""
    connection.ensure_connection()
    raw: Any = connection.connection
    try:
        with raw.pipeline():
            cursors = [(client, raw.execute(_question(client.schema_name))) for client in clients]
            return [(client, cursor.fetchone()) for client, cursor in cursors]
    except Error as error:
        log.warning("figures_one_by_one", error=str(error))
    found = []
    for client in clients:
        try:
            found.append((client, raw.execute(_question(client.schema_name)).fetchone()))
        except Error as error:
            log.error("figures_failed", client=client.slug, error=str(error))
    return found


def _question(schema: str) -> sql.Composed:
    return sql.SQL(
        "SELECT (SELECT count(*) FROM {deltas}), coalesce(max(verified_differences), 0),"
        " coalesce(extract(epoch FROM max(verified_at)), 0),"
        " (SELECT coalesce(extract(epoch FROM max(created_at)), 0) FROM {responses}) FROM {ledger}"
    ).format(
        deltas=sql.Identifier(schema, "kpis_scoredelta"),
        responses=sql.Identifier(schema, "responses_response"),
        ledger=sql.Identifier(schema, "kpis_ledger"),
    )
