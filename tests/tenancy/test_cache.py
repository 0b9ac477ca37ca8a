"""A cache that is down is an empty cache; nothing it protects stops an answer or a sign-in."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django_tenants.utils import tenant_context

from apps.tenancy.cache import PatientRedisCache, make_key
from apps.tenancy.models import Client
from tests.people import visit


def cache_at(port: int) -> PatientRedisCache:
    return PatientRedisCache(f"redis://127.0.0.1:{port}/0", dict(settings.CACHES["default"]))


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Takes connections and never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        yield int(silent.getsockname()[1])


def ask_everything(cache: Any) -> list[Any]:
    return [
        cache.get("a", 5),
        cache.set("a", 1),
        cache.add("a", 1),
        cache.incr("a"),
        cache.delete("a"),
        cache.get_or_set("a", 7),
    ]


def test_without_a_server_every_question_has_an_answer() -> None:
    assert ask_everything(cache_at(1)) == [5, None, True, 0, False, 7]


def test_a_server_that_hangs_costs_half_a_second_a_question(silent_port: int) -> None:
    started = time.monotonic()
    assert cache_at(silent_port).get("a", 5) == 5
    assert time.monotonic() - started < 1


@pytest.mark.django_db
def test_people_sign_in_without_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.cache.caches._connections.default", cache_at(1), raising=False)
    assert visit("acme", "ben@example.com").get("/").status_code == 200


@pytest.mark.django_db
def test_keys_are_the_clients_own_but_for_limits_on_signing_in(acme: Client) -> None:
    with tenant_context(acme):
        assert make_key("a", "", 1) == f"{acme.schema_name}::1:a"
        assert make_key("allauth:rl:a", "", 1) == "public::1:allauth:rl:a"
    assert connection.schema_name == "public"
    assert make_key("a", "", 1) == "public::1:a"
