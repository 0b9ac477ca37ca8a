"""Conditions of a questionnaire: when an element is shown.

This evaluator is the authority; `frontend/src/public/logic.ts` is its twin for the browser. Both run
`tests/surveys/vectors/conditions.json`, whose truth was taken from SurveyJS.
"""

from apps.surveys.logic.checks import check
from apps.surveys.logic.conditions import (
    Condition,
    ConditionError,
    Group,
    Leaf,
    condition,
    dump,
    read,
    references,
)
from apps.surveys.logic.evaluation import answer_of, evaluate
from apps.surveys.logic.problems import Note, Problem
from apps.surveys.logic.subjects import Subject
from apps.surveys.logic.visibility import Step, dump_steps, is_shown, visible

__all__ = [
    "Condition",
    "ConditionError",
    "Group",
    "Leaf",
    "Note",
    "Problem",
    "Step",
    "Subject",
    "answer_of",
    "check",
    "condition",
    "dump",
    "dump_steps",
    "evaluate",
    "is_shown",
    "read",
    "references",
    "visible",
]
