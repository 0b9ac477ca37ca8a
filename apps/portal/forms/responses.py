from __future__ import annotations

import datetime
import uuid

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from apps.kpis.models import Metric, MetricDefinition
from apps.portal.forms.filters import FILTERS, FilterForm
from apps.responses.filtering import ResponseFilter

OWN = ("q", "band", "show", "metric", "definition")


class ResponseFilterForm(FilterForm):
    """The filters of every page, and what belongs to single responses."""

    offers_unstated = True

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    band = forms.ChoiceField(
        label=gettext_lazy("Score"),
        required=False,
        choices=[
            ("", gettext_lazy("All scores")),
            ("low", gettext_lazy("Unhappy")),
            ("middle", gettext_lazy("In between")),
            ("high", gettext_lazy("Happy")),
        ],
    )
    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[("", gettext_lazy("Kept")), ("erased", gettext_lazy("Erased"))],
    )
    metric = forms.ChoiceField(required=False, choices=[("", ""), *Metric.choices], widget=forms.HiddenInput)
    definition = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = [
        "q",
        "period",
        "start",
        "end",
        "survey",
        "touchpoint",
        "channel",
        "band",
        "dimension",
        "show",
    ]

    def __init__(self, data: QueryDict, *, today: datetime.date, may_see_erased: bool) -> None:
        without: tuple[str, ...] = () if may_see_erased else ("show",)
        if not data.get("stage"):  # a figure may open into one; nobody looks for a response by it
            without = (*without, "stage")
        super().__init__(data, today=today, without=without)

    def wanted(self) -> ResponseFilter:
        filters = self.filters()
        data = self.cleaned_data
        return ResponseFilter(
            scope=filters.scope,
            metric=data.get("metric", ""),
            definition=_definition(data.get("definition")),
            band=data.get("band", ""),
            search=data.get("q", ""),
            erased=data.get("show") == "erased",
        )

    def query(self) -> str:
        """All of it, for the export."""
        names = (*FILTERS, *OWN)
        return urlencode({name: self.data[name] for name in names if self.cleaned_data.get(name)})

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in OWN)


def _definition(uid: uuid.UUID | None) -> MetricDefinition | None:
    return MetricDefinition.objects.filter(uid=uid).first() if uid else None
