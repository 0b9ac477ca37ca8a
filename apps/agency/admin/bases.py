"""What every table of the admin has in common: where it shows, who may change it, how a change is noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_tenants.utils import get_public_schema_name
from unfold.admin import ModelAdmin

from apps.accounts.roles import Role
from apps.audit.services import record


class Records(ModelAdmin):
    """Looked at by all agency staff; ``editable`` fields are changed by its owners. Nothing is added or deleted.

    Changes go to our audit log, which names the client; Django's own log is one table for all clients, and
    stays empty.
    """

    editable: ClassVar[Sequence[str]] = ()
    in_public: ClassVar[bool]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_here() and agency_role_of(request) is not None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_here() and bool(self.editable) and agency_role_of(request) == Role.AGENCY_OWNER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.null:  # our models say "may be absent" by null alone
            field.required = False
        return field

    def is_here(self) -> bool:
        """Shared tables show on the agency's host alone, a client's own tables on its host alone."""
        return bool((connection.schema_name == get_public_schema_name()) == self.in_public)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        if obj is None and self.has_add_permission(request):
            return []
        names = [field.name for field in self.model._meta.fields if field.name not in self.exclude_always()]
        return [name for name in names if name not in self.editable]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        kept = self.get_readonly_fields(request, obj)
        return [*self.editable, *kept]

    def exclude_always(self) -> tuple[str, ...]:
        """Fields nobody looks at: hashes of passwords, keys and tokens."""
        return ("password", "digest")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("agency_audit" if self.in_public else "client_audit")

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        self._note("record.added", request, obj)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        self._note("record.changed", request, obj, fields=_fields(message))

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Model] | list[Model]) -> None:
        for obj in queryset:
            self._note("record.deleted", request, obj)

    def _note(self, event: str, request: HttpRequest, obj: Model, **details: Any) -> None:
        details = {"model": str(self.model._meta.verbose_name), **details}
        if not self.in_public:
            details["agency"] = True
        record(event, actor=request.actor, target=str(obj), client_id=self.client_of(obj), **details)

    def client_of(self, obj: Any) -> Any:
        """The client a shared row belongs to; rows in a client's schema are that client's anyway."""
        return None


class SharedRecords(Records):
    in_public = True


class ClientRecords(Records):
    in_public = False


def agency_role_of(request: Any) -> str | None:
    """Asked a hundred times a page, so read once a request."""
    if not hasattr(request, "agency_role"):
        request.agency_role = getattr(request.user, "agency_role", None)
    role: str | None = request.agency_role
    return role


def _fields(message: Any) -> list[str]:
    """Names of the changed fields out of Django's description of a change."""
    found: list[str] = []
    for part in message if isinstance(message, list) else []:
        found += [str(name) for name in part.get("changed", {}).get("fields", [])]
    return found
