"""Single choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.choices import SingleChoice
from apps.surveys.questionnaire.describing import Words
from apps.surveys.questionnaire.types.registry import register


@register
@dataclass(frozen=True, kw_only=True)
class RadiogroupQuestion(SingleChoice):
    type: ClassVar[str] = "radiogroup"
    type_title: ClassVar[Words] = gettext_lazy("One choice")
