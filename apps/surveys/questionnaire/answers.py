"""Judging a submission against its questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.logic import is_shown
from apps.surveys.logic.problems import step as pointer_step
from apps.surveys.questionnaire.elements import FormData, Question
from apps.surveys.questionnaire.errors import AnswerError, AnswerProblem, Fault
from apps.surveys.questionnaire.metrics import ScoreDraft
from apps.surveys.questionnaire.model import Questionnaire

MAX_UNKNOWN = 50


@dataclass(slots=True)
class Judged:
    """`answers` are clean and only of questions shown; `ignored` names hidden ones that were answered."""

    answers: dict[str, Any] = field(default_factory=dict)
    scores: list[ScoreDraft] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    errors: list[AnswerProblem] = field(default_factory=list)


def judge_answers(
    questionnaire: Questionnaire,
    raw: Any,
    *,
    url_params: Mapping[str, str] | None = None,
    partial_page: str | None = None,
) -> Judged:
    """Judge {question: raw answer}; never raises, whatever JSON `raw` holds.

    Elements are taken in document order, each shown or hidden by the answers accepted before it. With
    `partial_page` only that page's questions are held to account: unacceptable answers on other pages are
    left out in silence, and nothing is required there.
    """
    judged = Judged()
    if not isinstance(raw, Mapping):
        judged.errors.append(AnswerProblem("/answers", "type", _("Answers are an object."), ""))
        return judged
    _note_unknown(questionnaire, raw, judged)
    for step in questionnaire.steps:
        question = questionnaire.questions.get(step.name)
        if question is None:
            continue
        if is_shown(step, judged.answers, url_params):
            _judge_one(question, raw.get(step.name), judged, is_held=partial_page in (None, step.page))
        elif raw.get(step.name) is not None:
            judged.ignored.append(step.name)
    return judged


def _note_unknown(questionnaire: Questionnaire, raw: Mapping[Any, Any], judged: Judged) -> None:
    unknown = [key for key in raw if not isinstance(key, str) or key not in questionnaire.questions]
    for key in unknown[:MAX_UNKNOWN]:
        pointer = pointer_step(key)
        detail = _("There is no such question.")
        judged.errors.append(AnswerProblem("/answers" + pointer, "unknown_question", detail, pointer[1:]))


def _judge_one(question: Question, raw: Any, judged: Judged, *, is_held: bool) -> None:
    faults: list[Fault] = []
    try:
        answer = question.judge(raw)
    except AnswerError as error:
        answer, faults = None, list(error.faults)
    if answer is not None:
        judged.answers[question.name] = answer
        judged.scores.extend(question.scores(answer))
    if question.must_be_answered and not faults:
        faults = question.missing(answer)
    if is_held:
        judged.errors.extend(_problem(question, fault) for fault in faults)


def _problem(question: Question, fault: Fault) -> AnswerProblem:
    row = pointer_step(fault.row) if fault.row is not None else ""
    pointer = "/answers" + pointer_step(question.name) + row
    return AnswerProblem(pointer, fault.code, fault.message, question.name)


def raw_from_form(questionnaire: Questionnaire, form: FormData, *, page: str | None = None) -> dict[str, Any]:
    """The raw answers in a form posted without JavaScript, of one page or of all."""
    found: dict[str, Any] = {}
    for step in questionnaire.steps:
        question = questionnaire.questions.get(step.name)
        if question is None or page not in (None, step.page):
            continue
        raw = question.from_form(form)
        if raw is not None:
            found[step.name] = raw
    return found
