"""Work in the background enters its client from the message's header, or does not run at all."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from celery import shared_task
from django.conf import settings
from django.db import connection, transaction
from django_tenants.utils import tenant_context

from apps.audit.models import Entry
from apps.audit.services import record
from apps.common import jobs
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, suspend_client
from apps.tenancy.task_base import ClientTask, TaskRefused
from cxplatform.celery import app

CELERY = ["-m", "celery", "-A", "cxplatform.celery", "worker", "--pool", "solo"]
PROBE, PLATFORM_PROBE = "tests.where_am_i", "tests.where_is_the_platform"


@shared_task(name=PROBE, base=ClientTask)
def where_am_i(mark: str) -> None:
    record("probe", actor=None, target=mark, schema=connection.schema_name)


@shared_task(name=PLATFORM_PROBE)
def where_is_the_platform(mark: str) -> None:
    record("probe", actor=None, target=mark, schema=connection.schema_name)


def seen(mark: str) -> list[tuple[str, Any]]:
    """(schema the task ran in, client its audit line was written for) of each run."""
    return list(Entry.objects.filter(event="probe", target=mark).values_list("details__schema", "client_id"))


@pytest.fixture
def mark() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def _eagerly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.conf, "task_always_eager", True)


eagerly = pytest.mark.usefixtures("_eagerly")


@pytest.mark.django_db
@pytest.mark.parametrize("schema", [None, "", "public", "c_nobody", "information_schema"])
def test_a_client_task_without_a_client_refuses(schema: str | None, mark: str) -> None:
    headers = None if schema is None else {jobs.CLIENT_HEADER: schema}
    with pytest.raises(TaskRefused):
        where_am_i.apply(args=[mark], headers=headers, throw=True)
    with pytest.raises(TaskRefused):
        where_am_i(mark)
    assert seen(mark) == []


@pytest.mark.django_db
def test_a_client_task_refuses_a_client_that_is_being_created(mark: str) -> None:
    client = create_client(slug="tried", name="Tried", in_background=False)
    with pytest.raises(TaskRefused):
        where_am_i.apply(args=[mark], headers={jobs.CLIENT_HEADER: client.schema_name}, throw=True)
    assert seen(mark) == []


@eagerly
@pytest.mark.django_db
def test_work_of_a_suspended_client_goes_on(
    acme: Client, mark: str, django_capture_on_commit_callbacks: Any
) -> None:
    suspend_client(acme, actor=None)
    with django_capture_on_commit_callbacks(execute=True), tenant_context(acme):
        jobs.enqueue(PROBE, mark)
    assert seen(mark) == [(acme.schema_name, acme.pk)]


@eagerly
@pytest.mark.django_db
def test_the_client_is_the_one_of_the_call_not_of_the_commit(
    acme: Client, globex: Client, mark: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), tenant_context(globex):
        with transaction.atomic(), tenant_context(acme):
            jobs.enqueue(PROBE, mark)
        assert seen(mark) == []
    assert seen(mark) == [(acme.schema_name, acme.pk)]
    assert connection.schema_name == "public"


@eagerly
@pytest.mark.django_db
def test_a_platform_task_runs_in_public_wherever_it_was_asked_for(
    acme: Client, mark: str, django_capture_on_commit_callbacks: Any
) -> None:
    with tenant_context(acme):
        with django_capture_on_commit_callbacks(execute=True):
            jobs.enqueue(PLATFORM_PROBE, mark)
        assert connection.schema_name == acme.schema_name
    assert seen(mark) == [("public", None)]


@eagerly
@pytest.mark.django_db
def test_nothing_is_sent_for_what_was_rolled_back(
    acme: Client, mark: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), tenant_context(acme), transaction.atomic():
        jobs.enqueue(PROBE, mark)
        transaction.set_rollback(True)
    assert seen(mark) == []


# A broker that is not there


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Takes connections and never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        yield int(silent.getsockname()[1])


@pytest.fixture
def broker_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def point(url: str) -> None:
        app.connection_for_write().transport  # noqa: B018  (imported here, so that it counts as no delay)
        monkeypatch.setitem(app.conf, "broker_write_url", url)
        monkeypatch.setattr(jobs, "_broker_down_until", 0.0)

    return point


@pytest.mark.django_db
@pytest.mark.parametrize("port", ["closed_port", "silent_port"])
def test_a_broker_that_is_down_costs_little_and_breaks_nothing(
    port: str,
    broker_at: Callable[[str], None],
    mark: str,
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: Any,
) -> None:
    broker_at(f"redis://127.0.0.1:{request.getfixturevalue(port)}/0")
    for limit in (0.35, 0.01):  # the second call knows that the broker is away
        started = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            jobs.enqueue(PLATFORM_PROBE, mark)
        assert time.monotonic() - started < limit
    assert jobs._broker_down_until > time.monotonic() + 4


@pytest.mark.django_db
def test_whatever_goes_wrong_in_sending_never_reaches_the_caller(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """A broker that is full refuses in words of its own, which nobody listed."""

    def refuse(_app: Any) -> None:
        raise RuntimeError("OOM command not allowed when used memory > 'maxmemory'")

    monkeypatch.setattr(jobs, "_broker_down_until", 0.0)
    monkeypatch.setattr(jobs, "_producer", refuse)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        jobs.enqueue(PLATFORM_PROBE, "mark")
    assert len(callbacks) == 1


@pytest.mark.django_db
def test_wake_ups_are_coalesced(
    acme: Client,
    globex: Client,
    mark: str,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    with django_capture_on_commit_callbacks(execute=True):
        for client in (acme, globex, acme, globex):
            with tenant_context(client):
                jobs.enqueue(PROBE, mark, at_most_every=60)
    assert seen(mark) == [(globex.schema_name, globex.pk), (acme.schema_name, acme.pk)]


# A real worker


@pytest.fixture
def worker(
    django_db_setup: None, django_db_blocker: Any, broker_at: Callable[[str], None]
) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker on its own Redis database and on the test database; needs what is tested committed."""
    broker = urlsplit(settings.REDIS_URL)._replace(path="/10").geturl()
    with django_db_blocker.unblock():
        database = connection.settings_dict["NAME"]
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
        process = subprocess.Popen(
            [sys.executable, *CELERY, "-I", __name__],
            env=os.environ | {"REDIS_URL": broker, "DATABASE_URL": url},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        broker_at(broker)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)
            Entry.objects.filter(event="probe").delete()
            connection.close()


def test_a_real_worker_enters_the_client_of_the_message_and_refuses_without_one(worker: Any) -> None:
    acme, globex = Client.objects.get(slug="acme"), Client.objects.get(slug="globex")
    refused, first, second, last = (uuid.uuid4().hex for _ in range(4))
    with app.connection_for_write() as broker:
        for headers in (None, {jobs.CLIENT_HEADER: "public"}, {jobs.CLIENT_HEADER: "c_nobody"}):
            app.send_task(PROBE, args=[refused], headers=headers, connection=broker)
    with transaction.atomic():
        with tenant_context(acme):
            jobs.enqueue(PROBE, first)
        with tenant_context(globex):
            jobs.enqueue(PROBE, second)
    with tenant_context(acme):
        jobs.enqueue(PLATFORM_PROBE, last)
    deadline = time.monotonic() + 30
    while not seen(last) and time.monotonic() < deadline:  # one worker, one queue: the last is done last
        time.sleep(0.05)
    assert seen(first) == [(acme.schema_name, acme.pk)]
    assert seen(second) == [(globex.schema_name, globex.pk)]
    assert seen(last) == [("public", None)]
    assert seen(refused) == []
