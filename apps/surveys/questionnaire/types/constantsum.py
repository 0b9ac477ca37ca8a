"""Constant sum: an amount shared out between rows, such as 100 points or the hours of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import ROWS, Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData, Question, integer_in
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.rows import judge_rows, read_rows
from apps.surveys.questionnaire.scales import judge_scale
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register

MAX_SHARES = 30
MAX_TOTAL = 1_000_000


@dataclass(frozen=True, slots=True)
class Share:
    """One of those that get a part of the sum."""

    name: str
    title: Text

    def label(self, language: str) -> str:
        return self.title.in_language(language) or self.name

    def dump(self) -> dict[str, Any]:
        return {"name": self.name, "title": self.title.dump()} if self.title else {"name": self.name}


@register
@dataclass(frozen=True, kw_only=True)
class ConstantSumQuestion(Question):
    """Answered with {row: whole number}, adding up to `total`; rows left empty get 0."""

    type: ClassVar[str] = "constantsum"
    type_title: ClassVar[Words] = gettext_lazy("Share out an amount")
    group: ClassVar[Group] = "scale"
    editor: ClassVar[tuple[Setting, ...]] = (
        ROWS,
        Setting("total", "integer", gettext_lazy("The amount to share out"), low=1, high=MAX_TOTAL),
        Setting("unit", "text", gettext_lazy("Unit"), gettext_lazy("Such as points, %, hours.")),
    )
    summary: ClassVar[Summary] = "numbers"

    rows: tuple[Share, ...] = ()
    total: int = 100
    unit: Text = NO_TEXT

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(
            rows=read_rows(reader, "rows", lambda row: Share(row.name(), row.text("title")), most=MAX_SHARES),
            total=reader.integer("total", 100, 1, MAX_TOTAL) or 100,
            unit=reader.text("unit", 50),
            **common,
        )

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"rows": [{"name": f"row{number}"} for number in range(1, 4)], "total": 100}

    def settings(self) -> dict[str, Any]:
        return {"rows": [row.dump() for row in self.rows], "total": self.total, "unit": self.unit.dump()}

    def shown(self, language: str) -> dict[str, Any]:
        rows = [{"name": row.name, "title": row.label(language)} for row in self.rows]
        own = {"rows": rows, "total": self.total, "unit": self.unit.in_language(language)}
        return {**super().shown(language), **own}

    def texts(self) -> Iterator[Text]:
        yield from (*super().texts(), self.unit)
        yield from (row.title for row in self.rows)

    def row_field(self, row: Share) -> str:
        return f"{self.field}-{row.name}"

    def fields(self) -> list[str]:
        return [self.row_field(row) for row in self.rows]

    def from_form(self, form: FormData) -> Any:
        found = {row.name: integer_in(_trimmed(form.get(self.row_field(row)))) for row in self.rows}
        return {name: raw for name, raw in found.items() if raw is not None} or None

    def judge(self, raw: Any) -> dict[str, int] | None:
        judge = partial(judge_scale, low=0, high=self.total)
        found = judge_rows(raw, {row.name: judge for row in self.rows})
        if found is None:
            return None
        given = sum(found.values())
        if given != self.total:
            text = _("These add up to %(given)s. They must add up to %(total)s.")
            raise AnswerError("sum", text % {"given": given, "total": self.total})
        return {row.name: found.get(row.name, 0) for row in self.rows}

    def subjects(self) -> dict[str, Subject]:
        rows = {f"{self.name}.{row.name}": Subject("number") for row in self.rows}
        return {self.name: Subject("group"), **rows}

    def columns(self, language: str) -> dict[str, str]:
        title = self.label(language)
        return {f"{self.name}.{row.name}": f"{title}: {row.label(language)}" for row in self.rows}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {f"{self.name}.{row.name}": (answer or {}).get(row.name) for row in self.rows}

    def display(self, answer: Any, language: str) -> str:
        unit = self.unit.in_language(language)
        shares = [(r.label(language), answer[r.name]) for r in self.rows if answer.get(r.name)]
        return "; ".join(f"{title}: {share} {unit}".rstrip() for title, share in shares)


def _trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text
