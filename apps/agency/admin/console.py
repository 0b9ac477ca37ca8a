"""Shared tables of the console: the audit log and the summaries, to look at."""

from __future__ import annotations

from django.contrib import admin

from apps.agency.admin.bases import SharedRecords
from apps.agency.admin.site import site
from apps.agency.models import ClientSummary
from apps.audit.models import Entry


@admin.register(Entry, site=site)
class EntryAdmin(SharedRecords):
    list_display = ("at", "actor_label", "event", "target", "client_id")
    list_filter = ("event", "actor_kind")
    search_fields = ("actor_label", "event", "target")
    date_hierarchy = "at"


@admin.register(ClientSummary, site=site)
class ClientSummaryAdmin(SharedRecords):
    list_display = ("client", "last_response_at", "responses_30_days", "refreshed_at")
    list_select_related = ("client",)
    search_fields = ("client__name",)
