"""Questions answered with one whole number of a scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import SCALE_ENDS, TOUCHPOINT, Group, Setting, Summary
from apps.surveys.questionnaire.elements import FormData, Question, integer_in
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.metrics import Metric, MetricItem, ScoreDraft
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import NO_TEXT, Text


@dataclass(frozen=True, kw_only=True)
class ScaleQuestion(Question):
    """A metric question; a type says what its scale is and which metric it feeds."""

    group: ClassVar[Group] = "metric"
    common: ClassVar[tuple[Setting, ...]] = (*Question.common, TOUCHPOINT)
    editor: ClassVar[tuple[Setting, ...]] = SCALE_ENDS
    summary: ClassVar[Summary] = "scale"

    min_label: Text = NO_TEXT
    max_label: Text = NO_TEXT

    @property
    def metric(self) -> Metric:
        raise NotImplementedError

    @property
    def scale(self) -> tuple[int, int]:
        """The lowest and the highest value."""
        raise NotImplementedError

    @property
    def k(self) -> int | None:
        return None

    @property
    def values(self) -> range:
        return range(self.scale[0], self.scale[1] + 1)

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(**read_labels(reader), **common)

    def settings(self) -> dict[str, Any]:
        return dump_labels(self.min_label, self.max_label)

    def shown(self, language: str) -> dict[str, Any]:
        return {
            **super().shown(language),
            **shown_scale(self.scale, self.min_label, self.max_label, language),
        }

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        yield self.min_label
        yield self.max_label

    def from_form(self, form: FormData) -> Any:
        return integer_in(form.get(self.field))

    def judge(self, raw: Any) -> int | None:
        return None if raw is None else judge_scale(raw, *self.scale)

    @cached_property
    def _item(self) -> MetricItem:
        """Made once: every answer asks for it."""
        low, high = self.scale
        return MetricItem(self.name, self.metric, None, low, high, self.k, self.touchpoint, self.title.dump())

    def metric_items(self) -> list[MetricItem]:
        return [self._item]

    def scores(self, answer: Any) -> list[ScoreDraft]:
        return [self._item.score(answer)]

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("number")}


def judge_scale(raw: Any, low: int, high: int) -> int:
    if type(raw) is not int:
        raise AnswerError("type", _("Choose a whole number."))
    if not low <= raw <= high:
        raise AnswerError(
            "range", _("Choose a number from %(low)s to %(high)s.") % {"low": low, "high": high}
        )
    return raw


def read_labels(reader: Reader) -> dict[str, Any]:
    """The words at both ends of a scale."""
    return {
        "min_label": reader.text("minRateDescription", 200),
        "max_label": reader.text("maxRateDescription", 200),
    }


def dump_labels(low: Text, high: Text) -> dict[str, Any]:
    return {"minRateDescription": low.dump(), "maxRateDescription": high.dump()}


def shown_scale(scale: tuple[int, int], low: Text, high: Text, language: str) -> dict[str, Any]:
    """A scale as templates take it."""
    labels = {"min_label": low.in_language(language), "max_label": high.in_language(language)}
    return {"rate_min": scale[0], "rate_max": scale[1], **labels}


def read_scale(reader: Reader) -> dict[str, Any]:
    """A scale within 0..10, all of it unless said otherwise."""
    low = reader.integer("rateMin", 0, 0, 10) or 0
    high = reader.integer("rateMax", 10, 0, 10)
    high = 10 if high is None else high
    if low >= high:
        reader.fault("rateMax", "range", _("The scale must end above its start."))
        low, high = 0, 10
    return {"rate_min": low, "rate_max": high}
