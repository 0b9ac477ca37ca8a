"""The processes that are measured, started as `make demo` starts them."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.cpu import spent
from cxplatform.embedded import Running, spawn, stop_together
from cxplatform.embedded.address import free_port

ROOT = Path(__file__).resolve().parents[1]
WEB_PROCESSES = 2
TASK_PROCESSES = 2
READY_WITHIN = 60.0
LOGS = Path(tempfile.gettempdir()) / f"cx-bench-{os.getpid()}"
# Each respondent has an address of its own, which the product then reads from the header.
ENVIRONMENT = {"CX_DEMO": "1", "PYTHONUNBUFFERED": "1", "CX_TRUSTED_PROXIES": "1"}


class Web:
    """A web server with two processes of one thread each."""

    def __init__(self, running: Running, port: int) -> None:
        self.running = running
        self.port = port

    @property
    def pid(self) -> int:
        return self.running.process.pid


@dataclass(frozen=True)
class Load:
    per_second: float
    in_all: int  # the warm-up included
    median_ms: float
    cpu_ms: dict[str, float]  # milliseconds each, by tree of processes


@contextmanager
def product() -> Iterator[Web]:
    with _web("cxplatform.wsgi:application", "product", {}) as web:
        yield web


@contextmanager
def floor(stack: str, page: Path) -> Iterator[Web]:
    """``stack`` as in bench.floor.settings."""
    environment = {
        "BENCH_STACK": stack,
        "BENCH_PAGE": str(page),
        "DJANGO_SETTINGS_MODULE": "bench.floor.settings",
    }
    with _web("bench.floor.wsgi:application", f"floor-{stack}", environment) as web:
        yield web


@contextmanager
def worker(app: str = "cxplatform.celery") -> Iterator[Running]:
    """Worker and beat in one, ready for work."""
    schedule = LOGS / "celerybeat-schedule"
    celery = ["celery", "-A", app, "worker", "--loglevel", "INFO", "--beat", "--schedule", str(schedule)]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    running = spawn(
        "worker",
        [sys.executable, "-m", *celery, *alone, "--concurrency", str(TASK_PROCESSES)],
        log=LOGS / "worker.log",
        env={**os.environ, **ENVIRONMENT},
        cwd=ROOT,
        stops=((signal.SIGTERM, 5.0), (signal.SIGQUIT, 1.0)),
    )
    try:
        _wait_until(lambda: " ready." in running.log.read_text(errors="replace"), running)
        yield running
    finally:
        stop_together(running)


def load(web: Web, plan: dict[str, Any], **trees: int) -> Load:
    """Run respondents in their own process, wait for them, and say what they saw.

    CPU is that of the web processes and of the trees of processes named, while it was measured.
    """
    whole = {"port": web.port, "connections": 8, "warm_up": 2.0, **plan}
    command = [sys.executable, "-m", "bench.load"]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(whole))
            process.stdin.close()
            process.stdout.readline()  # the warm-up is over
            with spent(web=web.pid, **trees) as cpu:
                found: dict[str, Any] = json.loads(process.stdout.readline() or "{}")
        finally:
            process.kill()
    if not found or found["errors"] or not found["done"]:
        raise RuntimeError(f"the load failed: {found}\n{web.running.last_lines()}")
    each = {name: 1000 * seconds / found["done"] for name, seconds in cpu.seconds.items()}
    return Load(found["per_second"], found["in_all"], found["median_ms"], each)


@contextmanager
def _web(application: str, name: str, environment: dict[str, str]) -> Iterator[Web]:
    port = free_port()
    granian = [
        "granian",
        "--interface",
        "wsgi",
        "--no-ws",
        "--workers-kill-timeout",
        "2",
        "--log-level",
        "warning",
    ]
    processes = ["--workers", str(WEB_PROCESSES), "--blocking-threads", "1"]
    address = ["--host", "127.0.0.1", "--port", str(port)]
    running = spawn(
        name,
        [sys.executable, "-m", *granian, *processes, *address, application],
        log=LOGS / f"{name}.log",
        env={**os.environ, **ENVIRONMENT, **environment},
        cwd=ROOT,
    )
    try:
        _wait_until(lambda: _is_open(port), running)
        yield Web(running, port)
    finally:
        stop_together(running)


def _is_open(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        return True
    return False


def _wait_until(is_ready: Callable[[], bool], running: Running) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not is_ready():
        if running.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{running.name} does not get ready:\n{running.last_lines()}")
        time.sleep(0.05)
