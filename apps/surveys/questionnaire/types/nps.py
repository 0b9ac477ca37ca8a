"""Net Promoter question: would you recommend us, 0 to 10 (Reichheld 2003)."""

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
class NpsQuestion(ScaleQuestion):
    type: ClassVar[str] = "nps"
    type_title: ClassVar[Words] = gettext_lazy("Recommendation, 0 to 10")

    @property
    def metric(self) -> Metric:
        return "nps"

    @property
    def scale(self) -> tuple[int, int]:
        return 0, 10
