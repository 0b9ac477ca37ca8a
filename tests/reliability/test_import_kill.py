"""An import killed with -9 in the middle ends in the same state as one that was left alone."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from collections import Counter

import pytest

from tests.reliability.stack import ROOT, Stack, eventually

ROWS = 12_000
BAD = 40  # rows with a score outside the scale
MAPPING = {
    "id": "id",
    "date": {"column": "day"},
    "scores": [
        {"column": "nps", "metric": "nps"},
        {"column": "desk", "metric": "touchpoint", "touchpoint": "desk", "min": 1, "max": 5, "missing": [0]},
        {"column": "web", "metric": "touchpoint", "touchpoint": "web", "min": 1, "max": 5, "missing": [0]},
    ],
    "dimensions": {"shop": "shop"},
}
Expected = Counter[tuple[str, int]]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Expected]:
    """The command's arguments after the client, and how often each score must stand in the ledger."""
    folder = tmp_path_factory.mktemp("import")
    dice, expected = random.Random(7), Counter[tuple[str, int]]()
    with (folder / "answers.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "day", "nps", "desk", "web", "shop"])
        for number in range(ROWS):
            scores = {"nps": dice.randint(0, 10), "desk": dice.randint(0, 5), "web": dice.randint(0, 5)}
            if number % (ROWS // BAD) == 0:
                scores["nps"] = 11
            else:
                expected.update((item, v) for item, v in scores.items() if v or item == "nps")
            day = f"2026-0{dice.randint(1, 9)}-{dice.randint(10, 28)}"
            writer.writerow([number, day, *scores.values(), f"shop {dice.randint(1, 30)}"])
    (folder / "mapping.json").write_text(json.dumps(MAPPING))
    return [str(folder / "answers.csv"), "--mapping", str(folder / "mapping.json")], expected


def import_state(stack: Stack, client: str) -> tuple[str, int, int, int, int]:
    """State, rows done, added, known, rejected of the client's only import."""
    found = stack.query(client, "SELECT state, rows_done, added, known, rejected FROM exchange_import")
    assert len(found) <= 1
    return found[0] if found else ("absent", 0, 0, 0, 0)  # type: ignore[return-value]


def kill_in_the_middle(stack: Stack, client: str, arguments: list[str]) -> None:
    command = [sys.executable, "manage.py", "import_responses", client, *arguments]
    process = subprocess.Popen(
        command, env=stack.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        eventually(lambda: import_state(stack, client)[1] >= 2000 or process.poll() is not None, 60)
    finally:
        process.kill()
        process.wait()
    state, rows_done, added, _known, rejected = import_state(stack, client)
    assert (state, rows_done % 1000) == ("running", 0)
    assert 2000 <= rows_done < ROWS
    assert added + rejected == rows_done == stored(stack, client) + rejected


def stored(stack: Stack, client: str) -> int:
    return int(stack.query(client, "SELECT count(*) FROM responses_response WHERE source = 'import'")[0][0])


def check_the_end(stack: Stack, client: str, expected: Expected) -> None:
    assert import_state(stack, client) == ("done", ROWS, ROWS - BAD, 0, BAD)
    assert stored(stack, client) == ROWS - BAD
    scores = stack.query(
        client,
        "SELECT item, value, count(*) FROM kpis_score WHERE source_id IN "
        "(SELECT id FROM responses_response WHERE source = 'import') GROUP BY item, value",
    )
    assert {(item, value): n for item, value, n in scores} == expected
    assert stack.query(client, "SELECT count(*) FROM exchange_rejectedrow") == [(BAD,)]
    eventually(lambda: stack.pending(client) == 0, 60)
    stack.verify(client)


def test_the_command_again_continues_where_the_killed_one_stopped(
    stack: Stack, table: tuple[list[str], Expected]
) -> None:
    arguments, expected = table
    kill_in_the_middle(stack, "acme", arguments)
    said = stack.run("manage.py", "import_responses", "acme", *arguments)
    assert said.splitlines()[-1] == f"{ROWS} rows: {ROWS - BAD} added, 0 known, 0 empty, {BAD} rejected"
    check_the_end(stack, "acme", expected)
    again = stack.run("manage.py", "import_responses", "acme", *arguments)
    assert again.splitlines()[-1] == f"{ROWS} rows: 0 added, {ROWS - BAD} known, 0 empty, {BAD} rejected"


def test_the_sweep_finds_a_killed_import_and_a_worker_finishes_it(
    stack: Stack, table: tuple[list[str], Expected]
) -> None:
    """The worker that takes it up is killed as well."""
    arguments, expected = table
    kill_in_the_middle(stack, "globex", arguments)
    before = import_state(stack, "globex")[1]
    eventually(lambda: import_state(stack, "globex")[1] > before, 120)
    stack.kill_worker()
    eventually(lambda: import_state(stack, "globex")[0] == "done", 180)
    check_the_end(stack, "globex", expected)
