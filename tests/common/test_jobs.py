"""Sending a wake-up through a broker that dies, hangs and comes back: real Valkeys, real sockets."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from apps.common import jobs
from cxplatform.celery import app
from cxplatform.embedded import Running, claim, start_valkey

TASK = "tests.nobody_takes_this"


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Running]]:
    """A Valkey of our own, last in the list; a test that restarts it appends the new one."""
    with claim(tmp_path):
        started = [start_valkey(tmp_path)]
        monkeypatch.setitem(app.conf, "broker_write_url", started[0].url)
        monkeypatch.setattr(jobs, "_broker_down_until", 0.0)
        try:
            yield started
        finally:
            jobs._hang_up()
            for server in started:
                server.kill()


def send() -> float:
    """Seconds it took."""
    started = time.monotonic()
    jobs._publish(TASK, (), "c_acme", 0.0)
    return time.monotonic() - started


def arrived(server: Running) -> int:
    return redis.Redis.from_url(server.url).llen("cx:default")


def connections(server: Running) -> int:
    return redis.Redis.from_url(server.url).info("stats")["total_connections_received"]


def test_many_messages_travel_over_one_connection(broker: list[Running]) -> None:
    send()
    before = connections(broker[0])
    for _ in range(20):
        send()
    assert connections(broker[0]) == before + 1  # our own look
    assert arrived(broker[0]) == 21


def test_a_broker_that_was_restarted_gets_the_next_message(broker: list[Running], tmp_path: Path) -> None:
    send()
    broker[0].kill()
    broker.append(start_valkey(tmp_path))
    send()
    assert arrived(broker[1]) == 1


def test_a_broker_that_was_emptied_gets_the_next_message(broker: list[Running]) -> None:
    send()
    redis.Redis.from_url(broker[0].url).flushall()
    send()
    assert arrived(broker[0]) == 1


def test_a_broker_that_dies_costs_one_short_try_and_then_nothing(broker: list[Running]) -> None:
    send()
    broker[0].kill()
    assert send() < 0.3
    assert send() < 0.01
    assert jobs._broker_down_until > time.monotonic() + 4


def test_a_broker_that_hangs_costs_one_short_try_and_then_nothing(broker: list[Running]) -> None:
    send()
    os.kill(broker[0].process.pid, signal.SIGSTOP)
    assert send() < 0.5
    assert send() < 0.01
    os.kill(broker[0].process.pid, signal.SIGCONT)


def test_a_forked_child_opens_its_own_connection(broker: list[Running]) -> None:
    before_any = connections(broker[0])
    send()
    of_one_process = connections(broker[0]) - before_any
    if (child := os.fork()) == 0:
        send()
        os._exit(0)
    os.waitpid(child, 0)
    send()
    assert connections(broker[0]) - before_any == 2 * of_one_process
    assert arrived(broker[0]) == 3
