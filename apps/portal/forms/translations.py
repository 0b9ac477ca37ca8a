from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from apps.surveys.translations import Line

STATES = (
    ("", gettext_lazy("All texts")),
    ("open", gettext_lazy("Missing or out of date")),
    ("missing", gettext_lazy("Missing")),
    ("stale", gettext_lazy("Out of date")),
)
ON_A_PAGE = 100


class TextsForm(forms.Form):
    """Which texts are shown. Read leniently, like every filter."""

    state = forms.ChoiceField(label=gettext_lazy("Texts"), required=False, choices=STATES)
    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def wanted(self) -> str:
        return str(self.cleaned_data.get("state", ""))

    @property
    def search(self) -> str:
        return str(self.cleaned_data.get("q", "")).casefold()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted or self.search)

    def shows(self, line: Line) -> bool:
        fitting = {"": True, "open": line.state != "done"}.get(self.wanted, line.state == self.wanted)
        return fitting and any(
            self.search in text.casefold() for text in (line.unit.key, line.source, line.text)
        )


class TranslationFileForm(forms.Form):
    """What a translator sent back."""

    file = forms.FileField(label=gettext_lazy("Choose a file, or drop it here"))
