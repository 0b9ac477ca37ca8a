"""The product's own processes: commands, web, worker."""

import http.client
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress

from cxplatform.embedded import Running, spawn

from .config import ROOT, Config

WEB_PROCESSES = 2
TASK_PROCESSES = 2
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def start_web(config: Config, variables: Mapping[str, str]) -> Running:
    """One blocking thread per process, so that each keeps one database connection for good."""
    granian = ["granian", "--interface", "wsgi", "--no-ws", "--workers-kill-timeout", "2"]
    processes = ["--workers", str(WEB_PROCESSES), "--blocking-threads", "1"]
    address = ["--host", config.host, "--port", str(config.port)]
    command = [sys.executable, "-m", *granian, *processes, *address, "cxplatform.wsgi:application"]
    return spawn("Web", command, log=config.logs / "web.log", env=_environment(variables), cwd=ROOT)


def start_worker(config: Config, variables: Mapping[str, str]) -> Running:
    """Worker and beat in one; alone on its broker, it has no other workers to talk to.

    By SIGTERM it waits for the tasks at hand, and even idle takes 2 s; by SIGQUIT it drops them, to be found
    again after the next start. Orphaned it is killed, and its processes with it: without a broker it may wait for long.
    """
    celery = ["celery", "-A", "cxplatform.celery", "worker", "--loglevel", "INFO"]
    beat = ["--beat", "--schedule", str(config.data_dir / "celerybeat-schedule")]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return spawn(
        "Worker and beat",
        [sys.executable, "-m", *celery, *beat, *alone, "--concurrency", str(TASK_PROCESSES)],
        log=config.logs / "worker.log",
        env=_environment(variables),
        cwd=ROOT,
        stops=((signal.SIGTERM, 3.5), (signal.SIGQUIT, 0.5)),
        orphaned=signal.SIGKILL,
    )


def start_command(title: str, name: str, config: Config, variables: Mapping[str, str]) -> Running:
    command = [sys.executable, "manage.py", name]
    return spawn(title, command, log=config.logs / f"{name}.log", env=_environment(variables), cwd=ROOT)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1", **variables}


def is_healthy(config: Config) -> bool:
    host = ANY_ADDRESS.get(config.host, config.host)
    connection = http.client.HTTPConnection(host, config.port, timeout=2)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    return False
