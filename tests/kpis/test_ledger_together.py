"""Drains, repairs and writers at the same moment: real connections, real commits."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from django.db import transaction

from apps.kpis import ledger, services
from apps.kpis.models import Histogram, ScoreDelta
from tests.kpis.test_ledger import DAY, score
from tests.responses.test_together import wait_until_somebody_waits_for_a_lock

pytestmark = pytest.mark.usefixtures("together")
Beside = Callable[..., Future[Any]]


def counted() -> int:
    return sum(cell.n8 for cell in Histogram.objects.filter(member_id=0))


def test_a_drain_leaves_at_once_while_a_repair_has_the_ledger(beside: Beside) -> None:
    services.post_scores([score(8)])
    with transaction.atomic():
        ledger.lock_alone()
        assert beside(services.drain).result(10) == 0
    assert ScoreDelta.objects.count() == 1
    assert services.drain() == 1


def test_a_repair_waits_for_a_drain_and_counts_what_it_moved_once(beside: Beside) -> None:
    services.post_scores([score(8)])
    taken, go_on = threading.Event(), threading.Event()

    def drain_slowly() -> int:
        with transaction.atomic():
            assert ledger.lock_shared()
            found = ledger.drain(10)
            taken.set()
            go_on.wait(20)
        return found

    draining = beside(drain_slowly)
    assert taken.wait(20)
    repairing = beside(services.rebuild_rollups)
    wait_until_somebody_waits_for_a_lock()
    go_on.set()
    assert (draining.result(20), repairing.result(20)) == (1, 0)
    assert counted() == 1
    assert services.verify_rollups() == []


def test_a_writer_does_not_wait_for_a_repair(beside: Beside) -> None:
    with transaction.atomic():
        ledger.lock_alone()
        beside(services.post_scores, [score(8)]).result(10)
    assert ScoreDelta.objects.count() == 1


def test_a_second_drain_passes_over_what_the_first_has_taken(beside: Beside) -> None:
    services.post_scores([score(8), score(8, day=DAY + datetime.timedelta(1))])
    with transaction.atomic():
        assert ledger.drain(1) == 1
        assert beside(ledger.drain, 5).result(10) == 1
    assert ScoreDelta.objects.count() == 0
    assert counted() == 2


def test_drains_and_repairs_at_once_under_writers_lose_and_double_nothing(beside: Beside) -> None:
    until = time.monotonic() + 1.5

    def write() -> int:
        written = 0
        while time.monotonic() < until:
            services.post_scores([score(8, members=(4, 7)), score(8, members=(7,))])
            written += 2
        return written

    def again(work: Callable[[], Any]) -> None:
        while time.monotonic() < until:
            work()
            time.sleep(0.01)

    others = [beside(again, work) for work in (services.drain, services.drain, services.rebuild_rollups)]
    written = sum(result.result(30) for result in [beside(write) for _ in range(3)])
    for other in others:
        other.result(30)
    services.drain()
    assert written > 10
    assert counted() == written
    assert services.verify_rollups() == []
