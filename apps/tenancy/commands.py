"""Base of every management command that works inside one client."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import tenant_context

from apps.common.errors import CxError
from apps.tenancy.models import Client


class ClientCommand(BaseCommand):
    """Takes SLUG, enters that client, calls ``handle_client``. With ``slug_optional`` it visits all ready ones."""

    slug_optional = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?" if self.slug_optional else None, help="the client's short name")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options.get("slug")
        clients = list(Client.objects.filter(slug=slug) if slug else Client.objects.ready())
        if slug and not clients:
            raise CommandError(f"There is no client called {slug!r}.")
        for client in clients:
            try:
                with tenant_context(client):
                    self.handle_client(client, **options)
            except CxError as error:
                lines = [f"{problem.pointer}: {problem.detail}" for problem in error.errors]
                raise CommandError("\n".join([error.detail, *lines])) from error

    def handle_client(self, client: Client, **options: Any) -> None:
        raise NotImplementedError
