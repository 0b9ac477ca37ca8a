"""What every element of a page has, and every question besides. Each type is a module in `types`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from django.utils.translation import gettext as _

from apps.surveys.logic import Condition, Respondent, Subject, dump
from apps.surveys.questionnaire.describing import (
    DESCRIPTION,
    IS_REQUIRED,
    NAME,
    REQUIRED_IF,
    TITLE,
    VISIBLE_IF,
    Group,
    Setting,
    Summary,
    Words,
)
from apps.surveys.questionnaire.errors import Fault
from apps.surveys.questionnaire.metrics import MetricItem, ScoreDraft
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import Text

Cell = str | int | float | None

_INTEGER = re.compile(r"-?[0-9]{1,15}")


class FormData(Protocol):
    """A posted form, such as Django's QueryDict."""

    def get(self, key: str) -> Any: ...
    def getlist(self, key: str) -> list[Any]: ...


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something on a page. `name` is the stable identifier that answers and KPIs are joined by.

    `common` are the settings every element has, `editor` those of the type alone.
    """

    type: ClassVar[str]
    type_title: ClassVar[Words]
    group: ClassVar[Group]
    common: ClassVar[tuple[Setting, ...]] = (NAME, TITLE, DESCRIPTION, VISIBLE_IF)
    editor: ClassVar[tuple[Setting, ...]] = ()
    is_drawn: ClassVar[bool] = True

    name: str
    title: Text
    description: Text
    visible_if: Condition | None = None

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        """The element with its own settings from the reader; `common` holds those every type has."""
        return cls(**common)

    @classmethod
    def starter(cls) -> dict[str, Any]:
        """The settings of a fresh element."""
        return {}

    def after(self, earlier: Mapping[str, Element | None]) -> Self:
        """The element, knowing what stands before it in the document."""
        return self

    @property
    def sources(self) -> dict[str, str]:
        """The names of earlier questions whose choices it takes, by where below the element they stand."""
        return {}

    @property
    def inner(self) -> tuple[Element, ...]:
        """The elements that stand inside it."""
        return ()

    def settings(self) -> dict[str, Any]:
        """The type's own settings as JSON, what `read` takes."""
        return {}

    @property
    def template(self) -> str:
        return f"surveys/types/{self.type}.html"

    def label(self, language: str) -> str:
        return self.title.in_language(language) or self.name

    def shown(self, language: str) -> dict[str, Any]:
        """What its template takes as `element`: plain values, every text in one language."""
        return {
            "name": self.name,
            "type": self.type,
            "title": self.title.in_language(language),
            "description": self.description.in_language(language),
        }

    def texts(self) -> Iterator[Text]:
        yield self.title
        yield self.description

    def dump(self) -> dict[str, Any]:
        texts = {"title": self.title.dump(), "description": self.description.dump()}
        condition = {"visibleIf": dump(self.visible_if)} if self.visible_if else {}
        found = {"type": self.type, "name": self.name, **texts, **self.settings(), **condition}
        return {key: value for key, value in found.items() if value not in (None, {}) and value is not False}


@dataclass(frozen=True, kw_only=True)
class Question(Element):
    """An element that is answered. None stands for no answer throughout."""

    common: ClassVar[tuple[Setting, ...]] = (*Element.common, IS_REQUIRED, REQUIRED_IF)
    summary: ClassVar[Summary] = "none"

    is_required: bool = False
    required_if: Condition | None = None
    touchpoint: str | None = None

    def shown(self, language: str) -> dict[str, Any]:
        own = {"title": self.label(language), "is_required": self.is_required, "field": self.field}
        rule = {"has_rule": True} if self.required_if else {}  # its answers decide whether it is required
        return {**super().shown(language), **own, **rule}

    @property
    def field(self) -> str:
        """The name of its field in the form that works without JavaScript."""
        return f"q-{self.name}"

    def fields(self) -> list[str]:
        return [self.field]

    def posted_fields(self, form: FormData) -> list[str]:
        """The names under which this form holds its answer: where items can be added it has more than at first."""
        return self.fields()

    def from_form(self, form: FormData) -> Any:
        """The raw answer in a posted form, as `judge` takes it; None if there is none."""
        return form.get(self.field) or None

    def known(self, respondent: Respondent) -> Any:
        """The raw answer that is known without asking; it counts where none was sent."""
        return None

    @property
    def listens_to_address(self) -> bool:
        """Whether its answer may come from the parameters of the survey's address."""
        return False

    @property
    def image_hosts(self) -> frozenset[str]:
        """Where the pictures it shows are fetched from, as origins."""
        return frozenset()

    def judge(self, raw: Any) -> Any:
        """The answer as it is stored, None for no answer; AnswerError if it is not acceptable."""
        raise NotImplementedError

    @property
    def must_be_answered(self) -> bool:
        return self.is_required

    def missing(self, answer: Any) -> list[Fault]:
        """What a question that must be answered still lacks."""
        return [required()] if answer is None else []

    def metric_items(self) -> list[MetricItem]:
        return []

    def scores(self, answer: Any) -> list[ScoreDraft]:
        """The scores of a stored answer."""
        return []

    def subjects(self) -> dict[str, Subject]:
        """What conditions may refer to: the question, and its rows as `name.row`."""
        raise NotImplementedError

    def columns(self, language: str) -> dict[str, str]:
        """The headings of its columns in an export, by their stable keys."""
        return {self.name: self.label(language)}

    def cells(self, answer: Any) -> dict[str, Cell]:
        """The values under those keys."""
        return {self.name: answer}

    def display(self, answer: Any, language: str) -> str:
        """A stored answer as plain text for a reader."""
        return str(answer)

    def dump(self) -> dict[str, Any]:
        found = super().dump()
        if self.is_required:
            found["isRequired"] = True
        if self.required_if:
            found["requiredIf"] = dump(self.required_if)
        if self.touchpoint:
            found["touchpoint"] = self.touchpoint
        return found


def required(row: str | None = None) -> Fault:
    return Fault("required", _("Please answer this question."), row)


def integer_in(text: Any) -> Any:
    """The whole number a form field spells; any other content unchanged, for `judge` to refuse."""
    return int(text) if isinstance(text, str) and _INTEGER.fullmatch(text) else text or None
