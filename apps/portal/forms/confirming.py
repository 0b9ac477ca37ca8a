from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ConfirmForm(forms.Form):
    """A dangerous act goes through only with its word typed; without script too."""

    confirm = forms.CharField(label=gettext_lazy("Confirmation"), max_length=80)

    def __init__(self, data: object = None, *, word: str) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.word = word

    def clean_confirm(self) -> str:
        typed: str = self.cleaned_data["confirm"].strip()
        if typed != self.word:
            raise forms.ValidationError(_("Type exactly: %(word)s") % {"word": self.word})
        return typed
