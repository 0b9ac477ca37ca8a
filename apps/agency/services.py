"""Keeping the console's summaries fresh without reading figures where nothing happened."""

from __future__ import annotations

import datetime
import uuid

import structlog
from django.db.models import Max
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.agency.models import ClientSummary
from apps.agency.summaries import refresh_summary
from apps.audit.selectors import all_entries
from apps.responses.models import Response
from apps.tenancy.models import Client

log = structlog.get_logger(__name__)

OLDEST = datetime.timedelta(hours=24)  # windows move on even where nobody answers
# A row carries the time it was made at, not that of its commit: look back this far behind the last reading.
COMMITS_WITHIN = datetime.timedelta(seconds=60)


def refresh_summaries() -> tuple[int, int]:
    """Refresh what is stale; one failing client stops no other. Returns (refreshed, failed)."""
    refreshed = failed = 0
    clients = Client.objects.exclude(state=Client.State.CREATING).select_related("summary")
    acted_on = _last_acts()
    for client in clients:
        try:
            with tenant_context(client):
                if _is_stale(getattr(client, "summary", None), acted_on):
                    refresh_summary(client)
                    refreshed += 1
        except Exception:  # per-client loop: logged and counted, the next client is served
            log.exception("summary_failed", client=client.slug)
            failed += 1
    if refreshed or failed:
        log.info("summaries_refreshed", refreshed=refreshed, failed=failed)
    return refreshed, failed


def _is_stale(summary: ClientSummary | None, acted_on: dict[uuid.UUID, datetime.datetime]) -> bool:
    """The caller has entered the client."""
    if summary is None or summary.refreshed_at < timezone.now() - OLDEST:
        return True
    since = summary.refreshed_at - COMMITS_WITHIN
    last_act = acted_on.get(summary.pk)
    if last_act is not None and last_act > since:
        return True
    return Response.objects.filter(created_at__gt=since).exists()


def _last_acts() -> dict[uuid.UUID, datetime.datetime]:
    """Client -> its newest audit line of the last day: an erasure, an undone import, a new target."""
    recent = all_entries().filter(at__gt=timezone.now() - OLDEST, client_id__isnull=False)
    return dict(recent.order_by().values_list("client_id").annotate(Max("at")))
