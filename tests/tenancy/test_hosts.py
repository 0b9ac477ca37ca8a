from __future__ import annotations

import pytest
from django.test import Client as Browser

from apps.tenancy import hosts
from apps.tenancy.models import Client, Domain
from apps.tenancy.services import suspend_client
from tests.people import visit

pytestmark = pytest.mark.django_db


def test_an_unknown_host_gets_404_and_never_the_console() -> None:
    assert Browser().get("/", HTTP_HOST="nobody.example.org").status_code == 404


def test_a_suspended_client_turns_visitors_away(acme: Client) -> None:
    suspend_client(acme, actor=None)
    answer = visit("acme").get("/")
    assert answer.status_code == 403
    assert "suspended" in answer.content.decode()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds the cache of hosts goes by."""
    now = [1000.0]
    monkeypatch.setattr(hosts.time, "monotonic", lambda: now[0])
    return now


def test_a_change_of_a_client_is_seen_within_five_seconds(acme: Client, clock: list[float]) -> None:
    cache = hosts.HostCache()
    assert cache.get("acme.localhost").state == "ready"  # type: ignore[union-attr]
    Client.objects.filter(pk=acme.pk).update(state="suspended")
    clock[0] += 4.9
    assert cache.get("acme.localhost").state == "ready"  # type: ignore[union-attr]
    clock[0] += 0.1
    assert cache.get("acme.localhost").state == "suspended"  # type: ignore[union-attr]


def test_a_new_host_is_found_within_a_second(acme: Client, clock: list[float]) -> None:
    cache = hosts.HostCache()
    assert cache.get("new.example") is None
    Domain.objects.create(domain="new.example", tenant=acme, is_primary=False)
    clock[0] += 0.9
    assert cache.get("new.example") is None
    clock[0] += 0.1
    assert cache.get("new.example").slug == "acme"  # type: ignore[union-attr]


def test_made_up_hosts_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "BOUND", 10)
    cache = hosts.HostCache()
    for number in range(30):
        cache.get(f"h{number}.example")
        cache.get("acme.localhost")
    assert len(cache._entries) == 10
    assert "acme.localhost" in cache._entries


@pytest.mark.parametrize("host", ["ACME.localhost", "acme.localhost:8000", "acme.localhost."])
def test_a_host_is_known_however_it_is_written(host: str) -> None:
    assert Browser().get("/accounts/login/", HTTP_HOST=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["", "acme.localhost.evil.example", "acme.localhost@evil.example", "a b", "[::1"]
)
def test_what_only_looks_like_a_host_is_unknown(host: str) -> None:
    assert Browser().get("/accounts/login/", HTTP_HOST=host).status_code == 404


def test_links_come_from_the_primary_domain(acme: Client) -> None:
    Domain.objects.create(domain="other.example", tenant=acme, is_primary=False)
    info = hosts.look_up("other.example")
    assert info is not None
    assert info.url.startswith("http://acme.localhost")


def test_health_answers_on_any_host() -> None:
    assert Browser().get("/healthz", HTTP_HOST="nobody.example.org").json() == {"status": "alive"}
    assert Browser().get("/readyz", HTTP_HOST="nobody.example.org").json()["status"] == "ready"
