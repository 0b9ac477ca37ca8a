"""From a submission to what is stored: the survey and version it answers, its judged answers, its scores."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.common.ids import new_uuid
from apps.kpis.ledger import NewScore
from apps.kpis.models import NONE
from apps.kpis.services import member_ids
from apps.responses.errors import InvalidAnswers, SurveyNotOpen
from apps.responses.models import Response
from apps.responses.submissions import Submission
from apps.responses.uploads.services import problems_with
from apps.surveys.errors import UnknownSurvey
from apps.surveys.logic import Asked, respondent_of
from apps.surveys.questionnaire import AnswerProblem, Judged, ScoreDraft, judge_answers
from apps.surveys.questionnaire.attachments import uploads_in
from apps.surveys.selectors import Published, Running, published, running_survey, version_by_number
from apps.tenancy.hosts import current_client
from apps.touchpoints.models import Channel

MOST_AHEAD = timedelta(hours=26)  # a sender's clock and zone may be off; beyond that it is a mistake
EARLIEST = datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC"))


@dataclass
class Prepared:
    submission: Submission
    response: Response
    survey: Published
    scores: list[ScoreDraft] = field(default_factory=list)
    members: tuple[int, ...] = ()


class Lookup:
    """What one batch looks up once."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.now = timezone.now()
        self._running: dict[str, Running] = {}
        self._versions: dict[tuple[str, int], uuid.UUID | None] = {}
        self._channels: dict[str, int] | None = None
        self._members: dict[tuple[tuple[str, str], ...], tuple[int, ...]] = {}

    def running(self, code: str) -> Running:
        if code not in self._running:
            self._running[code] = running_survey(code)
        return self._running[code]

    def version(self, code: str, number: int) -> uuid.UUID | None:
        if (code, number) not in self._versions:
            self._versions[code, number] = version_by_number(code, number)
        return self._versions[code, number]

    def channel(self, code: str) -> int | None:
        if self._channels is None:
            self._channels = dict(Channel.objects.values_list("code", "pk"))
        return self._channels.get(code)

    def members(self, dimensions: Mapping[str, str], declare: bool) -> tuple[int, ...]:
        key = tuple(sorted(dimensions.items()))
        if key not in self._members:
            self._members[key] = member_ids(dimensions, declare=declare)
        return self._members[key]


def prepare(
    submission: Submission,
    lookup: Lookup,
    source: str,
    asked: Asked,
    declare: bool,
) -> Prepared:
    running = _running(submission, lookup, source)
    survey = _version(submission, running, lookup)
    respondent = replace(respondent_of(asked), seed=str(submission.submission_id))
    judged = judge_answers(survey.questionnaire, submission.answers, url_params=respondent)
    problems = [
        *judged.errors,
        *_problems(submission, lookup),
        *_file_problems(submission, survey, judged, source),
    ]
    if problems:
        raise InvalidAnswers(errors=problems)
    members = lookup.members(submission.dimensions, declare) if submission.dimensions else ()
    response = _response(submission, survey, judged, lookup, source)
    return Prepared(submission, response, survey, judged.scores, (survey.member, *members))


def _running(submission: Submission, lookup: Lookup, source: str) -> Running:
    try:
        running = lookup.running(submission.survey)
    except UnknownSurvey as error:
        problem = FieldProblem("/survey", "unknown_survey", str(UnknownSurvey.title))
        raise InvalidAnswers(errors=[problem]) from error
    if not (running.is_open(lookup.now) or source == Response.Source.IMPORT):
        raise SurveyNotOpen
    return running


def _version(submission: Submission, running: Running, lookup: Lookup) -> Published:
    """The version that was shown: the one named, else the current one."""
    if running.version_id is None:
        raise SurveyNotOpen
    current = published(running.version_id)
    if submission.version in (None, current.number):
        return current
    found = lookup.version(running.code, submission.version or 0)
    if found is None:
        problem = FieldProblem("/version", "unknown_version", _("This survey has no such version."))
        raise InvalidAnswers(errors=[problem])
    return published(found)


def _problems(submission: Submission, lookup: Lookup) -> list[FieldProblem]:
    problems = []
    if submission.channel and lookup.channel(submission.channel) is None:
        problems.append(FieldProblem("/channel", "unknown_channel", _("There is no channel with this code.")))
    if submission.submitted_at:
        moment = _aware(submission.submitted_at, lookup.zone)
        if not EARLIEST <= moment <= lookup.now + MOST_AHEAD:
            detail = _("Use a moment between the year 2000 and now.")
            problems.append(FieldProblem("/submitted_at", "out_of_range", detail))
    return problems


def _file_problems(
    submission: Submission, survey: Published, judged: Judged, source: str
) -> list[AnswerProblem]:
    """Files come in with the survey page alone: an answer may name only what was sent from its own page."""
    named = uploads_in(survey.questionnaire.questions, judged.answers)
    if not any(named.values()):
        return []
    if source != Response.Source.PAGE:
        words = _("Files can only be sent on the survey page.")
        return [AnswerProblem(f"/answers/{name}", "file", words, name) for name, ids in named.items() if ids]
    return problems_with(named, submission.submission_id)


def _response(
    submission: Submission, survey: Published, judged: Judged, lookup: Lookup, source: str
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
        ending=judged.walk.ending,
        is_screened_out=judged.walk.is_screened_out,
        batch_id=submission.batch_id,
        created_at=lookup.now,
    )


def new_scores(
    response: Response,
    survey: Published,
    drafts: Sequence[ScoreDraft],
    members: tuple[int, ...],
    lookup: Lookup,
) -> list[NewScore]:
    if response.is_test or response.is_screened_out:
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


def scores_of(response: Response) -> list[NewScore]:
    """The scores of a stored response: what is stored was judged and shown, so it is not judged again."""
    survey = published(response.version_id)
    lookup = Lookup(current_client().zone)
    questions = survey.questionnaire.questions
    drafts = [draft for name, answer in response.answers.items() for draft in questions[name].scores(answer)]
    members = lookup.members(response.dimensions, False) if response.dimensions else ()
    return new_scores(response, survey, drafts, (survey.member, *members), lookup)


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=zone)
