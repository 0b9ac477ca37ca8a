"""The questionnaire: a document read into frozen values, and answers judged against it. No database here."""

from apps.surveys.questionnaire.answers import Judged, judge_answers, raw_from_form
from apps.surveys.questionnaire.document import load, read_draft
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.errors import AnswerError, AnswerProblem, QuestionnaireError
from apps.surveys.questionnaire.metrics import MetricItem, ScoreDraft
from apps.surveys.questionnaire.model import Page, Questionnaire, metric_items, touchpoint_codes
from apps.surveys.questionnaire.texts import Text
from apps.surveys.questionnaire.types import TYPES

__all__ = [
    "TYPES",
    "AnswerError",
    "AnswerProblem",
    "Element",
    "Judged",
    "MetricItem",
    "Page",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "ScoreDraft",
    "Text",
    "judge_answers",
    "load",
    "metric_items",
    "raw_from_form",
    "read_draft",
    "touchpoint_codes",
]
