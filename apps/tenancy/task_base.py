"""The one place where a task enters its client, and refuses when it cannot."""

from __future__ import annotations

from typing import Any

import structlog
from celery import Task
from django.db import close_old_connections
from django_tenants.utils import get_public_schema_name, schema_context, tenant_context

from apps.common.jobs import CLIENT_HEADER
from apps.tenancy.models import Client

log = structlog.get_logger(__name__)


class TaskRefused(Exception):
    """The task belongs to a client, and its message names none that is there."""


class PlatformTask(Task):  # type: ignore[type-arg]
    """A task over all clients: runs in public."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._begin()
        with schema_context(get_public_schema_name()):
            return self.run(*args, **kwargs)

    def _begin(self) -> None:
        """In a worker, drop a connection that died; one lent by a caller may be inside its transaction."""
        if not (self.request.is_eager or self.request.called_directly):
            close_old_connections()


class ClientTask(PlatformTask):
    """A task of one client, named by the message's header; without it nothing runs."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._begin()
        schema = (self.request.headers or {}).get(CLIENT_HEADER)
        client = Client.objects.filter(schema_name=schema).exclude(state=Client.State.CREATING).first()
        if client is None:
            log.error("task_refused", task=self.name, schema=schema)
            raise TaskRefused(f"{self.name}: no client {schema!r}")
        with (
            structlog.contextvars.bound_contextvars(client=client.slug, task=self.name),
            tenant_context(client),
        ):
            return self.run(*args, **kwargs)
