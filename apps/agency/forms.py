from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse_lazy
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.entering import LONGEST_REASON
from apps.tenancy.models import Client, check_slug


def propose_slug(name: str) -> str:
    """A free short name made of a company's name; '' where nothing of it can be used."""
    stem = slugify(name).replace("_", "-").strip("-")[:36].strip("-")
    if not stem:
        return ""
    if not stem[0].isalpha() or len(stem) < 2:
        stem = f"c-{stem}"
    taken = set(Client.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


class NewClientForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the company"),
        max_length=120,
        widget=forms.TextInput(
            attrs={
                "hx-get": reverse_lazy("proposed_slug"),
                "hx-include": "#id_slug",
                "hx-trigger": "change",
                "hx-target": "#id_slug",
                "hx-swap": "outerHTML",
            }
        ),
    )
    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=41,
        required=False,
        help_text=gettext_lazy("The portal's address begins with it. Empty: made from the name."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )
    industry = forms.CharField(label=gettext_lazy("Industry"), max_length=60, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the portal"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        initial="Europe/Rome",
        help_text=gettext_lazy("Days and months in its figures are those of this zone."),
    )
    brand_colour = forms.CharField(
        label=gettext_lazy("Colour"),
        initial=Client._meta.get_field("brand_colour").default,
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    admin_email = forms.EmailField(
        label=gettext_lazy("E-mail of its first admin"),
        required=False,
        help_text=gettext_lazy("Gets an invitation to choose a password. Can be invited later as well."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone: Any = self.fields["time_zone"]
        zone.choices = [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and not data.get("slug") and "slug" not in self.errors:
            data["slug"] = propose_slug(data["name"])
            if not data["slug"]:
                self.add_error("slug", _("Choose a short name of small letters, digits and hyphens."))
        return data

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).strip().lower()
        if slug:
            check_slug(slug)
        return slug

    def clean_brand_colour(self) -> str:
        return str(self.cleaned_data["brand_colour"]).lower()


class EnterForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why do you enter?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("The client's admins see it in their log, with your name and the time."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


class PortfolioFilters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("all")), *Client.State.choices],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)


class AuditFilters(forms.Form):
    client = forms.ModelChoiceField(
        label=gettext_lazy("Client"),
        queryset=Client.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("all"),
    )
    q = forms.CharField(label=gettext_lazy("Who or what"), required=False, max_length=80)
