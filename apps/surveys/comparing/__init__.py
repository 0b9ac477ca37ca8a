"""Two questionnaires compared, in words: what respondents will notice, and what breaks a trend.

Both are canonical documents, as drafts and versions hold them. Pages, elements, rows and choices are matched by their
stable names and values, never by their texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.surveys.comparing.change import Change
from apps.surveys.comparing.elements import element_changes
from apps.surveys.comparing.measured import trend_changes
from apps.surveys.comparing.pages import page_changes
from apps.surveys.comparing.surveys import survey_changes

__all__ = ["Change", "changes"]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """From `before` to `after`, in the reader's language: the survey, its pages, their elements; trends first."""
    trends = trend_changes(before, after)
    others = [*survey_changes(before, after), *page_changes(before, after), *element_changes(before, after)]
    told = {change.place for change in trends if change.is_told}
    return [*trends, *(change for change in others if not (change.is_presence and change.place in told))]
