"""The one place where a task enters its client, and refuses when it cannot."""

from __future__ import annotations

from typing import Any

import structlog
from celery import Task
from django.db import close_old_connections, connection
from django_tenants.utils import tenant_context

from apps.common.jobs import CLIENT_HEADER
from apps.tenancy.models import Client

log = structlog.get_logger(__name__)


class TaskRefused(Exception):  # noqa: N818  (it is a refusal, and reads as one in the log)
    """The task belongs to a client, and its message names none that is there."""


class PlatformTask(Task):  # type: ignore[type-arg]
    """A task over all clients: runs in public."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.request.is_eager:
            close_old_connections()
            connection.set_schema_to_public()
        return self.run(*args, **kwargs)


class ClientTask(PlatformTask):
    """A task of one client, named by the message's header; without it nothing runs."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.request.is_eager:
            close_old_connections()
        schema = (self.request.headers or {}).get(CLIENT_HEADER) or self.request.get(CLIENT_HEADER)
        client = Client.objects.filter(schema_name=schema).exclude(state=Client.State.CREATING).first()
        if client is None:
            log.error("task_refused", task=self.name, schema=schema)
            raise TaskRefused(f"{self.name}: no client {schema!r}")
        with (
            structlog.contextvars.bound_contextvars(client=client.slug, task=self.name),
            tenant_context(client),
        ):
            return self.run(*args, **kwargs)
