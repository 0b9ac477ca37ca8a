"""Questions answered from a list of choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.choice import (
    MAX_CHOICES,
    Choice,
    ChoicesFrom,
    Value,
    read_choices,
    read_source,
)
from apps.surveys.questionnaire.describing import (
    CHOICES,
    CHOICES_FROM,
    CHOICES_ORDER,
    Group,
    Setting,
    Summary,
    fresh_choices,
)
from apps.surveys.questionnaire.elements import Element, FormData, Question
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.ordering import alphabetical, shuffled
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import Text

__all__ = [
    "MAX_CHOICES",
    "Choice",
    "ChoiceQuestion",
    "ChoicesFrom",
    "SingleChoice",
    "Value",
    "has_nothing_to_offer",
    "narrowed",
    "read_arrangement",
    "read_choices",
]

ORDERS = ("", "random", "asc", "desc")


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """`choices` are its own, which stand after those it carries forward; `offered` are all of them.

    A question as it is loaded carries every choice that could ever be carried: so answers keep their words.
    `narrowed` leaves those a respondent's answers carry.
    """

    group: ClassVar[Group] = "choice"
    common: ClassVar[tuple[Setting, ...]] = (*Question.common, CHOICES_ORDER, CHOICES_FROM)
    editor: ClassVar[tuple[Setting, ...]] = (CHOICES,)
    summary: ClassVar[Summary] = "choices"

    choices: tuple[Choice, ...] = ()
    choices_order: str = ""
    choices_from: ChoicesFrom | None = None
    carried: tuple[Choice, ...] = ()

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(choices=read_choices(reader), **common)

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"choices": fresh_choices()}

    @property
    def sources(self) -> dict[str, str]:
        return {"/choicesFrom/question": self.choices_from.question} if self.choices_from else {}

    def after(self, earlier: Mapping[str, Element | None]) -> Self:
        """With every choice it could ever carry from the elements before it."""
        source = earlier.get(self.choices_from.question) if self.choices_from else None
        return replace(self, carried=source.offered) if isinstance(source, ChoiceQuestion) else self

    def settings(self) -> dict[str, Any]:
        own = [choice.dump() for choice in self.choices]
        return {
            "choices": own or None if self.choices_from else own,
            "choicesOrder": self.choices_order or None,
            "choicesFrom": self.choices_from.dump() if self.choices_from else None,
        }

    def shown(self, language: str) -> dict[str, Any]:
        return {**super().shown(language), "choices": [choice.shown(language) for choice in self.offered]}

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        for choice in self.choices:
            yield choice.text

    @property
    def offered(self) -> tuple[Choice, ...]:
        """Every choice, each value once."""
        if not self.carried:
            return self.choices
        taken = {str(choice.value) for choice in self.carried}
        return (*self.carried, *(choice for choice in self.choices if str(choice.value) not in taken))

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(choice.value for choice in self.offered)

    def arranged(self, seed: str, language: str) -> Self:
        """The question with its choices in the order one respondent meets; the same for the same seed."""
        if not self.choices_order:
            return self
        last = [choice for choice in self.offered if choice.is_fixed]
        moved = [choice for choice in self.offered if not choice.is_fixed]
        if self.choices_order == "random":
            moved = shuffled(moved, lambda choice: str(choice.value), seed=seed, scope=self.name)
        else:
            is_down = self.choices_order == "desc"
            moved.sort(key=lambda choice: alphabetical(choice.label(language)), reverse=is_down)
        return replace(self, carried=(), choices=(*moved, *last))

    def judge_value(self, raw: Any) -> Value:
        """The choice with exactly this value."""
        if type(raw) not in (str, int):
            raise AnswerError("type", _("Choose one of the answers."))
        for value in self.values:
            if type(raw) is type(value) and raw == value:
                return value
        if self.choices_from:
            words = _("One of the answers is no longer offered. Please choose again.")
            raise AnswerError("unknown_choice", words)
        raise AnswerError("unknown_choice", _("This is not one of the answers."))

    def spelled(self, text: Any) -> Any:
        """The value a form field spells; any other content unchanged, for `judge` to refuse."""
        return next((value for value in self.values if str(value) == text), text)

    def label_of(self, value: Any, language: str) -> str:
        return next((c.label(language) for c in self.offered if c.value == value), str(value))


@dataclass(frozen=True, kw_only=True)
class SingleChoice(ChoiceQuestion):
    """Answered with the value of one choice."""

    def from_form(self, form: FormData) -> Any:
        text = form.get(self.field)
        return self.spelled(text) if text else None

    def judge(self, raw: Any) -> Value | None:
        return None if raw is None else self.judge_value(raw)

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("choice", self.values)}

    def display(self, answer: Any, language: str) -> str:
        return self.label_of(answer, language)


def narrowed(
    question: Question,
    questions: Mapping[str, Question],
    answers: Mapping[str, Any],
    carrying: tuple[str, ...] = (),
) -> Question:
    """The question with only what it offers somebody who answered so; unchanged where it carries nothing.

    `carrying` are those that want its choices: a draft may let questions carry in a circle.
    """
    if not isinstance(question, ChoiceQuestion) or question.choices_from is None:
        return question
    source, carrying = questions.get(question.choices_from.question), (*carrying, question.name)
    if not isinstance(source, ChoiceQuestion) or source.name in carrying:
        return question
    near = narrowed(source, questions, answers, carrying)
    offered = near.offered if isinstance(near, ChoiceQuestion) else ()
    mode, answer = question.choices_from.mode, answers.get(source.name)
    chosen = answer if isinstance(answer, list) else [] if answer is None else [answer]
    kept = tuple(c for c in offered if mode == "all" or (c.value in chosen) == (mode == "selected"))
    return replace(question, carried=kept)


def has_nothing_to_offer(question: Question) -> bool:
    """Whether a narrowed question is left without any choice: it is not asked then."""
    return isinstance(question, ChoiceQuestion) and not question.offered


def read_arrangement(reader: Reader) -> dict[str, Any]:
    """What every choice question may say of where its choices come from and how they stand."""
    return {
        "choices_order": reader.one_of("choicesOrder", ORDERS, ""),
        "choices_from": read_source(reader),
    }
