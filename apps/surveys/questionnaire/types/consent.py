"""Consent: a box that is ticked or not. Required means it must be ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import Group, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData, Question
from apps.surveys.questionnaire.errors import AnswerError, Fault
from apps.surveys.questionnaire.types.registry import register


@register
@dataclass(frozen=True, kw_only=True)
class ConsentQuestion(Question):
    """Answered with true, or with false where it was asked and refused."""

    type: ClassVar[str] = "consent"
    type_title: ClassVar[Words] = gettext_lazy("Consent")
    group: ClassVar[Group] = "choice"
    summary: ClassVar[Summary] = "choices"

    def from_form(self, form: FormData) -> Any:
        text = form.get(self.field)
        return True if text in ("on", "true") else text or None

    def judge(self, raw: Any) -> bool | None:
        if raw is None or isinstance(raw, bool):
            return raw
        raise AnswerError("type", _("Give true or false."))

    def missing(self, answer: Any) -> list[Fault]:
        return [] if answer else [Fault("required", _("Please tick the box to go on."))]

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("truth")}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {self.name: None if answer is None else int(answer)}

    def display(self, answer: Any, language: str) -> str:
        with translation.override(language):
            return _("Yes") if answer else _("No")
