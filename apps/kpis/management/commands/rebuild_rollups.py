from __future__ import annotations

from typing import Any

from apps.kpis.services import rebuild_rollups
from apps.tenancy.commands import ClientCommand
from apps.tenancy.models import Client


class Command(ClientCommand):
    help = "Make all histograms say what the scores say, of one client or of all; may run under load."
    slug_optional = True

    def handle_client(self, client: Client, **options: Any) -> None:
        changed = rebuild_rollups()
        self.stdout.write(f"{client.slug}: rebuilt, {changed} cells changed")
