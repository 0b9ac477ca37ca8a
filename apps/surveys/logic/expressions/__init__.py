"""Expressions of calculated values: read, written, worked out and checked.

What is missing is left out of a sum, product, least, greatest and average; with nothing left the result is missing,
and so is a difference or quotient that lacks one side, or that divides by zero. Text counts as a number where it
spells a plain one, as in conditions; true and false never do. The chosen answers of a question count one by one.

Numbers are IEEE doubles taken from left to right, in Python as in the browser. Whatever lies beyond ±10^15 counts as
missing: so whole numbers are exact, and there is neither infinity nor NaN.
"""

from apps.surveys.logic.expressions.calculating import calculate
from apps.surveys.logic.expressions.checks import check_expression
from apps.surveys.logic.expressions.model import (
    Decision,
    Expression,
    Look,
    Operation,
    dump_expression,
    looks_of,
    read_expression,
)

__all__ = [
    "Decision",
    "Expression",
    "Look",
    "Operation",
    "calculate",
    "check_expression",
    "dump_expression",
    "looks_of",
    "read_expression",
]
