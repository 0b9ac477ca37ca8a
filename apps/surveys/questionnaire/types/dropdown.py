"""Single choice from a list that opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.choices import SingleChoice
from apps.surveys.questionnaire.describing import Words
from apps.surveys.questionnaire.types.registry import register

SEARCHED_FROM = 11
"""From so many choices on people search by typing; below, the browser's own list is quicker."""


@register
@dataclass(frozen=True, kw_only=True)
class DropdownQuestion(SingleChoice):
    type: ClassVar[str] = "dropdown"
    type_title: ClassVar[Words] = gettext_lazy("One choice from a list")

    def shown(self, language: str) -> dict[str, Any]:
        found = super().shown(language)
        return {**found, "is_searched": len(found["choices"]) >= SEARCHED_FROM}
