from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.utils import timezone

from apps.surveys import history
from apps.surveys.checks import Finding, check_draft
from apps.surveys.errors import UnknownBankQuestion, UnknownSurvey
from apps.surveys.models import BankQuestion, DraftStep, Survey, Version
from apps.surveys.questionnaire import Questionnaire, load
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.wording.changes import change_words
from apps.tenancy.prepared import Prepared
from apps.touchpoints.models import Touchpoint

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


def access_bank_question(uid: uuid.UUID | str) -> BankQuestion:
    """The question of the bank with this UUID, in the client the request is in; else UnknownBankQuestion."""
    try:
        found = BankQuestion.objects.filter(uid=uuid.UUID(str(uid))).first()
    except ValueError:
        found = None
    if found is None:
        raise UnknownBankQuestion
    return found


@dataclass(frozen=True)
class DraftChange:
    """One step in words: what, who did it and when."""

    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Draft:
    """The draft as the builder shows it. `undo` is the change that undo would take back, `redo` the one redo would
    make again; after an edit `selected` is what to show and `notes` say what could not be taken along."""

    survey: Survey
    document: dict[str, Any]
    revision: int
    undo: DraftChange | None = None
    redo: DraftChange | None = None
    last: DraftChange | None = None
    selected: str | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return read_draft(self.document)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What keeps it from being published, and hints. One query."""
        codes = set(Touchpoint.objects.values_list("code", flat=True))
        return check_draft(self.questionnaire, touchpoints=codes)

    @property
    def can_undo(self) -> bool:
        return self.undo is not None

    @property
    def can_redo(self) -> bool:
        return self.redo is not None


def draft_of(
    survey: Survey,
    *,
    questionnaire: Questionnaire | None = None,
    selected: str | None = None,
    notes: tuple[str, ...] = (),
) -> Draft:
    """One query. `questionnaire` is the draft already read, if it is at hand."""
    around = list(
        survey.steps.filter(number__gte=survey.step - 1, number__lte=survey.step + 1).defer("document")
    )
    steps: dict[int, DraftStep] = {step.number: step for step in around}
    here = steps.get(survey.step)
    draft = Draft(
        survey=survey,
        document=survey.draft,
        revision=survey.revision,
        undo=_change(here) if survey.step - 1 in steps else None,
        redo=_change(steps.get(survey.step + 1)),
        last=_last(here),
        selected=selected,
        notes=notes,
    )
    if questionnaire is not None:
        draft.__dict__["questionnaire"] = questionnaire
    return draft


def _change(step: DraftStep | None) -> DraftChange | None:
    return None if step is None else DraftChange(change_words(step.change), step.made_by, step.made_at)


def _last(step: DraftStep | None) -> DraftChange | None:
    """Who brought the draft to where it stands, be it by undoing."""
    if step is None:
        return None
    by, at = history.latest_stand(step)
    return DraftChange(change_words(step.change), by, at)
