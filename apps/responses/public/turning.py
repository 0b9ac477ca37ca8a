"""What comes next when a respondent presses a button: the same page again, another one, or the end.

Nothing is remembered between pages: every form carries the answers of the others, and all are judged again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apps.responses.public.repeating import is_repeating
from apps.surveys.logic import NOBODY, Asked, Respondent, Route, may_go_on, respondent_of
from apps.surveys.questionnaire import (
    AnswerProblem,
    Judged,
    Page,
    Questionnaire,
    judge_answers,
    raw_from_form,
)
from apps.surveys.questionnaire.elements import FormData

NO_PAGE = "-"  # a name no page has: judging for it holds no question to account


@dataclass(frozen=True)
class Turn:
    """Where to go. Without a page everything is answered and `raw` may be stored.

    `opened` are questions of the same page that its answers brought up and that nobody has seen yet.
    """

    page: Page | None
    raw: Mapping[str, Any]
    problems: tuple[AnswerProblem, ...] = ()
    opened: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What is shown given the answers so far; answers that cannot be accepted count as missing."""

    questionnaire: Questionnaire
    judged: Judged
    respondent: Respondent = NOBODY

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.judged.walk.shown)

    @cached_property
    def required(self) -> frozenset[str]:
        """Questions a condition makes required."""
        return frozenset(self.judged.walk.required)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages these answers lead over, in the order they are met."""
        by_name = {page.name: page for page in self.questionnaire.pages}
        return [by_name[name] for name in self.judged.walk.pages]

    def before(self, page: Page) -> Page | None:
        """The page this one was reached from."""
        places = self.route.places
        return next((p for p in reversed(self.pages) if places[p.name] < places[page.name]), None)

    def after(self, page: Page) -> Page | None:
        places = self.route.places
        return next((p for p in self.pages if places[p.name] > places[page.name]), None)

    def may_go_on(self, page: Page) -> bool:
        """Whether a later page is shown, or may be once this one is answered."""
        return may_go_on(self.route, page.name, self.judged.walk, self.respondent)

    @cached_property
    def route(self) -> Route:
        """The way this respondent meets, in their order."""
        return self.questionnaire.route_for(self.respondent.seed)


def shown_with(questionnaire: Questionnaire, raw: Mapping[str, Any], asked: Asked) -> Shown:
    respondent = respondent_of(asked)
    judged = judge_answers(questionnaire, raw, url_params=respondent, partial_page=NO_PAGE)
    return Shown(questionnaire, judged, respondent)


def opening_page(questionnaire: Questionnaire, asked: Asked) -> Page:
    pages = shown_with(questionnaire, {}, asked).pages
    return pages[0] if pages else questionnaire.pages[0]


def take_turn(questionnaire: Questionnaire, form: FormData, asked: Asked) -> Turn:
    respondent = respondent_of(asked)
    raw = raw_from_form(questionnaire, form)
    page = questionnaire.page(form.get("page") or "")
    if page is None:  # a form without pages, sent by a program: all of it at once
        return _finish(questionnaire, raw, respondent)
    if form.get("lang-to") or is_repeating(form):
        return Turn(page, raw)
    if form.get("go") == "back":
        return Turn(shown_with(questionnaire, raw, respondent).before(page) or page, raw)
    return _go_on(questionnaire, form, raw, page, respondent)


def _go_on(
    questionnaire: Questionnaire,
    form: FormData,
    raw: Mapping[str, Any],
    page: Page,
    respondent: Respondent,
) -> Turn:
    judged = judge_answers(questionnaire, raw, url_params=respondent, partial_page=page.name)
    shown = Shown(questionnaire, judged, respondent)
    opened = _opened(page, shown.names, form.get("asked"))
    # nobody answers what they never saw
    problems = tuple(e for e in judged.errors if e.question not in opened)
    if problems or opened:
        return Turn(page, raw, problems, opened)
    following = shown.after(page)
    if following or len(questionnaire.pages) == 1:
        return Turn(following, raw)
    return _finish(questionnaire, raw, respondent)


def held_back(questionnaire: Questionnaire, turn: Turn, problems: Sequence[AnswerProblem]) -> Turn:
    """What was wrong with the files of a page comes first: the page of the first such question again."""
    page_of = {element.name: page for page in questionnaire.pages for element in page.elements}
    at = page_of[problems[0].question]
    here = [*problems, *(turn.problems if turn.page is at else ())]
    return Turn(at, turn.raw, tuple(p for p in here if page_of.get(p.question, at) is at))


def _finish(questionnaire: Questionnaire, raw: Mapping[str, Any], respondent: Respondent) -> Turn:
    """Every page is held to account; the first with a fault is shown again."""
    errors = judge_answers(questionnaire, raw, url_params=respondent).errors
    if not errors:
        return Turn(None, raw)
    page_of = {element.name: page for page in questionnaire.pages for element in page.elements}
    at = page_of.get(errors[0].question, questionnaire.pages[0])
    return Turn(at, raw, tuple(e for e in errors if page_of.get(e.question, at) is at))


def _opened(page: Page, names: Collection[str], asked: str | None) -> tuple[str, ...]:
    """A form that does not say what it asked is taken to have asked everything."""
    if asked is None:
        return ()
    seen = set(asked.split())
    return tuple(e.name for e in page.elements if e.name in names and e.name not in seen)
