from __future__ import annotations

from typing import Any

from apps.kpis.services import rebuild_rollups
from apps.tenancy.commands import ClientCommand
from apps.tenancy.models import Client


class Command(ClientCommand):
    help = "Write all histograms anew from the scores, of one client or of all; may run under load."
    slug_optional = True

    def handle_client(self, client: Client, **options: Any) -> None:
        rebuild_rollups()
        self.stdout.write(f"{client.slug}: rebuilt")
