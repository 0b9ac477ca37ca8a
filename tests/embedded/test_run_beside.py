"""`python -m cxplatform.embedded run -- COMMAND`, as make test and make bench use it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.embedded.processes import (
    RUN,
    WITHOUT_SERVICES,
    alive,
    answers,
    descendants,
    eventually,
    kill_hard,
    start_beside,
    start_waiting,
)

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the children")


def test_a_command_gets_both_services_and_its_exit_code_comes_back() -> None:
    check = """
import os, psycopg, redis
psycopg.connect(os.environ["DATABASE_URL"]).execute("SELECT 1")
redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
print(os.environ["CX_DATA_DIR"])
raise SystemExit(7)
"""
    runner = start_beside(sys.executable, "-c", check)
    said, _ = runner.communicate(timeout=30)
    assert runner.returncode == 7, said
    assert not Path(said.strip()).exists()


def test_given_servers_are_used_as_they_are() -> None:
    given = {"DATABASE_URL": "postgresql://given", "REDIS_URL": "redis://given"}
    command = [*RUN, "printenv", "DATABASE_URL", "REDIS_URL"]
    done = subprocess.run(command, env=WITHOUT_SERVICES | given, capture_output=True, text=True, timeout=30)
    assert done.stdout.split() == ["postgresql://given", "redis://given"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_command_and_the_services(number: signal.Signals) -> None:
    # The tests themselves may run under nohup, which children inherit.
    runner, environment = start_waiting(preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
    family = descendants(runner.pid)
    assert answers(environment) == ["PostgreSQL", "Valkey"]
    runner.send_signal(number)
    assert runner.wait(60) == 128 + signal.SIGTERM
    assert alive(family) == {}
    assert not Path(environment["CX_DATA_DIR"]).exists()


def test_a_hang_up_is_ignored_under_nohup() -> None:
    runner, environment = start_waiting(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    runner.send_signal(signal.SIGHUP)
    assert answers(environment) == ["PostgreSQL", "Valkey"]
    runner.terminate()
    assert runner.wait(60) == 128 + signal.SIGTERM


@linux_only
def test_nothing_lives_on_after_a_kill(data_dir: Path) -> None:
    runner, _ = start_waiting(data_dir)
    family = descendants(runner.pid)
    assert len(family) > 3
    kill_hard(runner)
    assert eventually(lambda: alive(family) == {}), alive(family)


def test_after_a_kill_the_same_folder_starts_again_with_its_data(data_dir: Path) -> None:
    killed, before = start_waiting(data_dir)
    kill_hard(killed)
    runner, after = start_waiting(data_dir)
    assert after["DATABASE_URL"] == before["DATABASE_URL"]
    assert answers(after) == ["PostgreSQL", "Valkey"]
    runner.terminate()
    assert runner.wait(60) == 128 + signal.SIGTERM


def test_two_copies_run_at_once(tmp_path: Path) -> None:
    first, one = start_waiting(tmp_path / "one")
    second, two = start_waiting(tmp_path / "two")
    assert one["DATABASE_URL"] != two["DATABASE_URL"]
    first.terminate()
    first.wait(10)
    assert answers(two) == ["PostgreSQL", "Valkey"]
    second.terminate()
    second.wait(10)


def test_a_second_command_in_the_same_folder_uses_the_services_already_running(data_dir: Path) -> None:
    first, one = start_waiting(data_dir)
    second, two = start_waiting(data_dir)
    assert two["DATABASE_URL"] == one["DATABASE_URL"]
    second.terminate()
    second.wait(10)
    assert answers(one) == ["PostgreSQL", "Valkey"]
    first.terminate()
    first.wait(10)


def test_it_runs_without_a_terminal_and_without_open_streams(data_dir: Path) -> None:
    streamless = ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *RUN, "true"]
    environment = WITHOUT_SERVICES | {"CX_DATA_DIR": str(data_dir)}
    assert subprocess.run(streamless, env=environment, timeout=30, start_new_session=True).returncode == 0
    assert (data_dir / "postgres").is_dir()
