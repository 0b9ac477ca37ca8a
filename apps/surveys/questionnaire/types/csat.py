"""Satisfaction with one interaction, usually on 3, 5, 7 or 10 points.

Ratings brought in from elsewhere come on other scales, so any of 2 to 11 points is taken, starting at 1 or at 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.describing import SCALE_ENDS, Setting, Words
from apps.surveys.questionnaire.metrics import Metric
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.scales import ScaleQuestion, read_labels
from apps.surveys.questionnaire.types.registry import register

TOP_K = {2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 2, 8: 3, 9: 3, 10: 3, 11: 3}
"""How many of the best values count as satisfied, by points: the usual 1, 2, 2 and 3 of 3, 5, 7 and 10 points, 1 of
yes and no, the two positive answers of a four-point choice without a middle, and the nearest usual k elsewhere."""
STARTS = (0, 1)
HIGHEST = 10


@register
@dataclass(frozen=True, kw_only=True)
class CsatQuestion(ScaleQuestion):
    type: ClassVar[str] = "csat"
    type_title: ClassVar[Words] = gettext_lazy("Satisfaction")
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "points",
            "one_of",
            gettext_lazy("Points of the scale"),
            options=tuple((points, str(points)) for points in (5, *(p for p in TOP_K if p != 5))),
        ),
        Setting("rateMin", "one_of", gettext_lazy("The scale starts at"), options=((1, "1"), (0, "0"))),
        *SCALE_ENDS,
    )

    points: int = 5
    rate_min: int = 1

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"points": 5}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        points, start = reader.one_of("points", tuple(TOP_K), 5), reader.one_of("rateMin", STARTS, 1)
        if start + points - 1 > HIGHEST:
            reader.fault("points", "range", _("The scale must end at 10 at most."))
            points = 5
        return cls(points=points, rate_min=start, **read_labels(reader), **common)

    def settings(self) -> dict[str, Any]:
        start = {} if self.rate_min == 1 else {"rateMin": self.rate_min}
        return {"points": self.points, **start, **super().settings()}

    @property
    def metric(self) -> Metric:
        return "csat"

    @property
    def scale(self) -> tuple[int, int]:
        return self.rate_min, self.rate_min + self.points - 1

    @property
    def k(self) -> int:
        return TOP_K[self.points]
