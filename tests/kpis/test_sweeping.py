"""Work is found in the database, whatever became of the messages about it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from django.db import connection
from django_tenants.utils import tenant_context
from psycopg import sql

from apps.kpis import services, sweeping, tasks
from apps.kpis.models import Histogram, Ledger
from apps.tenancy.models import Client
from apps.tenancy.services import claim_period, create_client, suspend_client
from cxplatform.celery import app
from tests.kpis.test_ledger import score


@pytest.fixture(autouse=True)
def _eagerly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is enqueued runs at once, through the task and its header."""
    monkeypatch.setitem(app.conf, "task_always_eager", True)


def drained(client: Client) -> int:
    with tenant_context(client):
        return sum(cell.n8 for cell in Histogram.objects.all())


def post(client: Client) -> None:
    with tenant_context(client):
        services.post_scores([score(8)])


@pytest.mark.django_db
def test_the_sweep_wakes_clients_with_pending_scores_and_no_other(
    acme: Client, globex: Client, django_capture_on_commit_callbacks: Any
) -> None:
    post(acme)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweeping.wake_clients_with_work() == 1
    assert (drained(acme), drained(globex)) == (1, 0)
    assert sweeping.wake_clients_with_work() == 0


@pytest.mark.django_db
def test_a_suspended_client_is_swept_and_one_being_created_is_not(
    acme: Client, django_capture_on_commit_callbacks: Any
) -> None:
    post(acme)
    suspend_client(acme, actor=None)
    create_client(slug="tried", name="Tried", in_background=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweeping.wake_clients_with_work() == 1
    assert drained(acme) == 1


@pytest.mark.django_db
def test_many_clients_are_asked_in_portions(
    acme: Client, globex: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "PORTION", 3)
    post(globex)
    clients = [acme, globex] * 4
    assert sweeping.clients_with_work(clients) == [globex] * 4


def test_a_client_with_broken_tables_does_not_stop_the_others(together: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kpis_ledger")
    connection.set_schema_to_public()
    clients = list(Client.objects.order_by("slug"))
    found = sweeping.clients_with_work([together, *clients], has_a_ledger)
    assert [client.slug for client in found] == ["acme", "globex"]


def has_a_ledger(client: Client) -> sql.Composed:
    table = sql.Identifier(client.schema_name, "kpis_ledger")
    return sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(table)


@pytest.mark.django_db
def test_the_nightly_check_runs_once_a_day_for_every_client(
    acme: Client, globex: Client, django_capture_on_commit_callbacks: Any
) -> None:
    def checked_at() -> list[Any]:
        found = []
        for client in (acme, globex):
            with tenant_context(client):
                found.append(Ledger.objects.get().verified_at)
        return found

    with django_capture_on_commit_callbacks(execute=True):
        tasks.verify_all()
    first = checked_at()
    assert all(first)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.verify_all()
    assert checked_at() == first


def test_a_period_is_claimed_by_one_of_many(beside: Callable[..., Future[Any]]) -> None:
    from apps.tenancy.models import PeriodClaim

    try:
        claims = [beside(claim_period, "tests.job", "2026-03-02") for _ in range(12)]
        assert sorted(claim.result(20) for claim in claims) == [False] * 11 + [True]
    finally:
        PeriodClaim.objects.filter(job="tests.job").delete()
