"""Opposites with points between them: modern or old-fashioned, warm or cold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.describing import EACH_ROW, NAME, ROWS, Group, Setting, Words
from apps.surveys.questionnaire.metrics import MetricItem
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.row_scales import MAX_ROWS, RowScaleQuestion
from apps.surveys.questionnaire.rows import read_rows
from apps.surveys.questionnaire.texts import Text
from apps.surveys.questionnaire.types.registry import register

POINTS = (7, 5)


@dataclass(frozen=True, slots=True)
class Opposites:
    """What stands at the lowest and at the highest point."""

    name: str
    left: Text
    right: Text

    def ends(self, language: str) -> tuple[str, str]:
        return self.left.in_language(language), self.right.in_language(language)

    def label(self, language: str) -> str:
        return " \N{EN DASH} ".join(end for end in self.ends(language) if end) or self.name

    def texts(self) -> Iterator[Text]:
        yield from (self.left, self.right)

    def dump(self) -> dict[str, Any]:
        found = {"name": self.name, "left": self.left.dump(), "right": self.right.dump()}
        return {key: value for key, value in found.items() if value}


@register
@dataclass(frozen=True, kw_only=True)
class SemanticDifferentialQuestion(RowScaleQuestion[Opposites]):
    """Every row is 1 (left) to 5 or 7 (right). With a touchpoint each row is an attribute of it, right being good."""

    type: ClassVar[str] = "semanticdifferential"
    type_title: ClassVar[Words] = gettext_lazy("Opposites")
    group: ClassVar[Group] = "scale"
    editor: ClassVar[tuple[Setting, ...]] = (
        replace(
            ROWS,
            parts=(
                NAME,
                Setting("left", "text", gettext_lazy("Left end")),
                Setting("right", "text", gettext_lazy("Right end")),
            ),
        ),
        Setting(
            "points",
            "one_of",
            gettext_lazy("Points of the scale"),
            options=tuple((points, str(points)) for points in POINTS),
        ),
        EACH_ROW,
    )

    rows: tuple[Opposites, ...] = ()
    points: int = 7

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {**super().starter(), "points": 7}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        rows = read_rows(reader, "rows", _read_row, most=MAX_ROWS)
        points, each = reader.one_of("points", POINTS, 7), reader.flag("eachRowRequired")
        return cls(rows=rows, points=points, is_each_row_required=each, **common)

    def settings(self) -> dict[str, Any]:
        return {"points": self.points, **super().settings()}

    @property
    def scale(self) -> tuple[int, int]:
        return 1, self.points

    def shown(self, language: str) -> dict[str, Any]:
        rows = [{"name": row.name, "title": row.label(language), **_ends(row, language)} for row in self.rows]
        return {**super().shown(language), "rows": rows, "rate_min": 1, "rate_max": self.points}

    def row_item(self, row: Opposites) -> MetricItem | None:
        if not self.touchpoint:
            return None
        item = f"{self.name}.{row.name}"
        title = {language: row.label(language) for language in {*row.left.languages, *row.right.languages}}
        return MetricItem(item, "attribute", item, *self.scale, None, self.touchpoint, title)


def _read_row(reader: Reader) -> Opposites:
    return Opposites(reader.name(), reader.text("left", 200), reader.text("right", 200))


def _ends(row: Opposites, language: str) -> dict[str, str]:
    left, right = row.ends(language)
    return {"left": left, "right": right}
