"""Long text: the verbatim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import Question
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import register
from apps.surveys.questionnaire.writing import judge_text

MAX_LENGTH = 10_000


@register
@dataclass(frozen=True, kw_only=True)
class CommentQuestion(Question):
    type: ClassVar[str] = "comment"
    type_title: ClassVar[Words] = gettext_lazy("Long text")
    group: ClassVar[Group] = "text"
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting("maxLength", "integer", gettext_lazy("Most characters"), low=1, high=MAX_LENGTH),
    )
    summary: ClassVar[Summary] = "texts"

    max_length: int | None = None

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(max_length=reader.integer("maxLength", None, 1, MAX_LENGTH), **common)

    def settings(self) -> dict[str, Any]:
        return {"maxLength": self.max_length}

    def shown(self, language: str) -> dict[str, Any]:
        return {**super().shown(language), "max_length": self.max_length}

    def judge(self, raw: Any) -> str | None:
        return None if raw is None else judge_text(raw, self.max_length or MAX_LENGTH)

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("text")}
