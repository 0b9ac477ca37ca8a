"""Customer effort 2.0: how much we made it easy, 1 to 7, high is good (Dixon et al. 2013)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.describing import Words
from apps.surveys.questionnaire.metrics import Metric
from apps.surveys.questionnaire.scales import ScaleQuestion
from apps.surveys.questionnaire.types.registry import register


@register
@dataclass(frozen=True, kw_only=True)
class CesQuestion(ScaleQuestion):
    type: ClassVar[str] = "ces"
    type_title: ClassVar[Words] = gettext_lazy("Effort, 1 to 7")

    @property
    def metric(self) -> Metric:
        return "ces"

    @property
    def scale(self) -> tuple[int, int]:
        return 1, 7
