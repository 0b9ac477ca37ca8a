"""A client's inventory. Codes stay, and nothing is deleted: the ledger's cells name these rows by their ids."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.agency.admin.bases import ClientRecords, agency_role_of
from apps.agency.admin.site import site
from apps.touchpoints.models import Channel, Stage, Touchpoint
from apps.touchpoints.services import change_touchpoint


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_name(self) -> dict[str, str]:
        names = self.cleaned_data["name"]
        fits = (
            isinstance(names, dict)
            and names
            and all(
                code in dict(settings.LANGUAGES) and isinstance(text, str) and text.strip()
                for code, text in names.items()
            )
        )
        if not fits:
            raise ValidationError(_('Write a name per language, such as {"en": "Shop", "it": "Negozio"}.'))
        return dict(names)


class NamedRecords(ClientRecords):
    """Stages and channels: a client has its own names for them, and may have more."""

    form = NameForm
    editable = ("name", "position")
    list_display = ("code", "__str__", "position")
    search_fields = ("code",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_here() and agency_role_of(request) == Role.AGENCY_OWNER

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "name", "position"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else ["code"]


@admin.register(Stage, site=site)
class StageAdmin(NamedRecords):
    pass


@admin.register(Channel, site=site)
class ChannelAdmin(NamedRecords):
    pass


@admin.register(Touchpoint, site=site)
class TouchpointAdmin(ClientRecords):
    editable = (
        "name",
        "stage",
        "channel",
        "mode",
        "intended",
        "owned",
        "owner",
        "operational_purpose",
        "relationship_purpose",
        "weight",
        "target",
    )
    list_display = ("code", "__str__", "stage", "channel", "mode", "weight", "archived_at")
    list_filter = ("stage", "channel", "mode")
    list_select_related = ("stage", "channel")
    search_fields = ("code", "owner")
    form = NameForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        fields = {name: form.cleaned_data[name] for name in form.changed_data}
        for name in {"stage", "channel"} & set(fields):
            fields[name] = fields[name].code if fields[name] else None
        change_touchpoint(obj, actor=request.actor, **fields)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service has written its line."""
