from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client as Browser


def read(path: str, host: str = "nobody.example") -> tuple[int, dict[str, str]]:
    answer = Browser().get(path, HTTP_HOST=host)
    return answer.status_code, answer.json()


@pytest.fixture
def silent_port() -> Iterator[int]:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        yield int(silent.getsockname()[1])


def test_alive_needs_no_database_and_no_known_host() -> None:
    assert read("/healthz") == (200, {"status": "alive"})


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["nobody.example", "localhost", "acme.localhost"])
def test_ready_on_any_host(host: str) -> None:
    assert read("/readyz", host) == (200, {"status": "ready", "database": "ok", "broker": "ok"})


@pytest.mark.django_db
def test_a_broker_that_is_away_only_degrades(settings: Any, silent_port: int) -> None:
    for url in ("redis://127.0.0.1:1/0", f"redis://127.0.0.1:{silent_port}/0"):
        settings.REDIS_URL = url
        started = time.monotonic()
        assert read("/readyz") == (200, {"status": "degraded", "database": "ok", "broker": "unreachable"})
        assert time.monotonic() - started < 1


@pytest.mark.django_db
def test_a_migration_that_was_not_run_is_not_ready() -> None:
    MigrationRecorder(connection).record_unapplied("tenancy", "0001_initial")
    status, body = read("/readyz")
    assert (status, body["status"]) == (503, "not ready")
    assert body["database"] == "migrations are missing: run manage.py migrate_clients"


@pytest.mark.django_db
def test_a_database_that_is_away_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection of its own to a port where nobody listens."""
    away = connection.copy()
    away.settings_dict = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    monkeypatch.setattr("cxplatform.health.connection", away)
    status, body = read("/readyz")
    assert (status, body["database"]) == (503, "unreachable")
    assert read("/healthz")[0] == 200
