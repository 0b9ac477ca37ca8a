"""Satisfaction with one interaction, on 3, 5, 7 or 10 points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from apps.surveys.questionnaire.metrics import Metric
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.scales import ScaleQuestion, read_labels
from apps.surveys.questionnaire.types.registry import register

TOP_K = {3: 1, 5: 2, 7: 2, 10: 3}
"""How many of the best values count as satisfied, by points."""


@register
@dataclass(frozen=True, kw_only=True)
class CsatQuestion(ScaleQuestion):
    type: ClassVar[str] = "csat"

    points: int = 5

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(points=reader.one_of("points", tuple(TOP_K), 5), **read_labels(reader), **common)

    def settings(self) -> dict[str, Any]:
        return {"points": self.points, **super().settings()}

    @property
    def metric(self) -> Metric:
        return "csat"

    @property
    def scale(self) -> tuple[int, int]:
        return 1, self.points

    @property
    def k(self) -> int:
        return TOP_K[self.points]
