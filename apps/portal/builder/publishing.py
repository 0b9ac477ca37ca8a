"""What publishing a draft would change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.surveys.checks import estimate
from apps.surveys.comparing import changes
from apps.surveys.models import Survey
from apps.surveys.publishing import lost_logic
from apps.surveys.questionnaire import read_draft

MOST_SECONDS = 90  # said in minutes beyond


def publishing_of(survey: Survey) -> dict[str, Any]:
    """Compared with what is published; what came from another tool may have lost logic nobody has looked at yet."""
    published = survey.version.document if survey.version else None
    found = changes(published, survey.draft) if published is not None else []
    return {
        "is_first": published is None,
        "has_changes": published != survey.draft,
        "changes": [change for change in found if not change.breaks_trend],
        "breaks": [change for change in found if change.breaks_trend],
        "lost_logic": lost_logic(survey),
        "lede": _("It takes about %(time)s to answer.") % {"time": _time(estimate(read_draft(survey.draft)))},
    }


def _time(taken: timedelta) -> str:
    seconds = round(taken.total_seconds() / 10) * 10 or 10
    if seconds <= MOST_SECONDS:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    minutes = round(seconds / 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
