"""Customer effort 2.0: how much we made it easy, 1 to 7, high is good (Dixon et al. 2013)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from apps.surveys.questionnaire.metrics import Metric
from apps.surveys.questionnaire.scales import ScaleQuestion
from apps.surveys.questionnaire.types.registry import register


@register
@dataclass(frozen=True, kw_only=True)
class CesQuestion(ScaleQuestion):
    type: ClassVar[str] = "ces"

    @property
    def metric(self) -> Metric:
        return "ces"

    @property
    def scale(self) -> tuple[int, int]:
        return 1, 7
