"""What publishing a draft would change."""

from __future__ import annotations

from typing import Any

from apps.surveys.models import Survey


def publishing_of(survey: Survey) -> dict[str, Any]:
    published = survey.version.document if survey.version else None
    return {"is_first": published is None, "has_changes": published != survey.draft}
