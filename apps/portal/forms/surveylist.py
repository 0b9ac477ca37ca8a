from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy


class SurveyListForm(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    show = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("All states")),
            ("draft", gettext_lazy("Draft")),
            ("published", gettext_lazy("Published")),
            ("closed", gettext_lazy("Closed")),
        ],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def search(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @property
    def state(self) -> str:
        return str(self.cleaned_data.get("show", ""))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or self.state)
