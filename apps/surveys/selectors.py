from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from apps.surveys.errors import UnknownSurvey
from apps.surveys.models import Survey, Version
from apps.surveys.questionnaire import Questionnaire, load
from apps.tenancy.prepared import Prepared

RUNNING = Prepared(
    "running",
    "SELECT id, code, state, opens_at, closes_at, is_import, version_id FROM {schema}.surveys_survey WHERE code = $1",
)


@dataclass(frozen=True)
class Published:
    """A frozen version ready to run: parsed once per process, because it never changes."""

    version_id: uuid.UUID
    survey_id: int
    code: str
    number: int
    member: int
    questionnaire: Questionnaire
    bindings: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Running:
    """What a request needs to know of a survey's present state."""

    survey_id: int
    code: str
    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    is_import: bool
    version_id: uuid.UUID | None

    def is_open(self, now: datetime | None = None) -> bool:
        now = now or timezone.now()
        return (
            self.state == Survey.State.PUBLISHED
            and (self.opens_at is None or self.opens_at <= now)
            and (self.closes_at is None or now < self.closes_at)
        )


def running_survey(code: str) -> Running:
    """One query, which every page view and every answer asks. Raises UnknownSurvey."""
    row = RUNNING.row(code)
    if row is None:
        raise UnknownSurvey
    return Running(*row)


def version_by_number(code: str, number: int) -> uuid.UUID | None:
    return Version.objects.filter(survey__code=code, number=number).values_list("pk", flat=True).first()


@lru_cache(maxsize=256)
def published(version_id: uuid.UUID) -> Published:
    """Safe to keep between clients: the id is random, and a version is immutable."""
    version = Version.objects.select_related("survey").get(pk=version_id)
    return Published(
        version_id=version.pk,
        survey_id=version.survey_id,
        code=version.survey.code,
        number=version.number,
        member=version.member,
        questionnaire=load(version.document),
        bindings=version.bindings,
    )


def survey_titles() -> dict[str, str]:
    """Code -> title in the reader's language."""
    return {survey.code: str(survey) for survey in Survey.objects.only("code", "title")}


def access_survey(uid: uuid.UUID) -> Survey:
    """The survey with this UUID in the client the request is in; else UnknownSurvey."""
    found = Survey.objects.select_related("version").filter(uid=uid).first()
    if found is None:
        raise UnknownSurvey
    return found
