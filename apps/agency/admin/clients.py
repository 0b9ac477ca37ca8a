"""Shared tables: clients, their addresses, people."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.agency.admin.bases import SharedRecords, agency_role_of
from apps.agency.admin.site import site
from apps.tenancy.models import Client, Domain, PeriodClaim

HOST_NAME = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
)


@admin.register(Client, site=site)
class ClientAdmin(SharedRecords):
    """Settings are changed in the client's portal, states in the console: there they are checked and noted."""

    list_display = ("name", "slug", "state", "industry", "time_zone", "created_at")
    list_filter = ("state",)
    search_fields = ("name", "slug", "industry")


class DomainForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Domain
        fields = ("domain", "tenant")

    def clean_domain(self) -> str:
        host = str(self.cleaned_data["domain"]).strip().lower().rstrip(".")
        if not HOST_NAME.fullmatch(host):
            raise ValidationError(_("Write the host name alone, such as feedback.example.com."))
        if host == settings.BASE_DOMAIN or host.endswith(f".{settings.BASE_DOMAIN}"):
            raise ValidationError(_("Names below the agency's own domain are given by the platform."))
        return host


@admin.register(Domain, site=site)
class DomainAdmin(SharedRecords):
    """A client's own domain is added here; the first address, made with the client, stays its primary one."""

    form = DomainForm
    list_display = ("domain", "tenant", "is_primary")
    list_select_related = ("tenant",)
    search_fields = ("domain", "tenant__name")
    autocomplete_fields = ("tenant",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_here() and agency_role_of(request) == Role.AGENCY_OWNER

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = self.is_here() and agency_role_of(request) == Role.AGENCY_OWNER
        return may and (obj is None or not obj.is_primary)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["domain", "tenant"] if obj is None else ["domain", "tenant", "is_primary"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.is_primary = False
        super().save_model(request, obj, form, change)

    def client_of(self, obj: Any) -> Any:
        return obj.tenant_id


@admin.register(User, site=site)
class UserAdmin(SharedRecords):
    editable = ("name", "language", "is_active")
    list_display = ("email", "name", "is_active", "last_login", "joined_at")
    list_filter = ("is_active",)
    search_fields = ("email", "name")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "language":
            field = forms.ChoiceField(choices=[("", "---------"), *settings.LANGUAGES], required=False)
        return field

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody locks themselves out."""
        return super().has_change_permission(request, obj) and (obj is None or obj.pk != request.user.pk)


@admin.register(Membership, site=site)
class MembershipAdmin(SharedRecords):
    """Changed on the people pages, which keep the last admin."""

    list_display = ("user", "client", "role", "created_at", "accepted_at")
    list_filter = ("role",)
    list_select_related = ("user", "client")
    search_fields = ("user__email", "client__name")


@admin.register(PeriodClaim, site=site)
class PeriodClaimAdmin(SharedRecords):
    list_display = ("job", "period", "claimed_at")
    list_filter = ("job",)
