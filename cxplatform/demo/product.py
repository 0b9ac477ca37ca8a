"""The product's own processes: commands, web, worker."""

import http.client
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from cxplatform.embedded import Running, spawn

from .config import ROOT, Config

WEB_PROCESSES = 2
TASK_PROCESSES = 2
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def start_python(
    name: str, arguments: Sequence[str], config: Config, variables: Mapping[str, str], *, log: str
) -> Running:
    return spawn(
        name,
        [sys.executable, *arguments],
        log=config.logs / f"{log}.log",
        env={**os.environ, "PYTHONUNBUFFERED": "1", **variables},
        cwd=ROOT,
        # SIGQUIT: a Celery worker drops the task at hand, which is given out again at the next start.
        stops=((signal.SIGTERM, 2.5), (signal.SIGQUIT, 0.5)),
    )


def web_arguments(config: Config) -> list[str]:
    """One blocking thread per process, so that each keeps one database connection for good."""
    granian = ["-m", "granian", "--interface", "wsgi", "--no-ws"]
    processes = ["--workers", str(WEB_PROCESSES), "--blocking-threads", "1"]
    address = ["--host", config.host, "--port", str(config.port)]
    return [*granian, *processes, *address, "cxplatform.wsgi:application"]


def worker_arguments(config: Config) -> list[str]:
    """Worker and beat in one; alone on its broker, it has no other workers to talk to."""
    celery = ["-m", "celery", "-A", "cxplatform.celery", "worker", "--loglevel", "INFO"]
    beat = ["--beat", "--schedule", str(config.data_dir / "celerybeat-schedule")]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [*celery, *beat, *alone, "--concurrency", str(TASK_PROCESSES)]


def is_healthy(config: Config) -> bool:
    host = ANY_ADDRESS.get(config.host, config.host)
    connection = http.client.HTTPConnection(host, config.port, timeout=2)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    return False
