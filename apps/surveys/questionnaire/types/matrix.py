"""A matrix: items on one scale, each about a touchpoint or an attribute that is a metric of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import (
    EACH_ROW,
    ROWS,
    SCALE_BOUNDS,
    SCALE_ENDS,
    TOUCHPOINT,
    Group,
    Setting,
    Summary,
    Words,
)
from apps.surveys.questionnaire.elements import Cell, FormData, Question, integer_in, required
from apps.surveys.questionnaire.errors import AnswerError, Fault
from apps.surveys.questionnaire.metrics import MetricItem, ScoreDraft
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.scales import dump_labels, judge_scale, read_labels, read_scale, shown_scale
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register

MAX_ROWS = 100


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    title: Text
    touchpoint: str | None = None

    def label(self, language: str) -> str:
        return self.title.in_language(language) or self.name

    def dump(self) -> dict[str, Any]:
        found = {"name": self.name, "title": self.title.dump(), "touchpoint": self.touchpoint}
        return {key: value for key, value in found.items() if value}


@register
@dataclass(frozen=True, kw_only=True)
class MatrixQuestion(Question):
    """Answered with {row: number}. Required means any row, `is_each_row_required` all of them."""

    type: ClassVar[str] = "matrix"
    type_title: ClassVar[Words] = gettext_lazy("Ratings, item by item")
    group: ClassVar[Group] = "metric"
    common: ClassVar[tuple[Setting, ...]] = (*Question.common, TOUCHPOINT)
    editor: ClassVar[tuple[Setting, ...]] = (ROWS, *SCALE_BOUNDS, *SCALE_ENDS, EACH_ROW)
    summary: ClassVar[Summary] = "rows"

    rows: tuple[Row, ...] = ()
    rate_min: int = 0
    rate_max: int = 10
    min_label: Text = NO_TEXT
    max_label: Text = NO_TEXT
    is_each_row_required: bool = False

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"rows": [{"name": f"row{number}"} for number in range(1, 4)], "rateMin": 1, "rateMax": 5}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        rows, each = _read_rows(reader), reader.flag("eachRowRequired")
        scale, labels = read_scale(reader), read_labels(reader)
        return cls(rows=rows, is_each_row_required=each, **scale, **labels, **common)

    def settings(self) -> dict[str, Any]:
        return {
            "rateMin": self.rate_min,
            "rateMax": self.rate_max,
            **dump_labels(self.min_label, self.max_label),
            "rows": [row.dump() for row in self.rows],
            "eachRowRequired": self.is_each_row_required,
        }

    def shown(self, language: str) -> dict[str, Any]:
        scale = shown_scale((self.rate_min, self.rate_max), self.min_label, self.max_label, language)
        rows = [{"name": row.name, "title": row.label(language)} for row in self.rows]
        own = {"rows": rows, "is_each_row_required": self.is_each_row_required}
        return {**super().shown(language), **scale, **own}

    @property
    def values(self) -> range:
        return range(self.rate_min, self.rate_max + 1)

    def texts(self) -> Iterator[Text]:
        yield from (*super().texts(), self.min_label, self.max_label)
        yield from (row.title for row in self.rows)

    def row_field(self, row: Row) -> str:
        return f"{self.field}-{row.name}"

    def fields(self) -> list[str]:
        return [self.row_field(row) for row in self.rows]

    def from_form(self, form: FormData) -> Any:
        found = {row.name: integer_in(form.get(self.row_field(row))) for row in self.rows}
        return {name: raw for name, raw in found.items() if raw is not None} or None

    def judge(self, raw: Any) -> dict[str, int] | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            raise AnswerError("type", _("Answer row by row."))
        known = {row.name for row in self.rows}
        faults = [Fault("unknown_row", _("There is no such row."), str(k)) for k in raw if k not in known]
        found: dict[str, int] = {}
        for row in self.rows:
            if raw.get(row.name) is None:
                continue
            try:
                found[row.name] = judge_scale(raw[row.name], self.rate_min, self.rate_max)
            except AnswerError as error:
                faults.append(Fault(error.code, error.message, row.name))
        if faults:
            raise AnswerError(faults[0].code, faults[0].message, others=faults[:MAX_ROWS])
        return found or None

    @property
    def must_be_answered(self) -> bool:
        return self.is_required or self.is_each_row_required

    def missing(self, answer: Any) -> list[Fault]:
        if self.is_each_row_required:
            return [required(row.name) for row in self.rows if row.name not in (answer or {})]
        return super().missing(answer)

    def metric_items(self) -> list[MetricItem]:
        return [self._metric_item(row) for row in self.rows]

    def _metric_item(self, row: Row) -> MetricItem:
        item = f"{self.name}.{row.name}"
        scale, title = (self.rate_min, self.rate_max), row.title.dump()
        if row.touchpoint:
            return MetricItem(item, "touchpoint", None, *scale, None, row.touchpoint, title)
        return MetricItem(item, "attribute", item, *scale, None, self.touchpoint, title)

    def scores(self, answer: Any) -> list[ScoreDraft]:
        pairs = zip(self.rows, self.metric_items(), strict=True)
        return [item.score(answer[row.name]) for row, item in pairs if row.name in answer]

    def subjects(self) -> dict[str, Subject]:
        rows = {f"{self.name}.{row.name}": Subject("number") for row in self.rows}
        return {self.name: Subject("group"), **rows}

    def columns(self, language: str) -> dict[str, str]:
        title = self.label(language)
        return {f"{self.name}.{row.name}": f"{title}: {row.label(language)}" for row in self.rows}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {f"{self.name}.{row.name}": (answer or {}).get(row.name) for row in self.rows}

    def display(self, answer: Any, language: str) -> str:
        shown = [f"{r.label(language)}: {answer[r.name]}" for r in self.rows if r.name in answer]
        return "; ".join(shown)


def _read_rows(reader: Reader) -> tuple[Row, ...]:
    found: dict[str, Row] = {}
    children = reader.children("rows", most=MAX_ROWS)
    if not children and reader.value.get("rows") == []:
        reader.fault("rows", "empty", _("Give at least one row."))
    for child in children:
        row = Row(child.name(), child.text("title"), child.touchpoint())
        child.finish()
        if row.name in found:
            child.fault("name", "duplicate", _("Another row has this name."))
        if row.name:
            found.setdefault(row.name, row)
    return tuple(found.values())
