from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from apps.kpis.services import verify_rollups
from apps.tenancy.commands import ClientCommand
from apps.tenancy.models import Client


class Command(ClientCommand):
    help = (
        "Compare every histogram cell with the scores; prints the differences, exit code 1 if there are any."
    )
    slug_optional = True

    def handle(self, *args: Any, **options: Any) -> None:
        self.differing: list[str] = []
        super().handle(*args, **options)
        if self.differing:
            raise CommandError(f"Rollups differ from the scores: {', '.join(self.differing)}")

    def handle_client(self, client: Client, **options: Any) -> None:
        found = verify_rollups()
        self.stdout.write(f"{client.slug}: {len(found)} differences")
        for difference in found:
            self.stdout.write(f"  {difference}")
        if found:
            self.differing.append(client.slug)
