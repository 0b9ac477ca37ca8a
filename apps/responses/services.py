"""The one way in for answers, wherever they come from, and the one way to take them back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.services import record
from apps.common.errors import CxError, FieldProblem
from apps.common.ids import new_uuid
from apps.kpis.ledger import NewScore
from apps.kpis.models import NONE
from apps.kpis.services import member_ids, post_scores, retract_scores
from apps.responses.errors import InvalidAnswers, SubmissionConflict, SurveyNotOpen
from apps.responses.models import Response
from apps.responses.storage import insert_new
from apps.responses.submissions import Submission
from apps.surveys.errors import UnknownSurvey
from apps.surveys.questionnaire import Judged, ScoreDraft, judge_answers
from apps.surveys.selectors import Published, Running, published, running_survey, version_by_number
from apps.tenancy.hosts import current_client
from apps.touchpoints.models import Channel

MOST_AHEAD = timedelta(
    hours=26
)  # a sender's clock and time zone may be off; a date in the future is a mistake
EARLIEST = datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC"))


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: stored now, known already, or refused (``error``)."""

    status: Literal["created", "known", "refused"]
    submission_id: uuid.UUID
    response: Response | None = None
    number: int = 0
    code: str = ""
    error: CxError | None = None


@dataclass
class _Prepared:
    submission: Submission
    response: Response
    survey: Published
    scores: list[ScoreDraft] = field(default_factory=list)
    members: tuple[int, ...] = ()


def record_responses(
    batch: Sequence[Submission],
    *,
    source: str,
    declare_dimensions: bool = True,
    url_params: Mapping[str, str] | None = None,
) -> list[Outcome]:
    """Store what is valid in one transaction - responses, scores and deltas - and say of each what became of it.

    Idempotent by submission id: the same content again yields the first response, other content a
    SubmissionConflict, also after an erasure. When this returns and its transaction commits, every created
    response is counted for ever.
    """
    client = current_client()
    lookup = _Lookup(client.zone)
    outcomes: dict[int, Outcome] = {}
    prepared: dict[int, _Prepared] = {}
    with transaction.atomic():
        for index, submission in enumerate(batch):
            try:
                prepared[index] = _prepare(submission, lookup, source, url_params, declare_dimensions)
            except CxError as error:
                outcomes[index] = Outcome("refused", submission.submission_id, error=error)
        stored = insert_new([p.response for p in prepared.values()])
        created = {index: p for index, p in prepared.items() if p.response.pk in stored}
        post_scores(
            [
                score
                for p in created.values()
                for score in _new_scores(p.response, p.survey, p.scores, p.members, lookup)
            ]
        )
    for index, p in created.items():
        outcomes[index] = Outcome(
            "created", p.submission.submission_id, p.response, p.survey.number, p.survey.code
        )
    rest = [index for index in range(len(batch)) if index not in created]
    if rest:
        _settle(batch, rest, outcomes)
    return [outcomes[index] for index in range(len(batch))]


def record_response(submission: Submission, **options: Any) -> Outcome:
    """One submission; raises what made it refused."""
    [outcome] = record_responses([submission], **options)
    if outcome.error is not None:
        raise outcome.error
    return outcome


@transaction.atomic
def erase_response(response: Response, *, actor: Any) -> Response:
    """Take a response out of every number and list. Its submission id stays taken; staff may restore it."""
    response = Response.objects.select_for_update().get(pk=response.pk)
    if response.erased_at is None:
        retract_scores([response.pk])
        response.erased_at = timezone.now()
        response.save(update_fields=["erased_at"])
        record("response.erased", actor=actor, target=str(response.pk))
    return response


@transaction.atomic
def restore_response(response: Response, *, actor: Any) -> Response:
    """Put an erased response back: its scores count again on the day they counted before."""
    response = Response.objects.select_for_update().get(pk=response.pk)
    if response.erased_at is not None:
        response.erased_at = None
        response.save(update_fields=["erased_at"])
        post_scores(_scores_of(response))
        record("response.restored", actor=actor, target=str(response.pk))
    return response


@transaction.atomic
def remove_batch(batch_id: uuid.UUID, *, most: int = 1000) -> int:
    """Undo an import, a portion at a time: its responses are gone, so the same file can come in again."""
    ids = list(
        Response.objects.select_for_update().filter(batch_id=batch_id).values_list("pk", flat=True)[:most]
    )
    retract_scores(ids)
    Response.objects.filter(pk__in=ids).delete()
    return len(ids)


class _Lookup:
    """What one batch looks up once."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.now = timezone.now()
        self._running: dict[str, Running] = {}
        self._channels: dict[str, int] | None = None
        self._members: dict[tuple[tuple[str, str], ...], tuple[int, ...]] = {}

    def running(self, code: str) -> Running:
        if code not in self._running:
            self._running[code] = running_survey(code)
        return self._running[code]

    def channel(self, code: str) -> int | None:
        if self._channels is None:
            self._channels = dict(Channel.objects.values_list("code", "pk"))
        return self._channels.get(code)

    def members(self, dimensions: Mapping[str, str], declare: bool) -> tuple[int, ...]:
        key = tuple(sorted(dimensions.items()))
        if key not in self._members:
            self._members[key] = member_ids(dimensions, declare=declare)
        return self._members[key]


def _prepare(
    submission: Submission,
    lookup: _Lookup,
    source: str,
    url_params: Mapping[str, str] | None,
    declare: bool,
) -> _Prepared:
    running = _running(submission, lookup, source)
    survey = _version(submission, running)
    judged = judge_answers(survey.questionnaire, submission.answers, url_params=url_params)
    problems = [*judged.errors, *_problems(submission, lookup)]
    if problems:
        raise InvalidAnswers(errors=problems)
    members = lookup.members(submission.dimensions, declare) if submission.dimensions else ()
    response = _response(submission, survey, judged, lookup, source)
    return _Prepared(submission, response, survey, judged.scores, (survey.member, *members))


def _running(submission: Submission, lookup: _Lookup, source: str) -> Running:
    try:
        running = lookup.running(submission.survey)
    except UnknownSurvey as error:
        problem = FieldProblem("/survey", "unknown_survey", str(UnknownSurvey.title))
        raise InvalidAnswers(errors=[problem]) from error
    if not (running.is_open(lookup.now) or source == Response.Source.IMPORT):
        raise SurveyNotOpen
    return running


def _version(submission: Submission, running: Running) -> Published:
    """The version that was shown: the one named, else the current one."""
    if running.version_id is None:
        raise SurveyNotOpen
    current = published(running.version_id)
    if submission.version in (None, current.number):
        return current
    found = version_by_number(running.code, submission.version or 0)
    if found is None:
        problem = FieldProblem("/version", "unknown_version", _("This survey has no such version."))
        raise InvalidAnswers(errors=[problem])
    return published(found)


def _problems(submission: Submission, lookup: _Lookup) -> list[FieldProblem]:
    problems = []
    if submission.channel and lookup.channel(submission.channel) is None:
        problems.append(FieldProblem("/channel", "unknown_channel", _("There is no channel with this code.")))
    if submission.submitted_at:
        moment = _aware(submission.submitted_at, lookup.zone)
        if not EARLIEST <= moment <= lookup.now + MOST_AHEAD:
            detail = _("Use a moment between the year 2000 and now.")
            problems.append(FieldProblem("/submitted_at", "out_of_range", detail))
    return problems


def _response(
    submission: Submission, survey: Published, judged: Judged, lookup: _Lookup, source: str
) -> Response:
    submitted_at = _aware(submission.submitted_at or lookup.now, lookup.zone)
    return Response(
        id=new_uuid(),
        submission_id=submission.submission_id,
        digest=submission.digest,
        survey_id=survey.survey_id,
        version_id=survey.version_id,
        submitted_at=submitted_at,
        day=submitted_at.astimezone(lookup.zone).date(),
        language=submission.language or survey.questionnaire.language,
        channel=submission.channel or "",
        customer=submission.customer,
        dimensions=dict(submission.dimensions),
        answers=judged.answers,
        ignored=judged.ignored,
        source=source,
        is_test=submission.is_test,
        batch_id=submission.batch_id,
        created_at=lookup.now,
    )


def _new_scores(
    response: Response,
    survey: Published,
    drafts: Sequence[ScoreDraft],
    members: tuple[int, ...],
    lookup: _Lookup,
) -> list[NewScore]:
    if response.is_test:
        return []
    own_channel = lookup.channel(response.channel) if response.channel else None
    return [_new_score(draft, response, survey, members, own_channel) for draft in drafts]


def _new_score(
    draft: ScoreDraft,
    response: Response,
    survey: Published,
    members: tuple[int, ...],
    own_channel: int | None,
) -> NewScore:
    binding = survey.bindings[draft.item]
    return NewScore(
        day=response.day,
        definition_id=binding["definition"],
        value=draft.value,
        source_id=response.pk,
        item=draft.item,
        touchpoint_id=binding["touchpoint"],
        channel_id=own_channel or NONE,
        members=members,
    )


def _scores_of(response: Response) -> list[NewScore]:
    """The scores of a stored response: what is stored was judged and shown, so it is not judged again."""
    survey = published(response.version_id)
    lookup = _Lookup(current_client().zone)
    questions = survey.questionnaire.questions
    drafts = [draft for name, answer in response.answers.items() for draft in questions[name].scores(answer)]
    members = lookup.members(response.dimensions, False) if response.dimensions else ()
    return _new_scores(response, survey, drafts, (survey.member, *members), lookup)


def _settle(batch: Sequence[Submission], rest: list[int], outcomes: dict[int, Outcome]) -> None:
    """Whatever was not stored now may have been before: a retry is answered with the first result."""
    wanted = {batch[index].submission_id for index in rest}
    known = {
        response.submission_id: response
        for response in Response.objects.filter(submission_id__in=wanted).select_related("survey", "version")
    }
    for index in rest:
        submission = batch[index]
        first = known.get(submission.submission_id)
        if first is None:
            continue
        if bytes(first.digest) == submission.digest:
            outcomes[index] = Outcome(
                "known", submission.submission_id, first, first.version.number, first.survey.code
            )
        else:
            outcomes[index] = Outcome("refused", submission.submission_id, error=SubmissionConflict())


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=zone)
