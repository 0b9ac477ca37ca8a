from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.surveys.versions import DRAFT


class OtherVersionForm(forms.Form):
    """What a version is compared with: the draft, unless another one is chosen."""

    def __init__(self, data: QueryDict, numbers: Sequence[int]) -> None:
        super().__init__(data)
        versions = [(str(number), _("version %(number)s") % {"number": number}) for number in numbers]
        choices = [("", _("the draft")), *versions]
        self.fields["other"] = forms.ChoiceField(label=_("Compared with"), required=False, choices=choices)
        self.is_valid()

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data.get("other") or DRAFT)
