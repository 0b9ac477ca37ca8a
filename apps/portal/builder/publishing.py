"""What publishing a draft would change."""

from __future__ import annotations

from typing import Any

from apps.surveys.comparing import changes
from apps.surveys.models import Survey
from apps.surveys.publishing import lost_logic


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
    }
