"""Background work by name. Services call :func:`enqueue`; they never import a task.

A message is a hint, never the record of the work: what must happen is in the database, and a periodic sweep
finds it. So a broker that is down neither fails nor delays the caller by more than about 0.2 s.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

CLIENT_HEADER = "cx_client"
# kombu would otherwise try again for six seconds before it gives up.
FAST = {"socket_connect_timeout": 0.1, "socket_timeout": 0.2, "max_retries": 0}
PAUSE = 5.0  # seconds without another try once the broker did not answer

_broker_down_until = 0.0
_last_sent: dict[tuple[str, str], float] = {}
_line = threading.local()  # this thread's producer, and the process that opened it


def enqueue(name: str, *args: Any, at_most_every: float = 0.0) -> None:
    """Send task ``name`` for the current client once the transaction commits.

    With ``at_most_every`` (seconds) this process sends that task for this client no more often: the sweep picks
    up what arrives in between. Never raises.
    """
    schema = connection.schema_name
    transaction.on_commit(lambda: _publish(name, args, schema, at_most_every), robust=True)


def _publish(name: str, args: tuple[Any, ...], schema: str, at_most_every: float) -> None:
    global _broker_down_until
    now = time.monotonic()
    if now < _broker_down_until:
        return
    if at_most_every:
        if now - _last_sent.get((name, schema), float("-inf")) < at_most_every:
            return
        _last_sent[name, schema] = now
    app = import_string(settings.CELERY_APP)
    options = {"headers": {CLIENT_HEADER: schema}, "task_id": str(uuid.uuid4()), "retry": False}
    try:
        if app.conf.task_always_eager and name in app.tasks:
            app.tasks[name].apply(args=args, headers={CLIENT_HEADER: schema})
        else:
            app.send_task(name, args=args, producer=_producer(app), **options)
    except (OperationalError, OSError) as error:
        _hang_up()
        _broker_down_until = time.monotonic() + PAUSE
        log.warning("broker_unreachable", task=name, error=str(error))


def _producer(app: Any) -> Any:
    """Kept open: a new one costs ten times the message. Never shared with another thread or a forked child."""
    mine = (os.getpid(), app.conf.broker_write_url)
    if getattr(_line, "owner", None) != mine:
        connection_to_broker = app.connection_for_write(transport_options=FAST)
        _line.producer = app.amqp.Producer(connection_to_broker, auto_declare=False)
        _line.owner = mine
    return _line.producer


def _hang_up() -> None:
    if getattr(_line, "owner", None) is not None:
        _line.owner = None
        _line.producer.connection.release()
