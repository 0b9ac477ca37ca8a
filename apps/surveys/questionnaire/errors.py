"""What can be wrong with a questionnaire, and with an answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from apps.common.errors import FieldProblem, Invalid
from apps.surveys.logic.problems import Problem


class QuestionnaireError(Invalid):
    """The document is not a questionnaire; `errors` names every problem."""

    code = "questionnaire"
    title = _("The questionnaire has faults")

    def __init__(self, errors: Sequence[Problem]) -> None:
        super().__init__(errors=errors)


@dataclass(frozen=True)
class AnswerProblem(FieldProblem):
    """A fault in the answers; `question` names the question, or is empty for the answers as a whole."""

    question: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an answer; `row` where only a row of it is wrong, `path` where it lies deeper."""

    code: str
    message: str
    row: str | None = None
    path: tuple[str, ...] = ()


class AnswerError(ValueError):
    """An answer that cannot be stored. A matrix may have several faults."""

    def __init__(self, code: str, message: str, *, others: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.faults = tuple(others) or (Fault(code, message),)
