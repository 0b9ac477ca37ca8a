from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.touchpoints.models import Channel, Stage, Touchpoint
from apps.touchpoints.selectors import touchpoints


class InventoryForm(forms.Form):
    """The filters of the inventory, bound to the query."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("Mode"),
        required=False,
        choices=[
            ("", gettext_lazy("All modes")),
            ("physical", gettext_lazy("Physical")),
            ("digital", gettext_lazy("Digital")),
            ("phygital", gettext_lazy("Phygital")),
        ],
    )
    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[("", gettext_lazy("In use")), ("archived", gettext_lazy("Archived"))],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        stage: Any = self.fields["stage"]
        channel: Any = self.fields["channel"]
        stage.choices = [("", _("All stages")), *((s.code, str(s)) for s in Stage.objects.all())]
        channel.choices = [("", _("All channels")), *((c.code, str(c)) for c in Channel.objects.all())]

    def found(self) -> list[Touchpoint]:
        self.is_valid()
        data = self.cleaned_data
        return touchpoints(
            search=data.get("q", ""),
            stage=data.get("stage", ""),
            channel=data.get("channel", ""),
            mode=data.get("mode", ""),
            archived=data.get("show") == "archived",
        )

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)
