"""One item of a panel: its fields in a form, its answers judged like a small questionnaire of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.logic import NOBODY, Known, Respondent, holds
from apps.surveys.questionnaire.choices import has_nothing_to_offer, narrowed
from apps.surveys.questionnaire.elements import Element, FormData, Question
from apps.surveys.questionnaire.errors import AnswerError, Fault

ITEM = "item"
"""Under this name an item of a loop holds the choice it is about; no question in a loop may have it."""


@dataclass(frozen=True, slots=True)
class ItemForm:
    """The part of a posted form that belongs to one item: every name in it begins alike."""

    form: FormData
    prefix: str

    def get(self, key: str) -> Any:
        return self.form.get(self.prefix + key)

    def getlist(self, key: str) -> list[Any]:
        return self.form.getlist(self.prefix + key)


@dataclass(frozen=True)
class Surroundings:
    """What stands around a panel for one respondent: the questions, and the answers accepted before it."""

    questions: Mapping[str, Question] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    respondent: Respondent = NOBODY


@dataclass(frozen=True)
class ItemJudge:
    elements: Sequence[Element]
    around: Surroundings

    def judge(self, raw: Mapping[str, Any], index: int) -> tuple[dict[str, Any], list[Fault]]:
        """The accepted answers, and what is wrong; answers to hidden questions are left out."""
        found: dict[str, Any] = {}
        faults = _unknown(raw, self.elements, index)
        for question in self.met(found):
            known = self._known(found)
            given = raw.get(question.name)
            try:
                answer = question.judge(given)
            except AnswerError as error:
                faults += [_inside(fault, index, question) for fault in error.faults]
                continue
            if answer is not None:
                found[question.name] = answer
            is_required = question.required_if is not None and holds(question.required_if, known)
            if is_required or question.must_be_answered:
                faults += [_inside(fault, index, question) for fault in question.missing(answer)]
        return found, faults

    def met(self, answers: Mapping[str, Any]) -> Iterator[Question]:
        """The questions shown, each by the `answers` that are there when it is reached, with what they offer then."""
        for element in self.elements:
            if isinstance(element, Question) and self.is_shown(element, answers):
                question = self.offering(element, answers)
                if not has_nothing_to_offer(question):
                    yield question

    def is_shown(self, element: Element, answers: Mapping[str, Any]) -> bool:
        return element.visible_if is None or holds(element.visible_if, self._known(answers))

    def offering(self, question: Question, answers: Mapping[str, Any]) -> Question:
        """The question with the choices it carries forward, from a sibling or from before the panel."""
        siblings = {e.name: e for e in self.elements if isinstance(e, Question)}
        return narrowed(question, {**self.around.questions, **siblings}, self._known(answers).answers)

    def _known(self, answers: Mapping[str, Any]) -> Known:
        """A sibling hides a question outside that has the same name."""
        own = {element.name for element in self.elements}
        outside = {name: a for name, a in self.around.answers.items() if name not in own}
        respondent = self.around.respondent
        return Known({**outside, **answers}, respondent.params, respondent.invitation, {})


def _inside(fault: Fault, index: int, question: Question) -> Fault:
    row = () if fault.row is None else (fault.row,)
    return Fault(fault.code, fault.message, path=(str(index), question.name, *row))


def _unknown(raw: Mapping[str, Any], elements: Sequence[Element], index: int) -> list[Fault]:
    known = {element.name for element in elements if isinstance(element, Question)} | {ITEM}
    detail = _("There is no such question.")
    return [Fault("unknown_question", detail, path=(str(index), str(k))) for k in raw if k not in known]
