"""What a questionnaire measures: its metric items, and the scores its answers yield."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Metric = Literal["nps", "csat", "ces", "touchpoint", "attribute"]


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """One score, ready to be posted.

    `item` is the question's name, or `matrix.row`; `code` names an attribute, which is a metric of its own;
    `k` is how many of the best values count as satisfied (CSAT only); `touchpoint` None is a free question.
    """

    item: str
    metric: Metric
    code: str | None
    scale_min: int
    scale_max: int
    k: int | None
    touchpoint: str | None
    value: int


@dataclass(frozen=True, slots=True)
class MetricItem:
    """A question, or a row of one, that yields scores; its title as {language: text}."""

    item: str
    metric: Metric
    code: str | None
    scale_min: int
    scale_max: int
    k: int | None
    touchpoint: str | None
    title: dict[str, str]

    def score(self, value: int) -> ScoreDraft:
        return ScoreDraft(
            item=self.item,
            metric=self.metric,
            code=self.code,
            scale_min=self.scale_min,
            scale_max=self.scale_max,
            k=self.k,
            touchpoint=self.touchpoint,
            value=value,
        )
