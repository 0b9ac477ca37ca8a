"""The logic of a questionnaire: when an element is shown or required, what is calculated, where one goes next.

This is the authority; `frontend/src/public/logic.ts` is its twin for the browser. Both run the vectors in
`tests/surveys/vectors/`, whose truth was taken from SurveyJS where it knows the same thing.
"""

from apps.surveys.logic.checks import Calculated, check
from apps.surveys.logic.conditions import (
    Condition,
    ConditionError,
    Group,
    Leaf,
    condition,
    dump,
    looks,
    read,
    references,
)
from apps.surveys.logic.evaluation import evaluate, holds
from apps.surveys.logic.expressions import (
    Decision,
    Expression,
    Look,
    Operation,
    calculate,
    check_expression,
    dump_expression,
    looks_of,
    read_expression,
)
from apps.surveys.logic.known import NOBODY, Asked, Known, Respondent, Source, answer_of, respondent_of
from apps.surveys.logic.problems import Note, Problem
from apps.surveys.logic.prospects import may_go_on
from apps.surveys.logic.routes import (
    Calculation,
    Exit,
    Leg,
    Route,
    Rule,
    Step,
    dependencies,
    dump_route,
    dump_rule,
    route,
    route_of,
)
from apps.surveys.logic.subjects import Subject
from apps.surveys.logic.telling import dump_page
from apps.surveys.logic.visibility import visible
from apps.surveys.logic.walking import NOT_ASKED, Walk, walk, walk_with

__all__ = [
    "NOBODY",
    "NOT_ASKED",
    "Asked",
    "Calculated",
    "Calculation",
    "Condition",
    "ConditionError",
    "Decision",
    "Exit",
    "Expression",
    "Group",
    "Known",
    "Leaf",
    "Leg",
    "Look",
    "Note",
    "Operation",
    "Problem",
    "Respondent",
    "Route",
    "Rule",
    "Source",
    "Step",
    "Subject",
    "Walk",
    "answer_of",
    "calculate",
    "check",
    "check_expression",
    "condition",
    "dependencies",
    "dump",
    "dump_expression",
    "dump_page",
    "dump_route",
    "dump_rule",
    "evaluate",
    "holds",
    "looks",
    "looks_of",
    "may_go_on",
    "read",
    "read_expression",
    "references",
    "respondent_of",
    "route",
    "route_of",
    "visible",
    "walk",
    "walk_with",
]
