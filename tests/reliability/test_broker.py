from __future__ import annotations

import time

from tests.reliability.stack import Stack, eventually
from tests.reliability.test_same_submission import submission


def test_without_a_broker_answers_are_stored_at_once_and_counted_later(stack: Stack) -> None:
    eventually(lambda: stack.pending("acme") == 0, 30)
    stack.valkey.kill()
    took = []
    try:
        for _ in range(20):
            started = time.monotonic()
            status, receipt = stack.ask("POST", "acme", "/api/v1/responses/", submission(stack))
            took.append(time.monotonic() - started)
            assert status == 201, receipt
        status, health = stack.ask("GET", "acme", "/readyz")
        assert (status, health["status"]) == (200, "degraded")
        assert stack.pending("acme") == 60
    finally:
        stack.restart_valkey()
    assert sorted(took)[len(took) // 2] < 0.25
    assert max(took) < 1.5  # of each process the first one learns it the hard way
    eventually(lambda: stack.pending("acme") == 0, 45)
    stack.verify("acme")
