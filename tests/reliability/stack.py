"""The running product in a folder that is thrown away: everything is started, killed and stopped by its own id."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import redis

from cxplatform.embedded import Running, claim, remove_data, spawn, start_postgres, start_valkey
from cxplatform.embedded.address import free_port

ROOT = Path(__file__).resolve().parents[2]
WEB_PROCESSES = 2
ALONE = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Stack:
    """Call it from the main thread only: children end with the thread that started them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.postgres = start_postgres(folder, fsync=False)
        self.valkey = start_valkey(folder)
        self.web: Running | None = None
        self.worker: Running | None = None
        self.beat: Running | None = None
        self.clients: dict[str, dict[str, Any]] = {}

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "CX_DEMO": "1",
            "CX_DATA_DIR": str(self.folder),
            "CX_PAGE_LEAST_SECONDS": "0",
            "CX_PAGE_MOST_A_MINUTE": "0",
            "DATABASE_URL": self.postgres.url,
            "DJANGO_SETTINGS_MODULE": "cxplatform.settings",
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            "REDIS_URL": self.valkey.url,
        }

    # Starting

    def start_web(self) -> None:
        granian = ["granian", "--interface", "wsgi", "--no-ws", "--workers-kill-timeout", "2"]
        shape = ["--workers", str(WEB_PROCESSES), "--blocking-threads", "1", "--respawn-failed-workers"]
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        self.web = self._spawn("web", ["-m", *granian, *shape, *address, "cxplatform.wsgi:application"])
        eventually(lambda: self.ask("GET", "acme", "/healthz")[0] == 200, 60)

    def start_worker(self) -> None:
        celery = ["celery", "-A", "cxplatform.celery", "worker", "--loglevel", "INFO", "--concurrency", "2"]
        self.worker = self._spawn("worker", ["-m", *celery, *ALONE])

    def start_beat(self) -> None:
        schedule = ["--pidfile", "", "--schedule", str(self.folder / "celerybeat-schedule")]
        self.beat = self._spawn("beat", ["-m", "celery", "-A", "cxplatform.celery", "beat", *schedule])

    def prepare(self) -> None:
        """Migrations, and the clients with a published survey and an API key each."""
        self.clients = json.loads(self.run("-m", "tests.reliability.prepare"))

    def run(self, *command: str, check: bool = True) -> str:
        """Python in the product's environment; what it prints on stdout."""
        done = subprocess.run(
            [sys.executable, *command],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"{command} failed:\n{done.stdout}\n{done.stderr[-3000:]}")
        return done.stdout

    def second_beat(self) -> Running:
        schedule = ["--pidfile", "", "--schedule", str(self.folder / "celerybeat-schedule-2")]
        return self._spawn("beat-2", ["-m", "celery", "-A", "cxplatform.celery", "beat", *schedule])

    def send_task(self, name: str) -> None:
        self.run("-m", "celery", "-A", "cxplatform.celery", "call", name)

    @contextmanager
    def role(self, *arguments: str, count: int = 1) -> Iterator[list[subprocess.Popen[str]]]:
        """Processes of tests.reliability.roles; whatever still runs at the end is killed."""
        command = [sys.executable, "-m", "tests.reliability.roles", *arguments]
        started = [
            subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            for _ in range(count)
        ]
        try:
            yield started
        finally:
            for process in started:
                process.kill()
                process.wait()
                if process.stdout:
                    process.stdout.close()

    # Faults

    def kill_worker(self) -> None:
        """-9, at random: one child, the main process alone, or all of it; then a new one."""
        assert self.worker is not None
        victim = random.choice(["child", "main", "all"])
        print(f"{time.strftime('%H:%M:%S')} killing the worker: {victim}")
        children = _children(self.worker.process.pid)
        if victim == "child" and children:
            _kill(random.choice(children))
            return
        if victim == "main":
            _kill(self.worker.process.pid)
            time.sleep(0.3)
        self.worker.kill()
        self.start_worker()

    def kill_beat(self) -> None:
        assert self.beat is not None
        self.beat.kill()
        self.start_beat()

    def restart_valkey(self) -> None:
        self.valkey.kill()
        self.valkey = start_valkey(self.folder)

    def restart_postgres(self, *, kill: bool = False) -> None:
        """Stopped in the fast way, or -9 as in a crash."""
        if kill:
            self.postgres.kill()
        else:
            self.postgres.stop()
        self.postgres = start_postgres(self.folder, fsync=False)

    def close(self) -> None:
        for running in (self.web, self.worker, self.beat, self.valkey):
            if running:
                running.kill()
        self.postgres.stop()

    # Looking

    def ask(self, method: str, client: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON (or text) of one request; status 0 when the line broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {"Host": f"{client}.localhost", **headers}
        if client in self.clients:
            given["Authorization"] = f"Bearer {self.clients[client]['key']}"
        if body is not None:
            given["Content-Type"] = "application/json"
        with suppress(OSError, http.client.HTTPException):
            connection.request(method, path, None if body is None else json.dumps(body), given)
            answer = connection.getresponse()
            text = answer.read().decode()
            is_json = "json" in (answer.getheader("Content-Type") or "")
            return answer.status, json.loads(text) if is_json else text
        return 0, ""

    def query(self, client: str, statement: str, *params: Any) -> list[tuple[Any, ...]]:
        """Rows from the client's schema."""
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            connection.execute(f"SET search_path = {self.clients[client]['schema']}, public")
            cursor = connection.execute(statement, params)
            return cursor.fetchall() if cursor.description else []

    def pending(self, client: str) -> int:
        return int(self.query(client, "SELECT count(*) FROM kpis_scoredelta")[0][0])

    def broker(self) -> redis.Redis:
        return redis.Redis.from_url(self.valkey.url)

    def verify(self, client: str) -> None:
        """Raises with the differing cells unless every cell says what its scores say."""
        self.run("manage.py", "verify_rollups", client)

    def _spawn(self, name: str, command: list[str]) -> Running:
        stops = ((signal.SIGTERM, 3.0), (signal.SIGQUIT, 1.0))
        log = self.folder / "logs" / f"{name}.log"
        return spawn(name, [sys.executable, *command], log=log, env=self.environment, cwd=ROOT, stops=stops)


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    with ExitStack() as exits:
        exits.callback(remove_data, folder)
        exits.enter_context(claim(folder))
        stack = Stack(folder)
        exits.callback(stack.close)
        stack.prepare()
        stack.start_web()
        stack.start_worker()
        stack.start_beat()
        yield stack


def eventually(holds: Callable[[], bool], seconds: float) -> float:
    """Seconds until it held; an AssertionError when it never did."""
    started = time.monotonic()
    while not holds():
        if time.monotonic() - started > seconds:
            raise AssertionError(f"not within {seconds:.0f} s")
        time.sleep(0.1)
    return time.monotonic() - started


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
