"""A client's ledger, to look at: a hand in these tables would break the invariant, so nobody has one there."""

from __future__ import annotations

from django.contrib import admin

from apps.agency.admin.bases import ClientRecords
from apps.agency.admin.site import site
from apps.kpis.models import Dimension, Histogram, Ledger, Member, MetricDefinition, Score, ScoreDelta

CELL = ("day", "definition_id", "touchpoint_id", "channel_id")


@admin.register(MetricDefinition, site=site)
class MetricDefinitionAdmin(ClientRecords):
    """A definition never changes: scores were given under it."""

    list_display = ("metric", "code", "scale_min", "scale_max", "top_k", "version", "is_primary")
    list_filter = ("metric", "is_primary")
    search_fields = ("code",)


@admin.register(Dimension, site=site)
class DimensionAdmin(ClientRecords):
    list_display = ("name", "is_builtin", "created_at")


@admin.register(Member, site=site)
class MemberAdmin(ClientRecords):
    list_display = ("value", "dimension")
    list_filter = ("dimension",)
    list_select_related = ("dimension",)
    search_fields = ("value",)


@admin.register(Ledger, site=site)
class LedgerAdmin(ClientRecords):
    list_display = ("__str__", "rebuilt_at", "verified_differences")


@admin.register(Score, site=site)
class ScoreAdmin(ClientRecords):
    list_display = ("source_id", "item", "value", *CELL)
    ordering = ("-id",)


@admin.register(ScoreDelta, site=site)
class ScoreDeltaAdmin(ClientRecords):
    list_display = ("id", "sign", "value", *CELL)
    ordering = ("-id",)


@admin.register(Histogram, site=site)
class HistogramAdmin(ClientRecords):
    list_display = (*CELL, "member_id", *(f"n{value}" for value in range(11)))
    ordering = ("-id",)
