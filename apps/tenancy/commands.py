"""Base of every management command that works inside one client."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import tenant_context

from apps.common.errors import CxError
from apps.tenancy.models import Client

log = structlog.get_logger(__name__)


def access_client(slug: str) -> Client:
    """Raises CommandError for one that is unknown, or has no tables yet."""
    client: Client | None = Client.objects.filter(slug=slug).first()
    if client is None:
        raise CommandError(f"There is no client called {slug!r}.")
    if client.state == Client.State.CREATING:
        raise CommandError(f"{slug} is still being created; provision_client takes it up again.")
    return client


class ClientCommand(BaseCommand):
    """Takes SLUG, enters that client, calls ``handle_client``. With ``slug_optional`` it visits all ready ones."""

    slug_optional = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?" if self.slug_optional else None, help="the client's short name")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options.get("slug")
        clients = [access_client(slug)] if slug else list(Client.objects.ready())
        failures = []
        for client in clients:
            try:
                with tenant_context(client):
                    self.handle_client(client, **options)
            except CxError as error:
                lines = [f"{problem.pointer}: {problem.detail}" for problem in error.errors]
                failures.append("\n".join([error.detail, *lines]))
            except Exception as error:
                if slug:
                    raise
                log.exception("command_failed", client=client.slug)  # per-client loop: the others are served
                failures.append(f"{client.slug}: {error}")
        if failures:
            raise CommandError("\n".join(failures))

    def handle_client(self, client: Client, **options: Any) -> None:
        raise NotImplementedError
