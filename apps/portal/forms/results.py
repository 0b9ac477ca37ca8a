from __future__ import annotations

import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.portal.forms.filters import FilterForm
from apps.surveys.models import Survey, Version


class ResultsForm(FilterForm):
    """The filters that make sense within one survey, and its versions where there is more than one."""

    version = forms.ChoiceField(label=gettext_lazy("Version"), required=False)
    field_order = ["period", "start", "end", "version", "channel", "dimension"]

    def __init__(self, data: QueryDict, *, today: datetime.date, survey: Survey) -> None:
        super().__init__(data, today=today, default_period="all", without=("touchpoint", "stage", "survey"))
        self._versions = list(survey.versions.all())
        field = self.fields["version"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        numbered = [(str(v.number), _("Version %(number)s") % {"number": v.number}) for v in self._versions]
        field.choices = [("", _("All versions")), *numbered]
        if len(self._versions) < 2:
            del self.fields["version"]

    @property
    def version_chosen(self) -> Version | None:
        number = self.cleaned_data.get("version") if self.is_valid() or self.cleaned_data else ""
        return next((version for version in self._versions if str(version.number) == number), None)

    @property
    def is_narrowed(self) -> bool:
        data = self.cleaned_data
        return any(data.get(name) for name in self.fields if name != "period") or data.get("period") != "all"
