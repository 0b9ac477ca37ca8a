from __future__ import annotations

from django.db import connection

from bench.cpu import parent_of


def postmaster() -> int:
    """The server's main process, if it runs on this machine; its own children are the backends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return parent_of(cursor.fetchone()[0])
