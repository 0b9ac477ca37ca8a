"""The questionnaire as a tree of frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from apps.surveys.logic import (
    Calculation,
    Condition,
    Leg,
    Route,
    Rule,
    Source,
    Step,
    Walk,
    dump,
    dump_rule,
    looks,
    looks_of,
    route,
    walk_with,
)
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.html import rendered
from apps.surveys.questionnaire.metrics import MetricItem
from apps.surveys.questionnaire.ordering import shuffled_but
from apps.surveys.questionnaire.routing import Ending, dump_calculation
from apps.surveys.questionnaire.texts import Text

RANDOM = "random"


@dataclass(frozen=True)
class Page:
    """`elements_order` is empty or random; a fixed page keeps its place where the pages are in random order."""

    name: str
    title: Text
    description: Text
    elements: tuple[Element, ...]
    visible_if: Condition | None = None
    next: tuple[Rule, ...] = ()
    elements_order: str = ""
    is_fixed: bool = False

    @property
    def leg(self) -> Leg:
        """The page as `surveys.logic` walks over it."""
        return Leg(self.name, tuple(self._step(element) for element in self.elements), self.next)

    def _step(self, element: Element) -> Step:
        conditions = tuple(c for c in (self.visible_if, element.visible_if) if c)
        required_if = element.required_if if isinstance(element, Question) else None
        return Step(element.name, self.name, conditions, required_if, is_drawn=element.is_drawn)

    def dump(self) -> dict[str, Any]:
        found: dict[str, Any] = {"title": self.title.dump(), "description": self.description.dump()}
        if self.visible_if:
            found["visibleIf"] = dump(self.visible_if)
        found["next"] = [dump_rule(rule) for rule in self.next]
        found["elementsOrder"], found["isFixed"] = self.elements_order, self.is_fixed
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
    endings: tuple[Ending, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    pages_order: str = ""

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
        """The elements with their conditions, in document order."""
        return self.route.steps

    @cached_property
    def route(self) -> Route:
        """The way through the pages as they stand in the document."""
        return self._route(self.pages)

    def route_for(self, seed: str) -> Route:
        """The way one respondent meets: the submission id decides the order of pages that are in random order."""
        return self._route(self.pages_for(seed)) if self.pages_order and seed else self.route

    def walk(self, answers: Mapping[str, Any], seed: str = "") -> Walk:
        """The way of answers that are accepted already."""
        return walk_with(self.route_for(seed), answers)

    def pages_for(self, seed: str) -> tuple[Page, ...]:
        if not self.pages_order:
            return self.pages
        found = shuffled_but(self.pages, lambda p: p.name, lambda p: p.is_fixed, seed=seed, scope="pages")
        return tuple(found)

    def _route(self, pages: Sequence[Page]) -> Route:
        exits = [ending.exit for ending in self.endings]
        return route([page.leg for page in pages], exits, self.calculations)

    @cached_property
    def looks(self) -> frozenset[tuple[Source, str]]:
        """Everything that conditions, rules and calculated values look at, as (source, name)."""
        found: set[tuple[Source, str]] = set()
        for condition in self._conditions():
            found.update(looks(condition))
        for calculation in self.calculations:
            found.update(looks_of(calculation.expression))
        return frozenset(found)

    def _conditions(self) -> Iterator[Condition]:
        for page in self.pages:
            yield from _there(page.visible_if, *(rule.condition for rule in page.next))
            for element in page.elements:
                for one in (element, *element.inner):
                    yield from _there(one.visible_if, one.required_if if isinstance(one, Question) else None)
        yield from _there(*(ending.visible_if for ending in self.endings))

    @cached_property
    def redirect_origins(self) -> tuple[str, ...]:
        """Where its endings send respondents, as `https://host`."""
        return tuple(dict.fromkeys(ending.origin for ending in self.endings if ending.redirect))

    @cached_property
    def image_origins(self) -> tuple[str, ...]:
        """Where the pictures of its questions are fetched from, as `https://host`."""
        asked = [one for e in self.elements.values() for one in (e, *e.inner) if isinstance(one, Question)]
        return tuple(sorted({origin for question in asked for origin in question.image_hosts}))

    def ending(self, name: str) -> Ending | None:
        return next((ending for ending in self.endings if ending.name == name), None)

    def dump(self) -> dict[str, Any]:
        """The canonical document: loading it gives an equal questionnaire."""
        texts = {
            "title": self.title.dump(),
            "description": self.description.dump(),
            "privacy": self.privacy.dump(),
            "thankYou": self.thank_you.dump(),
        }
        routing = {
            "endings": [ending.dump() for ending in self.endings],
            "calculatedValues": [dump_calculation(one) for one in self.calculations],
            "pagesOrder": self.pages_order,
        }
        return {
            "language": self.language,
            **{key: value for key, value in texts.items() if value},
            "showProgress": self.show_progress,
            **{key: value for key, value in routing.items() if value},
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
        for ending in self.endings:
            yield from ending.texts()
        for element in self.elements.values():
            yield from element.texts()


def _there(*conditions: Condition | None) -> Iterator[Condition]:
    return (condition for condition in conditions if condition)


def metric_items(questionnaire: Questionnaire) -> list[MetricItem]:
    """Everything the questionnaire measures, in document order."""
    return [item for question in questionnaire.questions.values() for item in question.metric_items()]


def touchpoint_codes(questionnaire: Questionnaire) -> set[str]:
    """The touchpoints its questions and rows name; whether they exist is the caller's to check."""
    own = {question.touchpoint for question in questionnaire.questions.values()}
    measured = {item.touchpoint for item in metric_items(questionnaire)}
    return {code for code in own | measured if code}
