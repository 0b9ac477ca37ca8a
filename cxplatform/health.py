"""``/healthz`` and ``/readyz``: answered on any host, before a client is looked up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

PATIENCE = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}  # seconds


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"status": "alive"})
        if request.path == "/readyz":
            return ready()
        return self.get_response(request)


def ready() -> JsonResponse:
    """503 without the database or with migrations of public to run; a dead broker only degrades: answers are stored.

    Of one client whose tables lag behind, ``migrate_clients`` tells; it must not take the others off the air.
    """
    checks = {"database": _database(), "broker": _broker()}
    status = "ready" if all(value == "ok" for value in checks.values()) else "degraded"
    if checks["database"] != "ok":
        status = "not ready"
    return JsonResponse({"status": status, **checks}, status=503 if status == "not ready" else 200)


def _database() -> str:
    try:
        connection.set_schema_to_public()
        if _wanted() - set(MigrationRecorder(connection).applied_migrations()):
            return "migrations are missing: run manage.py migrate_clients"
    except Error:
        return "unreachable"
    return "ok"


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    """The migrations of this process's code; reading them takes longer than asking the database."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {})


def _broker() -> str:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, **PATIENCE) as broker:
            broker.ping()
    except redis.RedisError:
        return "unreachable"
    return "ok"
