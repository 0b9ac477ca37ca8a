"""The versions of a survey, and two of them side by side in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from apps.portal.addresses import page
from apps.portal.builder.places import Place, value_at
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
    lines = [(change, _address(survey, change) if may_edit and after == DRAFT else "") for change in found]
    return {
        "found": len(found),
        "breaks": [(change.words, url) for change, url in lines if change.breaks_trend],
        "changes": [(change.words, url) for change, url in lines if not change.breaks_trend],
        "before": before,
        "after": after,
        "before_words": version_words(before),
        "after_words": version_words(after),
    }


def version_words(which: str) -> str:
    return _("the draft") if which == DRAFT else _("version %(number)s") % {"number": which}


def _address(survey: Survey, change: Change) -> str:
    """Of the place in the builder; empty for what the draft does not have any more."""
    place = (
        Place("element", change.place.element) if change.place.element else Place("page", change.place.page)
    )
    if place.name and value_at(survey.draft, place) is None:
        return ""
    return page("builder", survey.uid, select=place.key if place.name else "survey")
