"""What a client asks and what came in, to look at: versions are frozen, and answers have one way in and out."""

from __future__ import annotations

from django.contrib import admin

from apps.agency.admin.bases import ClientRecords
from apps.agency.admin.site import site
from apps.exchange.models import ApiKey, Import, RejectedRow
from apps.responses.models import Response
from apps.surveys.models import Survey, Version


@admin.register(Survey, site=site)
class SurveyAdmin(ClientRecords):
    list_display = ("code", "__str__", "state", "created_at", "updated_at")
    list_filter = ("state",)
    search_fields = ("code",)


@admin.register(Version, site=site)
class VersionAdmin(ClientRecords):
    list_display = ("survey", "number", "published_at", "published_by")
    list_select_related = ("survey",)
    search_fields = ("survey__code",)


@admin.register(Response, site=site)
class ResponseAdmin(ClientRecords):
    list_display = ("id", "survey", "submitted_at", "channel", "source", "is_test", "ending", "erased_at")
    list_filter = ("source", "is_test", "is_screened_out", "survey")
    list_select_related = ("survey",)
    search_fields = ("=id", "=submission_id")


@admin.register(Import, site=site)
class ImportAdmin(ClientRecords):
    list_display = ("file_name", "state", "rows_done", "added", "rejected", "created_at")
    list_filter = ("state",)
    search_fields = ("file_name",)


@admin.register(RejectedRow, site=site)
class RejectedRowAdmin(ClientRecords):
    list_display = ("batch", "row", "problems")
    list_select_related = ("batch",)


@admin.register(ApiKey, site=site)
class ApiKeyAdmin(ClientRecords):
    """Created and revoked in the portal, where the key is shown once."""

    list_display = ("name", "hint", "scope", "created_by", "created_at", "last_used_at", "revoked_at")
