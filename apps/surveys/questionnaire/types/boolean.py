"""Yes or no, in the survey's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData, Question
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register

_SPELLED = {"true": True, "false": False}


@register
@dataclass(frozen=True, kw_only=True)
class BooleanQuestion(Question):
    """Answered with true or false: unlike a consent, false is an answer too."""

    type: ClassVar[str] = "boolean"
    type_title: ClassVar[Words] = gettext_lazy("Yes or no")
    group: ClassVar[Group] = "choice"
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting("labelTrue", "text", gettext_lazy("Words for yes")),
        Setting("labelFalse", "text", gettext_lazy("Words for no")),
    )
    summary: ClassVar[Summary] = "choices"

    values: ClassVar[tuple[bool, ...]] = (True, False)

    yes: Text = NO_TEXT
    no: Text = NO_TEXT

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(yes=reader.text("labelTrue", 200), no=reader.text("labelFalse", 200), **common)

    def settings(self) -> dict[str, Any]:
        return {"labelTrue": self.yes.dump(), "labelFalse": self.no.dump()}

    def shown(self, language: str) -> dict[str, Any]:
        choices = [
            {"value": spelled, "text": self.label_of(value, language)} for spelled, value in _SPELLED.items()
        ]
        return {**super().shown(language), "choices": choices}

    def texts(self) -> Iterator[Text]:
        yield from (*super().texts(), self.yes, self.no)

    def from_form(self, form: FormData) -> Any:
        text = form.get(self.field)
        return _SPELLED.get(text, text or None) if isinstance(text, str) else None

    def judge(self, raw: Any) -> bool | None:
        if raw is None or isinstance(raw, bool):
            return raw
        raise AnswerError("type", _("Give true or false."))

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("truth")}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {self.name: None if answer is None else int(answer)}

    def display(self, answer: Any, language: str) -> str:
        return self.label_of(answer, language)

    def label_of(self, value: Any, language: str) -> str:
        with translation.override(language):
            own = self.yes if value else self.no
            return own.in_language(language) or (_("Yes") if value else _("No"))
