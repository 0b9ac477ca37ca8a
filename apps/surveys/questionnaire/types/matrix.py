"""A matrix: items on one scale, each about a touchpoint or an attribute that is a metric of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.describing import (
    EACH_ROW,
    ROWS,
    SCALE_BOUNDS,
    SCALE_ENDS,
    TOUCHPOINT,
    Group,
    Setting,
    Words,
)
from apps.surveys.questionnaire.metrics import MetricItem
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.row_scales import MAX_ROWS, RowScaleQuestion
from apps.surveys.questionnaire.rows import read_rows
from apps.surveys.questionnaire.scales import dump_labels, read_labels, read_scale, shown_scale
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    title: Text
    touchpoint: str | None = None

    def label(self, language: str) -> str:
        return self.title.in_language(language) or self.name

    def texts(self) -> Iterator[Text]:
        yield self.title

    def dump(self) -> dict[str, Any]:
        found = {"name": self.name, "title": self.title.dump(), "touchpoint": self.touchpoint}
        return {key: value for key, value in found.items() if value}


@register
@dataclass(frozen=True, kw_only=True)
class MatrixQuestion(RowScaleQuestion[Row]):
    type: ClassVar[str] = "matrix"
    type_title: ClassVar[Words] = gettext_lazy("Ratings, item by item")
    group: ClassVar[Group] = "metric"
    editor: ClassVar[tuple[Setting, ...]] = (
        replace(ROWS, parts=(*ROWS.parts, TOUCHPOINT)),
        *SCALE_BOUNDS,
        *SCALE_ENDS,
        EACH_ROW,
    )

    rows: tuple[Row, ...] = ()
    rate_min: int = 0
    rate_max: int = 10
    min_label: Text = NO_TEXT
    max_label: Text = NO_TEXT

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {**super().starter(), "rateMin": 1, "rateMax": 5}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        rows = read_rows(reader, "rows", _read_row, most=MAX_ROWS)
        each, scale, labels = reader.flag("eachRowRequired"), read_scale(reader), read_labels(reader)
        return cls(rows=rows, is_each_row_required=each, **scale, **labels, **common)

    def settings(self) -> dict[str, Any]:
        scale = {"rateMin": self.rate_min, "rateMax": self.rate_max}
        return {**scale, **dump_labels(self.min_label, self.max_label), **super().settings()}

    @property
    def scale(self) -> tuple[int, int]:
        return self.rate_min, self.rate_max

    def shown(self, language: str) -> dict[str, Any]:
        scale = shown_scale(self.scale, self.min_label, self.max_label, language)
        rows = [{"name": row.name, "title": row.label(language)} for row in self.rows]
        return {**super().shown(language), **scale, "rows": rows}

    def texts(self) -> Iterator[Text]:
        yield from (*super().texts(), self.min_label, self.max_label)

    def row_item(self, row: Row) -> MetricItem:
        item = f"{self.name}.{row.name}"
        title = row.title.dump()
        if row.touchpoint:
            return MetricItem(item, "touchpoint", None, *self.scale, None, row.touchpoint, title)
        return MetricItem(item, "attribute", item, *self.scale, None, self.touchpoint, title)


def _read_row(reader: Reader) -> Row:
    return Row(reader.name(), reader.text("title"), reader.touchpoint())
