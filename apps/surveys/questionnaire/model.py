"""The questionnaire as a tree of frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from apps.surveys.logic import Condition, Step, dump
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.html import rendered
from apps.surveys.questionnaire.metrics import MetricItem
from apps.surveys.questionnaire.texts import Text


@dataclass(frozen=True)
class Page:
    name: str
    title: Text
    description: Text
    elements: tuple[Element, ...]
    visible_if: Condition | None = None

    def dump(self) -> dict[str, Any]:
        found: dict[str, Any] = {"title": self.title.dump(), "description": self.description.dump()}
        if self.visible_if:
            found["visibleIf"] = dump(self.visible_if)
        kept = {key: value for key, value in found.items() if value}
        return {"name": self.name, **kept, "elements": [element.dump() for element in self.elements]}


@dataclass(frozen=True)
class Questionnaire:
    """Pages of elements; `language` is the one its texts fall back to."""

    title: Text
    description: Text
    language: str
    pages: tuple[Page, ...]
    privacy: Text
    thank_you: Text
    show_progress: bool = True

    @cached_property
    def elements(self) -> dict[str, Element]:
        """All elements by name, in document order."""
        return {element.name: element for page in self.pages for element in page.elements}

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {name: element for name, element in self.elements.items() if isinstance(element, Question)}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language some text is in: the questionnaire's own first, the others by code."""
        found = {language for text in self._texts() for language in text.languages}
        return (self.language, *sorted(found - {self.language}))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The elements with their conditions, for `surveys.logic`."""
        return tuple(
            Step(e.name, page.name, tuple(c for c in (page.visible_if, e.visible_if) if c))
            for page in self.pages
            for e in page.elements
        )

    def dump(self) -> dict[str, Any]:
        """The canonical document: loading it gives an equal questionnaire."""
        texts = {
            "title": self.title.dump(),
            "description": self.description.dump(),
            "privacy": self.privacy.dump(),
            "thankYou": self.thank_you.dump(),
        }
        return {
            "language": self.language,
            **{key: value for key, value in texts.items() if value},
            "showProgress": self.show_progress,
            "pages": [page.dump() for page in self.pages],
        }

    def page(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)

    def privacy_html(self, language: str) -> SafeString:
        return rendered(self.privacy, language)

    def thank_you_html(self, language: str) -> SafeString:
        return rendered(self.thank_you, language)

    def _texts(self) -> Iterator[Text]:
        yield from (self.title, self.description, self.privacy, self.thank_you)
        for page in self.pages:
            yield from (page.title, page.description)
        for element in self.elements.values():
            yield from element.texts()


def metric_items(questionnaire: Questionnaire) -> list[MetricItem]:
    """Everything the questionnaire measures, in document order."""
    return [item for question in questionnaire.questions.values() for item in question.metric_items()]


def touchpoint_codes(questionnaire: Questionnaire) -> set[str]:
    """The touchpoints its questions and rows name; whether they exist is the caller's to check."""
    own = {question.touchpoint for question in questionnaire.questions.values()}
    measured = {item.touchpoint for item in metric_items(questionnaire)}
    return {code for code in own | measured if code}
