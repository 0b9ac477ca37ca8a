"""The product as its users meet it: its own server over a database of its own, with data that is committed."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django_tenants.utils import tenant_context

from apps.accounts.models import User
from apps.tenancy.models import Client
from tests import people

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60  # seconds, on a busy machine


@dataclass
class Site:
    port: int
    database: str
    blocker: Any

    def url(self, path: str = "/", host: str = "acme") -> str:
        return f"http://{people.HOSTS[host]}:{self.port}{path}"

    @contextmanager
    def inside(self, slug: str = "acme") -> Iterator[Client]:
        """Work in a client of this site, committed at once. Not for tests that use the `db` fixture."""
        with self.on_its_database():
            client = Client.objects.get(slug=slug)
            with tenant_context(client):
                yield client

    def cut_connections(self) -> None:
        """As a restart of PostgreSQL does."""
        _on_server(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.database}'"
        )

    @contextmanager
    def on_its_database(self) -> Iterator[None]:
        usual = connection.settings_dict["NAME"]
        with self.blocker.unblock():
            connection.close()
            connection.settings_dict["NAME"] = self.database
            try:
                yield
            finally:
                connection.close()
                connection.settings_dict["NAME"] = usual
                connection.set_schema_to_public()


@contextmanager
def serve(blocker: Any) -> Iterator[Site]:
    """The cast of all tests in a fresh database, behind the real server."""
    found = connection.settings_dict
    site = Site(_free_port(), f"{found['TEST']['NAME'] or found['NAME']}_browser", blocker)
    _on_server(f'DROP DATABASE IF EXISTS "{site.database}" WITH (FORCE)')
    _on_server(f'CREATE DATABASE "{site.database}"')
    _run("manage.py", "migrate_clients", site=site).wait()
    with site.on_its_database():
        people.settle()
        # The server is a process of its own and knows the real hashers only.
        User.objects.update(password=make_password(people.PASSWORD, hasher="pbkdf2_sha256"))
    granian = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1"]
    address = ["--host", "127.0.0.1", "--port", str(site.port), "cxplatform.wsgi:application"]
    server = _run(*granian, *address, site=site)
    try:
        _wait_for(server, site.port)
        yield site
    finally:
        server.terminate()
        server.wait(20)
        _on_server(f'DROP DATABASE IF EXISTS "{site.database}" WITH (FORCE)')


def _run(*arguments: str, site: Site) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=_environment(site))


def _environment(site: Site) -> dict[str, str]:
    found = connection.settings_dict
    user = f"{quote(found['USER'], safe='')}:{quote(found['PASSWORD'], safe='')}"
    place = f"{quote(found['HOST'], safe='')}:{found['PORT']}"
    return {
        **os.environ,
        "CX_DEMO": "1",
        "DATABASE_URL": f"postgresql://{user}@{place}/{quote(site.database)}",
        "REDIS_URL": urlsplit(settings.REDIS_URL)
        ._replace(path="/9")
        .geturl(),  # apart from other tests' keys
        "CX_PUBLIC_PORT": str(site.port),
        "CX_PAGE_MOST_A_MINUTE": "0",
    }


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            asked.request("GET", "/healthz")
            if asked.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start; exit code {server.poll()}")


def _on_server(statement: str) -> None:
    found = connection.settings_dict
    with psycopg.connect(
        host=found["HOST"],
        port=found["PORT"] or None,
        user=found["USER"],
        password=found["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as server:
        server.execute(statement)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
