from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.common.texts import in_language
from apps.surveys.models import Survey
from apps.surveys.templates_library import SurveyTemplate
from apps.touchpoints.models import Touchpoint

SLOT = "slot_"


class TemplateForm(forms.Form):
    """Which touchpoints a ready questionnaire asks about."""

    def __init__(self, data: Any = None, *, template: SurveyTemplate) -> None:
        super().__init__(data)
        offered = [(t.code, str(t)) for t in Touchpoint.objects.live()]
        for slot in template.touchpoint_slots:
            self.fields[SLOT + slot.name] = forms.ChoiceField(
                label=in_language(slot.title),
                choices=[("", _("No touchpoint")), *offered],
                required=False,
            )

    def touchpoints(self) -> dict[str, str]:
        return {name.removeprefix(SLOT): code for name, code in self.cleaned_data.items() if code}


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class ScheduleForm(forms.Form):
    """When a survey takes answers, in the client's own time."""

    opens_at = forms.DateTimeField(
        label=gettext_lazy("Opens"), required=False, widget=MomentInput, input_formats=MOMENT_FORMATS
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Closes"), required=False, widget=MomentInput, input_formats=MOMENT_FORMATS
    )

    def __init__(self, data: Any = None, *, survey: Survey) -> None:
        super().__init__(data, initial={"opens_at": survey.opens_at, "closes_at": survey.closes_at})
