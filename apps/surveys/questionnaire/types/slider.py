"""A number set by sliding, on any scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import TOUCHPOINT, Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import FormData, Question
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.metrics import MetricItem, ScoreDraft
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register
from apps.surveys.questionnaire.writing import judge_number, number_in

MOST = 1_000_000
Number = int | float


@register
@dataclass(frozen=True, kw_only=True)
class SliderQuestion(Question):
    """Answered with a number: `least`, or a whole number of steps above it, up to `greatest`.

    Whole numbers within 0 to 10 measure the touchpoint it names; on any other scale it measures nothing.
    """

    type: ClassVar[str] = "slider"
    type_title: ClassVar[Words] = gettext_lazy("Slider")
    group: ClassVar[Group] = "scale"
    common: ClassVar[tuple[Setting, ...]] = (*Question.common, TOUCHPOINT)
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting("min", "number", gettext_lazy("Lowest value"), low=-MOST, high=MOST),
        Setting("max", "number", gettext_lazy("Highest value"), low=-MOST, high=MOST),
        Setting("step", "number", gettext_lazy("Step"), low=0, high=MOST),
        Setting("minLabel", "text", gettext_lazy("Words at the low end")),
        Setting("maxLabel", "text", gettext_lazy("Words at the high end")),
    )
    summary: ClassVar[Summary] = "numbers"

    least: Number = 0
    greatest: Number = 100
    step: Number = 1
    min_label: Text = NO_TEXT
    max_label: Text = NO_TEXT

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"min": 0, "max": 100, "step": 1}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        labels: dict[str, Any] = {
            "min_label": reader.text("minLabel", 200),
            "max_label": reader.text("maxLabel", 200),
        }
        return cls(**_read_scale(reader), **labels, **common)

    def settings(self) -> dict[str, Any]:
        scale = {"min": self.least, "max": self.greatest, "step": self.step}
        return {**scale, "minLabel": self.min_label.dump(), "maxLabel": self.max_label.dump()}

    def shown(self, language: str) -> dict[str, Any]:
        scale = {"least": self.least, "greatest": self.greatest, "step": self.step}
        labels = {
            "min_label": self.min_label.in_language(language),
            "max_label": self.max_label.in_language(language),
        }
        return {**super().shown(language), **scale, **labels}

    def texts(self) -> Iterator[Text]:
        yield from (*super().texts(), self.min_label, self.max_label)

    def from_form(self, form: FormData) -> Any:
        return number_in(form.get(self.field) or None)

    def judge(self, raw: Any) -> Number | None:
        if raw is None:
            return None
        value = judge_number(raw, self.least, self.greatest)
        if (_exact(value) - _exact(self.least)) % _exact(self.step):
            raise AnswerError("step", _("Give a number in steps of %(step)s.") % {"step": self.step})
        return value

    @property
    def measures(self) -> bool:
        scale = (self.least, self.greatest, self.step)
        is_whole = all(isinstance(number, int) for number in scale)
        return bool(self.touchpoint) and is_whole and 0 <= self.least < self.greatest <= 10

    def metric_items(self) -> list[MetricItem]:
        if not self.measures:
            return []
        low, high = int(self.least), int(self.greatest)
        title = self.title.dump()
        return [MetricItem(self.name, "touchpoint", None, low, high, None, self.touchpoint, title)]

    def scores(self, answer: Any) -> list[ScoreDraft]:
        return [item.score(answer) for item in self.metric_items()]

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("number")}

    def display(self, answer: Any, language: str) -> str:
        with translation.override(language):
            return str(formats.localize(answer, use_l10n=True))


def _read_scale(reader: Reader) -> dict[str, Any]:
    least, greatest, step = (_number(reader, *key) for key in (("min", 0), ("max", 100), ("step", 1)))
    if least >= greatest:
        reader.fault("max", "range", _("The scale must end above its start."))
    elif not 0 < step <= greatest - least:
        reader.fault("step", "range", _("The step must be above 0 and fit into the scale."))
    else:
        return {"least": least, "greatest": greatest, "step": step}
    return {}


def _number(reader: Reader, key: str, default: int) -> Number:
    raw = reader.get(key)
    if raw is None:
        return default
    try:
        return judge_number(raw, -MOST, MOST)
    except AnswerError as error:
        reader.fault(key, error.code, error.message)
        return default


def _exact(value: Number) -> Decimal:
    """The number as it is written, so that 0.3 is three steps of 0.1."""
    return Decimal(str(value))
