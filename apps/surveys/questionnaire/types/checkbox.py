"""Multiple choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.choices import MAX_CHOICES, Choice, ChoiceQuestion, Value, read_choices
from apps.surveys.questionnaire.describing import CHOICES, Setting, Words
from apps.surveys.questionnaire.elements import Cell, FormData
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import register


@dataclass(frozen=True, slots=True)
class Box(Choice):
    """An exclusive one ("none of these") cannot be chosen together with others."""

    is_exclusive: bool = False

    @classmethod
    def read(cls, reader: Reader) -> Self:
        return replace(super(Box, cls).read(reader), is_exclusive=reader.flag("isExclusive"))

    def shown(self, language: str) -> dict[str, Any]:
        return {**super(Box, self).shown(language), "is_exclusive": self.is_exclusive}

    def dump(self) -> dict[str, Any]:
        own = {"isExclusive": True} if self.is_exclusive else {}
        return {**super(Box, self).dump(), **own}


EXCLUSIVE = Setting(
    "isExclusive", "flag", gettext_lazy("Excludes the others"), gettext_lazy("Such as “None of these”.")
)


@register
@dataclass(frozen=True, kw_only=True)
class CheckboxQuestion(ChoiceQuestion):
    """Answered with a list of values, kept in the order of the choices."""

    type: ClassVar[str] = "checkbox"
    type_title: ClassVar[Words] = gettext_lazy("Several choices")
    editor: ClassVar[tuple[Setting, ...]] = (
        replace(CHOICES, parts=(*CHOICES.parts, EXCLUSIVE)),
        Setting("minSelectedChoices", "integer", gettext_lazy("At least so many"), low=0, high=MAX_CHOICES),
        Setting("maxSelectedChoices", "integer", gettext_lazy("At most so many"), low=1, high=MAX_CHOICES),
    )

    fewest: int | None = None
    most: int | None = None

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        choices = read_choices(reader, Box)
        fewest = reader.integer("minSelectedChoices", None, 0, MAX_CHOICES)
        most = reader.integer("maxSelectedChoices", None, 1, MAX_CHOICES)
        can_be = MAX_CHOICES if common.get("choices_from") else len(choices) or MAX_CHOICES
        if (fewest or 0) > min(most or MAX_CHOICES, can_be):
            reader.fault("minSelectedChoices", "range", _("More must be chosen than can be."))
            fewest = None
        return cls(choices=choices, fewest=fewest, most=most, **common)

    def settings(self) -> dict[str, Any]:
        return {
            **super().settings(),
            "minSelectedChoices": self.fewest or None,
            "maxSelectedChoices": self.most,
        }

    def from_form(self, form: FormData) -> Any:
        return [self.spelled(text) for text in form.getlist(self.field) if text] or None

    def judge(self, raw: Any) -> list[Value] | None:
        if raw is None:
            return None
        if not isinstance(raw, list) or len(raw) > MAX_CHOICES:
            raise AnswerError("type", _("Give a list of the answers chosen."))
        chosen = {self.judge_value(item) for item in raw}
        if len(chosen) < len(raw):
            raise AnswerError("duplicate", _("An answer is chosen twice."))
        if not self._excludes(chosen):
            self._judge_count(len(chosen))
        return [value for value in self.values if value in chosen] or None

    def _excludes(self, chosen: set[Value]) -> bool:
        """Whether the one choice chosen excludes all others; AnswerError if it was not left alone."""
        for choice in self.offered:
            if choice.value in chosen and isinstance(choice, Box) and choice.is_exclusive:
                if len(chosen) > 1:
                    words = _("“%(choice)s” cannot be chosen together with other answers.")
                    label = choice.label(translation.get_language() or "")
                    raise AnswerError("exclusive", words % {"choice": label})
                return True
        return False

    def _judge_count(self, count: int) -> None:
        fewest = min(self.fewest or 0, len(self.offered))
        if count and count < fewest:
            text = ngettext("Choose at least %(n)s answer.", "Choose at least %(n)s answers.", fewest)
            raise AnswerError("too_few", text % {"n": fewest})
        if self.most is not None and count > self.most:
            text = ngettext("Choose at most %(n)s answer.", "Choose at most %(n)s answers.", self.most)
            raise AnswerError("too_many", text % {"n": self.most})

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("choices", self.values)}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {self.name: "; ".join(str(value) for value in answer) if answer else None}

    def display(self, answer: Any, language: str) -> str:
        return ", ".join(self.label_of(value, language) for value in answer)
