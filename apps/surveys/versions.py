"""Published versions: found, compared with each other or with the draft, and taken back as the draft."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from apps.surveys.comparing import Change, changes
from apps.surveys.drafts import locked, refuse_stale, store
from apps.surveys.errors import UnknownVersion
from apps.surveys.models import Survey, Version
from apps.surveys.questionnaire import read_draft
from apps.surveys.selectors import Draft, draft_of

DRAFT = "draft"
MOST_DIGITS = 9


def access_version(survey: Survey, number: int | str) -> Version:
    """The version with this number; else UnknownVersion."""
    asked = str(number)
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= MOST_DIGITS
    found = survey.versions.filter(number=int(asked)).first() if is_number else None
    if found is None:
        raise UnknownVersion
    return found


def document_of(survey: Survey, which: int | str) -> dict[str, Any]:
    """The document of a version, or of the draft where `which` says so."""
    found: dict[str, Any] = survey.draft if which == DRAFT else access_version(survey, which).document
    return found


def compare_versions(survey: Survey, before: int | str, after: int | str) -> list[Change]:
    """What changed from one to the other, each the number of a version or the draft."""
    return changes(document_of(survey, before), document_of(survey, after))


@transaction.atomic
def restore_version(survey: Survey, number: int | str, *, actor: Any, revision: int | None = None) -> Draft:
    """Make the questionnaire of a version the draft again: one change, which can be undone. Publishes nothing.

    With `revision` DraftConflict is raised where the draft is another by now.
    """
    survey = locked(survey)
    refuse_stale(survey, revision)
    version = access_version(survey, number)
    questionnaire = read_draft(version.document)
    document = questionnaire.dump()
    if document != survey.draft:
        store(survey, document, {"op": "restore_version", "version": version.number}, actor=actor)
    return draft_of(survey, questionnaire=questionnaire)
