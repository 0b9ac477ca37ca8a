"""The versions of a survey, and two of them side by side in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from apps.portal.addresses import page
from apps.portal.builder.places import Place
from apps.portal.surveylist import COUNTED
from apps.surveys.comparing import Change
from apps.surveys.models import Survey, Version
from apps.surveys.versions import DRAFT, compare_versions


@dataclass(frozen=True)
class VersionLine:
    version: Version
    answers: int
    is_published: bool
    before: int | None  # the number of the version before it


def version_lines(survey: Survey) -> list[VersionLine]:
    """Newest first."""
    counted = survey.versions.defer("document", "bindings").annotate(
        answers=Count("responses", filter=COUNTED)
    )
    found = list(counted.order_by("-number"))
    before = [*(version.number for version in found[1:]), None][: len(found)]
    return [
        VersionLine(version, version.answers, version.pk == survey.version_id, number)
        for version, number in zip(found, before, strict=True)
    ]


def comparison(survey: Survey, before: str, after: str, *, may_edit: bool) -> dict[str, Any]:
    """What changed, those that break a trend apart; with addresses in the builder where it is the draft."""
    found = compare_versions(survey, before, after)
    leads = may_edit and after == DRAFT
    return {
        "breaks": [_line(survey, change, leads=leads) for change in found if change.breaks_trend],
        "changes": [_line(survey, change, leads=leads) for change in found if not change.breaks_trend],
        "before": before,
        "after": after,
        "before_words": version_words(before),
        "after_words": version_words(after),
    }


def version_words(which: str) -> str:
    return _("the draft") if which == DRAFT else _("version %(number)s") % {"number": which}


def _line(survey: Survey, change: Change, *, leads: bool) -> tuple[str, str]:
    """The words, and the address of the place if it is still there."""
    place = change.place
    key = place.element or (Place("page", place.page).key if place.page else "survey")
    return change.words, page("builder", survey.uid, select=key) if leads else ""
