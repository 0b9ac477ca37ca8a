"""The question bank: questions a client keeps for its next surveys."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit.services import record
from apps.common.errors import FieldProblem, Invalid
from apps.surveys.editing import EditRefused
from apps.surveys.editing.places import Work
from apps.surveys.models import BankQuestion, Survey
from apps.surveys.questionnaire import QuestionnaireError
from apps.surveys.questionnaire.document import read_draft

MOST = 1000
LONGEST = 300


def keep_question(survey: Survey, element: str, *, actor: Any, title: str = "") -> BankQuestion:
    """Keep a question of a survey's draft as it is now, `element` being its name there (or `panel.name`).

    It is found by `title`, else by its own title. Kept already, it is not kept twice. Raises EditRefused.
    """
    spot = Work(survey.draft).spot(element)
    words = spot.element.get("title") or {}
    own = words.get(survey.draft["language"]) or next(iter(words.values()), "") or spot.element["name"]
    return keep_element(spot.element, title=title or own, actor=actor)


@transaction.atomic
def keep_element(element: Any, *, title: str, actor: Any) -> BankQuestion:
    """Keep the document of an element. Raises EditRefused naming its faults, Invalid for a bank that is full."""
    try:
        read = read_draft({"title": "-", "pages": [{"name": "page1", "elements": [element]}]})
    except QuestionnaireError as refusal:
        raise EditRefused(errors=[_of_element(problem) for problem in refusal.errors]) from refusal
    found = read.pages[0].elements[0].dump()
    title = " ".join(title.split())[:LONGEST] or found["name"]
    kept = BankQuestion.objects.filter(title=title, element=found).first()
    if kept is not None:
        return kept
    if BankQuestion.objects.count() >= MOST:
        raise Invalid(_("The question bank is full: at most %(most)s questions.") % {"most": MOST})
    made: BankQuestion = BankQuestion.objects.create(title=title, element=found, made_by=actor.label)
    record("question.kept", actor=actor, target=title)
    return made


@transaction.atomic
def remove_from_bank(question: BankQuestion, *, actor: Any) -> None:
    """Surveys it was put into keep their copy."""
    question.delete()
    record("question.removed", actor=actor, target=question.title)


def _of_element(problem: FieldProblem) -> FieldProblem:
    pointer = problem.pointer.removeprefix("/pages/0/elements/0")
    return FieldProblem("/element" + pointer, problem.code, problem.detail)
