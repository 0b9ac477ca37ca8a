"""What a questionnaire holds, said to people who edit it: conditions, calculations, changes."""

from apps.surveys.wording.changes import change_words
from apps.surveys.wording.conditions import condition_words, rule_words
from apps.surveys.wording.expressions import expression_words
from apps.surveys.wording.operators import operator_words, operators_of

__all__ = [
    "change_words",
    "condition_words",
    "expression_words",
    "operator_words",
    "operators_of",
    "rule_words",
]
