"""Judging a submission against its questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.logic import NOT_ASKED, Asked, Step, Walk, respondent_of, walk
from apps.surveys.logic.problems import step as pointer_step
from apps.surveys.questionnaire.choices import ChoiceQuestion, has_nothing_to_offer, narrowed
from apps.surveys.questionnaire.elements import FormData, Question
from apps.surveys.questionnaire.errors import AnswerError, AnswerProblem, Fault
from apps.surveys.questionnaire.metrics import ScoreDraft
from apps.surveys.questionnaire.model import Questionnaire
from apps.surveys.questionnaire.panel_items import Surroundings
from apps.surveys.questionnaire.types.paneldynamic import PanelQuestion

MAX_UNKNOWN = 50


@dataclass(slots=True)
class Judged:
    """`answers` are clean and only of questions shown; `ignored` names hidden ones that were answered; `walk` is
    the way these answers led. Whoever is screened out has no scores.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    scores: list[ScoreDraft] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    errors: list[AnswerProblem] = field(default_factory=list)
    walk: Walk = field(default_factory=Walk)


def judge_answers(
    questionnaire: Questionnaire,
    raw: Any,
    *,
    url_params: Asked = None,
    partial_page: str | None = None,
) -> Judged:
    """Judge {question: raw answer}; never raises, whatever JSON `raw` holds.

    Elements are taken in the order the respondent meets them, each shown or hidden by the answers accepted before
    it. With `partial_page` only that page's questions are held to account: unacceptable answers on other pages are
    left out in silence, and nothing is required there.
    """
    judged = Judged()
    if not isinstance(raw, Mapping):
        judged.errors.append(AnswerProblem("/answers", "type", _("Answers are an object."), ""))
        return judged
    _note_unknown(questionnaire, raw, judged)
    questions = questionnaire.questions

    def take(step: Step, is_required: bool) -> Any:
        question = questions.get(step.name)
        if question is None:
            return None
        if isinstance(question, ChoiceQuestion) and question.choices_from:
            question = narrowed(question, questions, judged.answers)
            if has_nothing_to_offer(question):
                return NOT_ASKED
        if isinstance(question, PanelQuestion):
            question = question.within(Surroundings(questions, judged.answers, respondent))
            if question.has_nothing_to_ask:
                return NOT_ASKED
        is_held = partial_page is None or partial_page == step.page
        given = raw.get(step.name)
        if given is None:
            given = question.known(respondent)
        return _judge_one(question, given, judged, is_held=is_held, is_required=is_required)

    respondent = respondent_of(url_params)
    judged.walk = walk(questionnaire.route_for(respondent.seed), take, respondent)
    judged.ignored = [name for name in judged.walk.hidden if name in questions and raw.get(name) is not None]
    if judged.walk.is_screened_out:
        judged.scores = []
    return judged


def _note_unknown(questionnaire: Questionnaire, raw: Mapping[Any, Any], judged: Judged) -> None:
    unknown = [key for key in raw if not isinstance(key, str) or key not in questionnaire.questions]
    for key in unknown[:MAX_UNKNOWN]:
        pointer = pointer_step(key)
        detail = _("There is no such question.")
        judged.errors.append(AnswerProblem("/answers" + pointer, "unknown_question", detail, pointer[1:]))


def _judge_one(question: Question, raw: Any, judged: Judged, *, is_held: bool, is_required: bool) -> Any:
    faults: list[Fault] = []
    try:
        answer = question.judge(raw)
    except AnswerError as error:
        answer, faults = None, list(error.faults)
    if answer is not None:
        judged.answers[question.name] = answer
        judged.scores.extend(question.scores(answer))
    if not faults and (is_required or question.must_be_answered):
        faults = question.missing(answer)
    if is_held:
        judged.errors.extend(_problem(question, fault) for fault in faults)
    return answer


def _problem(question: Question, fault: Fault) -> AnswerProblem:
    row = () if fault.row is None else (fault.row,)
    pointer = "/answers" + "".join(pointer_step(part) for part in (question.name, *row, *fault.path))
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
