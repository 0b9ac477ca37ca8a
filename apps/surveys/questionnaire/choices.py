"""Questions answered from a list of choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _

from apps.surveys.questionnaire.describing import CHOICES, Group, Setting, Summary, fresh_choices
from apps.surveys.questionnaire.elements import Question
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import Text, is_storable

MAX_CHOICES = 500
Value = str | int


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what is stored and never changes; the text may."""

    value: Value
    text: Text

    def label(self, language: str) -> str:
        return self.text.in_language(language) or str(self.value)

    def dump(self) -> dict[str, Any]:
        return {"value": self.value, "text": self.text.dump()} if self.text else {"value": self.value}


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    group: ClassVar[Group] = "choice"
    editor: ClassVar[tuple[Setting, ...]] = (CHOICES,)
    summary: ClassVar[Summary] = "choices"

    choices: tuple[Choice, ...] = ()

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(choices=read_choices(reader), **common)

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"choices": fresh_choices()}

    def settings(self) -> dict[str, Any]:
        return {"choices": [choice.dump() for choice in self.choices]}

    def shown(self, language: str) -> dict[str, Any]:
        choices = [{"value": choice.value, "text": choice.label(language)} for choice in self.choices]
        return {**super().shown(language), "choices": choices}

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for choice in self.choices:
            yield choice.text

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(choice.value for choice in self.choices)

    def judge_value(self, raw: Any) -> Value:
        """The choice with exactly this value."""
        if type(raw) not in (str, int):
            raise AnswerError("type", _("Choose one of the answers."))
        for value in self.values:
            if type(raw) is type(value) and raw == value:
                return value
        raise AnswerError("unknown_choice", _("This is not one of the answers."))

    def spelled(self, text: Any) -> Any:
        """The value a form field spells; any other content unchanged, for `judge` to refuse."""
        return next((value for value in self.values if str(value) == text), text)

    def label_of(self, value: Any, language: str) -> str:
        return next((c.label(language) for c in self.choices if c.value == value), str(value))


def read_choices(reader: Reader) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    children = reader.children("choices", most=MAX_CHOICES, short="value")
    if not children and reader.value.get("choices") == []:
        reader.fault("choices", "empty", _("Give at least one choice."))
    for child in children:
        value = child.get("value")
        choice = Choice(value, child.text("text"))
        child.finish()
        if not _is_value(value):
            child.fault("value", "type", _("Give a text of at most 200 characters or a whole number."))
        elif str(value) in found:
            child.fault("value", "duplicate", _("Another choice has this value."))
        else:
            found[str(value)] = choice
    return tuple(found.values())


def _is_value(raw: Any) -> bool:
    if isinstance(raw, str):
        return raw == raw.strip() and 0 < len(raw) <= 200 and raw.isprintable() and is_storable(raw)
    return type(raw) is int
