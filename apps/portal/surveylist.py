"""Surveys as the portal lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.common.texts import in_language
from apps.surveys.models import Conversion, Survey
from apps.surveys.templates_library import templates

COUNTED = Q(responses__erased_at=None, responses__is_test=False, responses__is_screened_out=False)


@dataclass(frozen=True)
class Line:
    survey: Survey
    state: str
    tone: str
    answers: int
    last_at: datetime | None


@dataclass(frozen=True)
class TemplateLine:
    key: str
    name: str
    summary: str
    minutes: str


def survey_lines(search: str = "", state: str = "") -> list[Line]:
    """Newest first; the search reads titles in every language, and codes."""
    found: Any = Survey.objects.select_related("version").annotate(
        answers=Count("responses", filter=COUNTED),
        last_at=Max("responses__submitted_at", filter=COUNTED),
    )
    if state:
        found = found.filter(state=state)
    words = search.strip().casefold()
    return [
        Line(survey, *state_words(survey), survey.answers, survey.last_at)
        for survey in found
        if words in "\n".join([survey.code, *survey.title.values()]).casefold()
    ]


def state_words(survey: Survey, now: datetime | None = None) -> tuple[str, str]:
    """What it does right now, in words, and the tone of its chip."""
    now = now or timezone.now()
    if survey.is_import:
        return _("from imports"), ""
    if survey.state == Survey.State.DRAFT:
        return _("draft"), "off"
    if survey.state == Survey.State.CLOSED or (survey.closes_at and survey.closes_at <= now):
        return _("closed"), "off"
    if survey.opens_at and survey.opens_at > now:
        return _("not open yet"), "off"
    return _("takes answers"), "live"


def survey_facts(survey: Survey) -> dict[str, Any]:
    kept = survey.responses.filter(erased_at=None)
    counts = kept.aggregate(
        answers=Count("pk", filter=Q(is_test=False, is_screened_out=False)),
        tests=Count("pk", filter=Q(is_test=True)),
        screened_out=Count("pk", filter=Q(is_test=False, is_screened_out=True)),
        last_at=Max("submitted_at", filter=Q(is_test=False)),
    )
    versions = list(survey.versions.annotate(answers=Count("responses", filter=COUNTED)).order_by("-number"))
    state, tone = state_words(survey)
    has_changes = survey.version is not None and survey.version.document != survey.draft
    return {
        "counts": counts,
        "versions": versions,
        "state": state,
        "tone": tone,
        "is_live": tone == "live",
        "has_changes": has_changes,
        "was_converted": Conversion.objects.filter(survey=survey).exists(),
    }


def template_lines(language: str) -> list[TemplateLine]:
    return [
        TemplateLine(
            key=template.key,
            name=in_language(template.name, language),
            summary=in_language(template.summary, language),
            minutes=_("about %(seconds)s seconds") % {"seconds": template.seconds},
        )
        for template in templates()
    ]
