"""`make demo` itself: the real product, started, used, stopped and killed."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxplatform.embedded import free_port
from tests.embedded.processes import (
    ROOT,
    WITHOUT_SERVICES,
    alive,
    descendants,
    eventually,
    kill_hard,
    running_under,
)

pytestmark = pytest.mark.reliability


class DemoRun:
    def __init__(self, data_dir: Path, port: int) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cxplatform.demo"],
            env=WITHOUT_SERVICES | {"CX_DATA_DIR": str(data_dir), "PORT": str(port)},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""

    def read_until(self, words: str) -> str:
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        return self.said

    def finish(self, seconds: float) -> int:
        """Its exit code, with the rest of what it said."""
        rest, _ = self.process.communicate(timeout=seconds)
        self.said += rest
        return self.process.returncode

    def get(self, path: str, host: str = "localhost") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
        return connection.getresponse().status


@pytest.fixture(scope="module")
def demo_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: loading the demo data takes most of the time."""
    return tmp_path_factory.mktemp("demo") / "its data"


@pytest.fixture
def demo(demo_dir: Path) -> Iterator[DemoRun]:
    run = DemoRun(demo_dir, free_port())
    yield run
    if run.process.poll() is None:
        run.process.terminate()
        run.finish(20)


def test_it_starts_says_where_everything_is_and_stops_on_sigterm(demo: DemoRun, demo_dir: Path) -> None:
    said = demo.read_until("Ctrl-C stops everything")
    written = json.loads((demo_dir / "demo.json").read_text())
    for client in written["clients"]:
        assert client["url"] in said
        assert client["api_key"] in said
        assert all(user["email"] in said for user in client["users"])
    survey = written["surveys"][0]
    host = next(client["host"] for client in written["clients"] if client["slug"] == survey["client"])
    assert demo.get("/healthz") == 200
    assert demo.get("/readyz") == 200
    assert demo.get(f"/s/{survey['code']}/", host) == 200

    family = descendants(demo.process.pid)
    asked = time.monotonic()
    demo.process.terminate()
    assert demo.finish(20) == 0
    assert time.monotonic() - asked < 6
    assert demo.said.endswith("Stopping ...\nStopped.\n")
    assert alive(family) == {}


def test_a_warm_start_keeps_the_data_and_a_kill_leaves_no_process(demo: DemoRun, demo_dir: Path) -> None:
    demo.read_until("Ctrl-C stops everything")
    kept = json.loads((demo_dir / "demo.json").read_text())["clients"][0]["api_key"]
    assert kept in demo.said
    family = descendants(demo.process.pid)
    assert len(family) > 10
    kill_hard(demo.process)
    assert eventually(lambda: alive(family) == {}), alive(family)


def test_a_dead_web_server_is_named_and_the_rest_stops(demo: DemoRun, demo_dir: Path) -> None:
    demo.read_until("Ctrl-C stops everything")
    family = descendants(demo.process.pid)
    web = next(pid for pid, line in alive(family).items() if "granian" in line)
    os.kill(web, signal.SIGKILL)
    assert demo.finish(20) == 1
    assert re.search(r"Web was killed by SIGKILL\. The end of .*web\.log:\n\n.*granian", demo.said, re.DOTALL)
    assert alive(family) == {}
    assert running_under(demo_dir) == []


def test_a_stop_during_the_start_is_obeyed(demo: DemoRun) -> None:
    demo.read_until("Valkey")
    family = descendants(demo.process.pid)
    demo.process.send_signal(signal.SIGINT)
    assert demo.finish(10) == 0
    assert "Ready after" not in demo.said
    assert alive(family) == {}


def test_a_taken_port_stops_it_before_it_touches_anything(tmp_path: Path, demo: DemoRun) -> None:
    demo.read_until("Ctrl-C stops everything")
    second = DemoRun(tmp_path / "second", demo.port)
    assert second.finish(20) == 1
    assert second.said.startswith(f"Port {demo.port} is taken")
    assert not (tmp_path / "second").exists()
