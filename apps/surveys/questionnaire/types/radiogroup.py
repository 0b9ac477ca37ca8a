"""Single choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.choices import ChoiceQuestion, Value
from apps.surveys.questionnaire.describing import Words
from apps.surveys.questionnaire.elements import FormData
from apps.surveys.questionnaire.types.registry import register


@register
@dataclass(frozen=True, kw_only=True)
class RadiogroupQuestion(ChoiceQuestion):
    type: ClassVar[str] = "radiogroup"
    type_title: ClassVar[Words] = gettext_lazy("One choice")

    def from_form(self, form: FormData) -> Any:
        text = form.get(self.field)
        return self.spelled(text) if text else None

    def judge(self, raw: Any) -> Value | None:
        return None if raw is None else self.judge_value(raw)

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("choice", self.values)}

    def display(self, answer: Any, language: str) -> str:
        return self.label_of(answer, language)
