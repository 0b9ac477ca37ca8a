"""Background work by name. Services call :func:`enqueue`; they never import a task.

A message is a hint, never the record of the work: what must happen is in the database, and a periodic sweep
finds it. So a broker that is down neither fails nor delays the caller by more than about 0.2 s.
"""

from __future__ import annotations

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


def enqueue(name: str, *args: Any, at_most_every: float = 0.0) -> None:
    """Send task ``name`` for the current client once the transaction commits.

    With ``at_most_every`` (seconds) this process sends that task for this client no more often: the sweep picks
    up what arrives in between. Never raises.
    """
    schema = connection.schema_name
    transaction.on_commit(lambda: _publish(name, args, schema, at_most_every), robust=True)


def _publish(name: str, args: tuple[Any, ...], schema: str, at_most_every: float) -> None:
    global _broker_down_until  # noqa: PLW0603
    now = time.monotonic()
    if now < _broker_down_until:
        return
    if at_most_every:
        if now - _last_sent.get((name, schema), float("-inf")) < at_most_every:
            return
        _last_sent[name, schema] = now
    app = import_string(settings.CELERY_APP)
    task = app.tasks.get(name)
    options = {"headers": {CLIENT_HEADER: schema}, "task_id": str(uuid.uuid4()), "retry": False}
    try:
        if app.conf.task_always_eager and task is not None:
            task.apply(args=args, headers={CLIENT_HEADER: schema})
        else:
            with app.connection_for_write(transport_options=FAST) as fast:
                app.send_task(name, args=args, connection=fast, **options)
    except (OperationalError, OSError) as error:
        _broker_down_until = time.monotonic() + PAUSE
        log.warning("broker_unreachable", task=name, error=str(error))
