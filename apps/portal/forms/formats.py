from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from apps.exchange.surveys.selectors import fates


class SurveyFileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Choose a file, or drop it here"))


class ConversionForm(forms.Form):
    """Which entries of a report are shown."""

    fate = forms.ChoiceField(label=gettext_lazy("What became of it"), required=False)
    logic = forms.BooleanField(label=gettext_lazy("Only logic"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["fate"] = forms.ChoiceField(
            label=gettext_lazy("What became of it"),
            required=False,
            choices=[("", gettext_lazy("Everything")), *fates()],
        )
        self.is_valid()

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data.get("fate", ""))

    @property
    def only_logic(self) -> bool:
        return bool(self.cleaned_data.get("logic"))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.only_logic)
