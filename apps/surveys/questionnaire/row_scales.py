"""Questions of several rows, each answered with a whole number of one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import TOUCHPOINT, Setting, Summary
from apps.surveys.questionnaire.elements import Cell, FormData, Question, integer_in, required
from apps.surveys.questionnaire.errors import Fault
from apps.surveys.questionnaire.metrics import MetricItem, ScoreDraft
from apps.surveys.questionnaire.rows import judge_rows
from apps.surveys.questionnaire.scales import judge_scale
from apps.surveys.questionnaire.texts import Text

MAX_ROWS = 100


class ScaleRow(Protocol):
    @property
    def name(self) -> str: ...

    def label(self, language: str) -> str: ...

    def texts(self) -> Iterator[Text]: ...

    def dump(self) -> dict[str, Any]: ...


AnyRow = TypeVar("AnyRow", bound=ScaleRow)


@dataclass(frozen=True, kw_only=True)
class RowScaleQuestion(Question, Generic[AnyRow]):
    """Answered with {row: number}. Required means any row, `is_each_row_required` all of them."""

    common: ClassVar[tuple[Setting, ...]] = (*Question.common, TOUCHPOINT)
    summary: ClassVar[Summary] = "rows"

    rows: tuple[AnyRow, ...] = ()
    is_each_row_required: bool = False

    @property
    def scale(self) -> tuple[int, int]:
        """The lowest and the highest value."""
        raise NotImplementedError

    @property
    def values(self) -> range:
        return range(self.scale[0], self.scale[1] + 1)

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"rows": [{"name": f"row{number}"} for number in range(1, 4)]}

    def shown(self, language: str) -> dict[str, Any]:
        own = {"is_required": self.must_be_answered, "is_each_row_required": self.is_each_row_required}
        return {**super().shown(language), **own}

    def settings(self) -> dict[str, Any]:
        return {"rows": [row.dump() for row in self.rows], "eachRowRequired": self.is_each_row_required}

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for row in self.rows:
            yield from row.texts()

    def row_field(self, row: AnyRow) -> str:
        return f"{self.field}-{row.name}"

    def fields(self) -> list[str]:
        return [self.row_field(row) for row in self.rows]

    def from_form(self, form: FormData) -> Any:
        found = {row.name: integer_in(form.get(self.row_field(row))) for row in self.rows}
        return {name: raw for name, raw in found.items() if raw is not None} or None

    def judge(self, raw: Any) -> dict[str, int] | None:
        low, high = self.scale
        return judge_rows(raw, {row.name: partial(judge_scale, low=low, high=high) for row in self.rows})

    @property
    def must_be_answered(self) -> bool:
        return self.is_required or self.is_each_row_required

    def missing(self, answer: Any) -> list[Fault]:
        if self.is_each_row_required:
            return [required(row.name) for row in self.rows if row.name not in (answer or {})]
        return super().missing(answer)

    def row_item(self, row: AnyRow) -> MetricItem | None:
        """What a row measures, if anything."""
        raise NotImplementedError

    def metric_items(self) -> list[MetricItem]:
        return [item for row in self.rows if (item := self.row_item(row))]

    def scores(self, answer: Any) -> list[ScoreDraft]:
        items = [(row.name, self.row_item(row)) for row in self.rows if row.name in answer]
        return [item.score(answer[name]) for name, item in items if item]

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
