"""Finding imports whose worker is gone: at work by their state, but without a sign of life."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tenants.utils import tenant_context
from psycopg import sql

from apps.common.jobs import enqueue
from apps.exchange.imports.services import JOB
from apps.exchange.models import Import
from apps.kpis.sweeping import clients_with_work
from apps.tenancy.models import Client

STALE = timedelta(seconds=30)  # a portion of rows takes about a second


def resume_imports() -> int:
    """Wake what stands still, in all clients; returns how many. A wake-up too many does no harm."""
    clients = list(Client.objects.exclude(state=Client.State.CREATING).only("id", "schema_name", "slug"))
    woken = 0
    for client in clients_with_work(clients, _standing_still):
        with tenant_context(client):
            woken += _wake()
    return woken


def _wake() -> int:
    now = timezone.now()
    stale = Import.objects.at_work().filter(heartbeat_at__lt=now - STALE)
    ids = list(stale.values_list("pk", flat=True))
    stale.filter(pk__in=ids).update(heartbeat_at=now)  # not again before the next one is due
    for batch_id in ids:
        enqueue(JOB, str(batch_id))
    return len(ids)


def _standing_still(client: Client) -> sql.Composed:
    return sql.SQL("SELECT EXISTS (SELECT 1 FROM {} WHERE state IN ({}) AND heartbeat_at < {})").format(
        sql.Identifier(client.schema_name, "exchange_import"),
        sql.SQL(", ").join(sql.Literal(str(state.value)) for state in Import.WORKING),
        sql.Literal(timezone.now() - STALE),
    )
