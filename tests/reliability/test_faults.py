"""What was acknowledged is never lost and never counted twice, whatever dies meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.reliability.stack import ROOT, Stack, eventually

SENDERS = 4
SETTLED_WITHIN = 60.0  # seconds after the last fault


@contextmanager
def senders(stack: Stack, count: int, folder: Path) -> Iterator[list[Path]]:
    """Processes that send so many responses in all; each notes what was acknowledged in its file."""
    files = [folder / f"acknowledged-{number}" for number in range(SENDERS)]
    acme = stack.clients["acme"]
    plan = {"port": stack.port, "host": "acme.localhost", "key": acme["key"], "survey": acme["survey"]}
    plan |= {"count": count // SENDERS, "by_page": True}
    command = [sys.executable, "-m", "tests.reliability.senders", json.dumps(plan)]
    started = []
    try:
        for file in files:
            with file.open("w") as output:
                started.append(subprocess.Popen(command, cwd=ROOT, stdout=output))
        yield files
        assert [process.wait(180) for process in started] == [0] * SENDERS
    finally:
        for process in started:
            process.kill()
            process.wait()


def acknowledged(files: list[Path]) -> list[list[str]]:
    return [line.split() for file in files for line in file.read_text().splitlines()]


def test_nothing_acknowledged_is_lost_or_counted_twice(stack: Stack, tmp_path: Path, is_long: bool) -> None:
    count = 10_000 if is_long else 1_200
    faults: list[Callable[[], object]] = [
        stack.kill_worker,
        lambda: stack.broker().flushall(),
        stack.kill_worker,
        stack.restart_valkey,
        stack.kill_worker,
        stack.restart_postgres,
        stack.kill_beat,
        stack.kill_worker,
    ]
    if is_long:
        crash: Callable[[], object] = lambda: stack.restart_postgres(kill=True)  # noqa: E731
        faults += [stack.kill_worker] * 20 + [crash] + [stack.kill_worker] * 20
    before = Counter(
        dict(
            stack.query("acme", "SELECT value, count(*) FROM kpis_score WHERE item = 'recommend' GROUP BY 1")
        )
    )
    with senders(stack, count, tmp_path) as files:
        for number, fault in enumerate(faults, start=1):
            due = count * number // (len(faults) + 1)
            eventually(lambda: len(acknowledged(files)) >= due, 240)  # noqa: B023
            fault()
    last_fault = time.monotonic()

    sent = acknowledged(files)
    assert len(sent) == len({submission for submission, *_ in sent}) == count // SENDERS * SENDERS
    expected = Counter(int(recommend) for _, recommend, _ in sent) + before

    eventually(lambda: stack.pending("acme") == 0, SETTLED_WITHIN - (time.monotonic() - last_fault))
    stack.verify("acme")
    assert time.monotonic() - last_fault < SETTLED_WITHIN

    by_api = [s for s, *_ in sent if len(s) == 36]
    [(stored,)] = stack.query(
        "acme", "SELECT count(*) FROM responses_response WHERE submission_id = ANY(%s::uuid[])", by_api
    )
    assert stored == len(by_api)
    facts = stack.query("acme", "SELECT value, count(*) FROM kpis_score WHERE item = 'recommend' GROUP BY 1")
    assert Counter(dict(facts)) == expected
    status, kpis = stack.ask("GET", "acme", "/api/v1/kpis/?metric=nps&survey=survey-of-acme")
    assert status == 200
    assert {int(value): n for value, n in kpis["results"][0]["histogram"].items() if n} == expected
