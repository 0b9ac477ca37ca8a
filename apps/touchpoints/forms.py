from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from apps.common.errors import CxError
from apps.common.forms import show_refusal
from apps.common.ids import short_code
from apps.touchpoints.checking import LONGEST_NAME
from apps.touchpoints.models import Channel, Stage, Touchpoint

NAME = "name_"  # name_en, name_it: one field a language


class TouchpointForm(forms.Form):
    """A touchpoint by the services' own names; the services judge it, the form only asks."""

    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=64,
        required=False,
        help_text=gettext_lazy(
            "How surveys, imports and the API name it; it cannot change later. Left empty, it is made of the name."
        ),
    )
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("Mode"),
        choices=[
            ("digital", gettext_lazy("Digital")),
            ("physical", gettext_lazy("Physical")),
            ("phygital", gettext_lazy("Phygital: both at once")),
        ],
        widget=forms.RadioSelect,
        initial="digital",
    )
    operational_purpose = forms.CharField(
        label=gettext_lazy("Operational purpose"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What it should get done, such as: an order is placed within two minutes."),
    )
    relationship_purpose = forms.CharField(
        label=gettext_lazy("Relationship purpose"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What people should think of you afterwards, such as: they keep their word."),
    )
    owner = forms.CharField(
        label=gettext_lazy("Owner"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Who can change it: a team or a person."),
    )
    target = forms.DecimalField(
        label=gettext_lazy("Target"),
        min_value=0,
        max_value=10,
        decimal_places=1,
        required=False,
        help_text=gettext_lazy("On the common axis from 0 to 10; without one the client's own counts."),
    )
    weight = forms.DecimalField(
        label=gettext_lazy("Weight"),
        min_value=0,
        max_value=1000,
        decimal_places=2,
        initial=1,
        help_text=gettext_lazy("How much it counts in the weighted mean of the whole."),
    )
    intended = forms.BooleanField(
        label=gettext_lazy("Intended"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Untick what nobody planned, such as a queue or an article out of stock."),
    )
    owned = forms.BooleanField(
        label=gettext_lazy("Owned by us"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Untick what others run, such as a review site or a reseller."),
    )

    def __init__(
        self, data: Any = None, *, languages: Sequence[str], touchpoint: Touchpoint | None = None
    ) -> None:
        initial = _initial(touchpoint, languages) if touchpoint else {}
        super().__init__(data, initial=initial)
        for number, language in enumerate(languages):
            self.fields[NAME + language] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language_name(language)},
                max_length=LONGEST_NAME,
                required=number == 0,
                help_text=_("As your customers would say it.") if number == 0 else "",
            )
        self.order_fields([*(NAME + language for language in languages), *self.base_fields])
        _offer(self.fields["stage"], _("No stage"), Stage.objects.all())
        _offer(self.fields["channel"], _("No channel"), Channel.objects.all())
        if touchpoint is not None:
            self.fields["code"].disabled = True

    def answers(self) -> dict[str, Any]:
        """What the services take."""
        data = dict(self.cleaned_data)
        names = {key.removeprefix(NAME): data.pop(key) for key in list(data) if key.startswith(NAME)}
        data["name"] = {language: name for language, name in names.items() if name}
        data["code"] = data["code"] or _code_of(data["name"])
        data["stage"], data["channel"] = data["stage"] or None, data["channel"] or None
        return data

    def refuse(self, error: CxError) -> None:
        """Say a service's refusal beside the fields it names."""
        first_name = next(field for field in self.fields if field.startswith(NAME))
        show_refusal(self, error, aliases={"name": first_name})


def _code_of(names: Mapping[str, str]) -> str:
    """A code a person can read; a random one where the name has no Latin letters."""
    return slugify(next(iter(names.values()), ""))[:64].strip("-_") or short_code()


def language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _initial(touchpoint: Touchpoint, languages: Sequence[str]) -> dict[str, Any]:
    names = {NAME + language: touchpoint.name.get(language, "") for language in languages}
    same = ("code", "mode", "operational_purpose", "relationship_purpose", "owner", "target", "weight")
    return {
        **names,
        **{name: getattr(touchpoint, name) for name in (*same, "intended", "owned")},
        "stage": touchpoint.stage.code if touchpoint.stage else "",
        "channel": touchpoint.channel.code if touchpoint.channel else "",
    }


def _offer(field: Any, none: str, rows: Iterable[Stage | Channel]) -> None:
    field.choices = [("", none), *((row.code, str(row)) for row in rows)]
