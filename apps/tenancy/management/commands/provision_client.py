from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.common.errors import CxError
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, provision


class Command(BaseCommand):
    help = "Create a client company: its schema, tables, default stages and channels, and its first admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name: the portal answers at SLUG.<base domain>")
        parser.add_argument("--name", help="the company's name (default: the slug)")
        parser.add_argument("--industry", default="")
        parser.add_argument("--language", default="en")
        parser.add_argument("--time-zone", default="Europe/Rome")
        parser.add_argument("--admin-email", default="", help="gets an invitation to choose a password")

    def handle(self, *args: Any, **options: Any) -> None:
        client = Client.objects.filter(slug=options["slug"], state=Client.State.CREATING).first()
        if client is None:
            client = self._create(options)
        else:
            self.stdout.write(f"Taking up the unfinished creation of {client.slug}.")
        client = provision(client.pk)
        if client.state != Client.State.READY:
            raise CommandError(f"{client.slug} is being created by another process.")
        self.stdout.write(self.style.SUCCESS(f"{client.slug} is ready."))

    def _create(self, options: dict[str, Any]) -> Client:
        try:
            return create_client(
                slug=options["slug"],
                name=options["name"] or options["slug"],
                industry=options["industry"],
                language=options["language"],
                time_zone=options["time_zone"],
                admin_email=options["admin_email"],
                in_background=False,
            )
        except CxError as error:
            lines = [f"{problem.pointer}: {problem.detail}" for problem in error.errors]
            raise CommandError("\n".join([error.detail, *lines])) from error
