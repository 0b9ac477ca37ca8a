from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from apps.accounts.actors import SYSTEM
from apps.exchange.keys import create_key
from apps.exchange.models import ApiKey
from apps.tenancy.commands import ClientCommand
from apps.tenancy.models import Client


class Command(ClientCommand):
    help = "Make an API key for a client. Prints the key, alone, on standard output; it cannot be read again."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--name", default="command line", help="what the key is for")
        parser.add_argument("--scope", choices=ApiKey.Scope.values, default=ApiKey.Scope.READ)

    def handle_client(self, client: Client, **options: Any) -> None:
        _key, secret = create_key(options["name"], scope=options["scope"], actor=SYSTEM)
        self.stdout.write(secret)
