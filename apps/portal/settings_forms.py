from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from apps.exchange.models import ApiKey
from apps.tenancy.models import COLOUR

# Offered for surveys; any other that Django knows can be set by the agency.
LANGUAGES = ("en", "it", "de", "fr", "es", "pt", "nl", "pl", "ro", "ar")


class ClientForm(forms.Form):
    """The client's settings, as ``tenancy.services.change_client_settings`` takes them."""

    name = forms.CharField(label=_("Name"), max_length=120)
    industry = forms.CharField(label=_("Industry"), max_length=60, required=False)
    brand_colour = forms.CharField(
        label=_("Brand colour"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_(
            "Marks navigation, links and buttons, never data. The text on it is chosen to be readable."
        ),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "Decides which day an answer counts for. A change acts forward only: what was counted keeps its day."
        ),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of surveys"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Surveys may use these."),
    )
    language = forms.ChoiceField(
        label=_("First language"),
        help_text=_("For texts that are missing in the reader's language, and for mails."),
    )
    small_number = forms.IntegerField(
        label=_("Threshold of small numbers"),
        min_value=2,
        max_value=1000,
        help_text=_(
            "A figure from fewer answers than this is not shown: it would say more about people than about you."
        ),
    )
    target = forms.DecimalField(
        label=_("Target of touchpoint scores"),
        min_value=0,
        max_value=10,
        max_digits=3,
        decimal_places=1,
        help_text=_("From 0 to 10. A touchpoint can have a target of its own."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = tuple(self.initial.get("languages", ()))
        names = [(code, _own_name(code)) for code in dict.fromkeys((*LANGUAGES, *held))]
        fields: dict[str, Any] = self.fields
        fields["languages"].choices = names
        fields["language"].choices = names
        fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in _time_zones()]

    def clean_brand_colour(self) -> str:
        colour: str = self.cleaned_data["brand_colour"].lower()
        COLOUR(colour)
        return colour


class ApiKeyForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("What uses it, such as: till in the store, data warehouse."),
    )
    scope = forms.ChoiceField(
        label=_("What it may do"),
        widget=forms.RadioSelect,
        initial=ApiKey.Scope.WRITE,
        choices=[
            (ApiKey.Scope.READ, _("Read: take figures and responses out")),
            (ApiKey.Scope.WRITE, _("Write: send responses and events too")),
            (ApiKey.Scope.ADMIN, _("Admin: erase and set up too")),
        ],
    )


def _own_name(code: str) -> str:
    return str(LANG_INFO.get(code, {}).get("name_local", code)).capitalize()


def _time_zones() -> list[str]:
    """The names people know, one per place: Europe/Rome, not CET or Etc/GMT+1."""
    return sorted(
        zone
        for zone in zoneinfo.available_timezones()
        if zone == "UTC"
        or (zone.count("/") and not zone.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")))
    )
