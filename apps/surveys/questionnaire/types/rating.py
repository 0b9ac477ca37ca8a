"""A touchpoint's score on a scale within 0 to 10; without a touchpoint it is free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.describing import SCALE_BOUNDS, SCALE_ENDS, Setting, Words
from apps.surveys.questionnaire.metrics import Metric
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.scales import ScaleQuestion, read_labels, read_scale
from apps.surveys.questionnaire.types.registry import register

RATE_TYPES = ("numbers", "stars", "smileys")


@register
@dataclass(frozen=True, kw_only=True)
class RatingQuestion(ScaleQuestion):
    type: ClassVar[str] = "rating"
    type_title: ClassVar[Words] = gettext_lazy("Rating")
    editor: ClassVar[tuple[Setting, ...]] = (
        *SCALE_BOUNDS,
        Setting(
            "rateType",
            "one_of",
            gettext_lazy("Shown as"),
            options=(
                ("numbers", gettext_lazy("Numbers")),
                ("stars", gettext_lazy("Stars")),
                ("smileys", gettext_lazy("Faces")),
            ),
        ),
        *SCALE_ENDS,
    )

    rate_min: int = 0
    rate_max: int = 10
    rate_type: str = "numbers"

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"rateMin": 0, "rateMax": 10}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        rate_type = reader.one_of("rateType", RATE_TYPES, "numbers")
        return cls(rate_type=rate_type, **read_scale(reader), **read_labels(reader), **common)

    def settings(self) -> dict[str, Any]:
        drawn = None if self.rate_type == "numbers" else self.rate_type
        scale = {"rateMin": self.rate_min, "rateMax": self.rate_max, "rateType": drawn}
        return {**scale, **super().settings()}

    def shown(self, language: str) -> dict[str, Any]:
        return {**super().shown(language), "rate_type": self.rate_type}

    @property
    def metric(self) -> Metric:
        return "touchpoint"

    @property
    def scale(self) -> tuple[int, int]:
        return self.rate_min, self.rate_max
