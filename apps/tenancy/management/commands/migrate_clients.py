from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from apps.tenancy.models import Client
from apps.tenancy.services import migrate_client


class Command(BaseCommand):
    help = "Migrate the public schema, then every client that is behind; one failing client stops no other."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=options["verbosity"] - 1)
        connection.set_schema_to_public()
        wanted = self._wanted()
        # Clients being created are left to their own job (tenancy.services.provision).
        clients = Client.objects.exclude(state=Client.State.CREATING)
        behind = [client for client in clients if wanted - self._applied(client.schema_name)]
        failures = {}
        for number, client in enumerate(behind, start=1):
            self.stdout.write(f"[{number}/{len(behind)}] {client.slug}")
            try:
                migrate_client(client)
            except Exception as error:  # noqa: BLE001  (per-client loop: reported below, exit code set)
                failures[client.slug] = str(error)
        if failures:
            lines = [f"{slug}: {message}" for slug, message in failures.items()]
            raise CommandError("These clients were not migrated; run the command again:\n" + "\n".join(lines))
        self.stdout.write(self.style.SUCCESS(f"{len(behind)} clients migrated, the others were up to date."))

    def _wanted(self) -> set[tuple[str, str]]:
        from django.conf import settings

        labels = {name.rsplit(".", 1)[-1] for name in settings.TENANT_APPS}
        disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
        return {key for key in disk if key[0] in labels}

    def _applied(self, schema: str) -> set[tuple[str, str]]:
        """One small read per client; a schema or table that is not there yet has applied nothing."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass(%s)", [f'"{schema}".django_migrations'])
            if cursor.fetchone()[0] is None:
                return set()
            cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations')  # noqa: S608
            return set(cursor.fetchall())
