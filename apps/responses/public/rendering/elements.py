"""The elements of a page as one respondent meets them: their order, the choices they offer, texts filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.surveys.logic import Respondent, references
from apps.surveys.piping import names_in
from apps.surveys.questionnaire import Element, Page, Question, Questionnaire
from apps.surveys.questionnaire.choices import ChoiceQuestion, has_nothing_to_offer, narrowed
from apps.surveys.questionnaire.ordering import shuffled_but
from apps.surveys.questionnaire.panel_items import Surroundings
from apps.surveys.questionnaire.types.paneldynamic import PanelQuestion


@dataclass(frozen=True)
class Met:
    """An element for one respondent. One that waits has nothing to offer until another question is answered."""

    element: Element
    is_waiting: bool = False


def elements_met(
    page: Page,
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    *,
    respondent: Respondent,
    language: str,
) -> Iterator[Met]:
    for element in in_order(page, respondent.seed):
        if not element.is_drawn:
            continue
        if not isinstance(element, Question):
            yield Met(element)
            continue
        near = narrowed(element, questionnaire.questions, answers)
        is_waiting = near is not element and has_nothing_to_offer(near)
        if isinstance(near, PanelQuestion):
            near = near.within(Surroundings(questionnaire.questions, answers, respondent))
            is_waiting = near.has_nothing_to_ask
        if isinstance(near, ChoiceQuestion):
            near = near.arranged(respondent.seed, language)
        yield Met(near, is_waiting)


def in_order(page: Page, seed: str) -> list[Element]:
    """Where the order is random, statements and questions that belong together stay where they stand."""
    if page.elements_order != "random" or not seed:
        return list(page.elements)
    bound = _bound(page)

    def stays(element: Element) -> bool:
        return not isinstance(element, Question) or element.name in bound

    return shuffled_but(page.elements, lambda e: e.name, stays, seed=seed, scope=page.name)


def _bound(page: Page) -> set[str]:
    """The elements of a page that refer to each other, both ends."""
    here = {element.name for element in page.elements}
    found: set[str] = set()
    for element in page.elements:
        looked_at = {name.partition(".")[0] for name in _looks(element)} & here
        if looked_at:
            found |= looked_at | {element.name}
    return found


def _looks(element: Element) -> Iterator[str]:
    for text in element.texts():
        for _language, words in text.entries:
            yield from names_in(words)
    for condition in (element.visible_if, getattr(element, "required_if", None)):
        if condition is not None:
            yield from references(condition)
    yield from element.sources.values()
    for inner in element.inner:
        yield from _looks(inner)
