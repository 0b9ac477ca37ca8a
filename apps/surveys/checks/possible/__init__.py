"""What can happen in a questionnaire: which pages can be come to, which conditions can be true.

Exact for all, any and not over comparisons of single answers and of selections among a few choices, as long as few
enough combinations decide; calculated values, fields of an invitation and comparisons among the questions of a panel
count as able to be anything.
"""

from apps.surveys.checks.possible.paths import Paths

__all__ = ["Paths"]
