"""What pages show of responses: lists, one response in words, verbatims, and whether answers keep coming in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from apps.kpis.models import MetricDefinition, Score
from apps.kpis.statistics import band
from apps.responses.errors import UnknownResponse
from apps.responses.filtering import ResponseFilter, matching
from apps.responses.models import Response
from apps.responses.uploads.selectors import SentFile, sent_files
from apps.surveys.models import Survey, Version
from apps.surveys.piping import Values, pipe
from apps.surveys.questionnaire import Question, Questionnaire
from apps.surveys.selectors import published
from apps.touchpoints.models import Touchpoint

BATCH = 60  # responses looked through at a time for what people wrote
BATCHES = 5
USUAL_DAYS = 28
RECENT_DAYS = 7


@dataclass(frozen=True)
class PostedScore:
    """A score a response posted, with what it counts under."""

    item: str
    definition: MetricDefinition
    value: int
    band: str  # low, middle or high
    touchpoint: Touchpoint | None
    day: datetime.date


@dataclass(frozen=True)
class Verbatim:
    """What somebody wrote, beside the score they gave (the lowest, in the order of bands)."""

    text: str
    response: Response
    score: PostedScore | None


@dataclass(frozen=True)
class Listed:
    response: Response
    scores: tuple[PostedScore, ...]
    text: str


@dataclass(frozen=True)
class Answered:
    """A question as it was asked, and the answer in words; ``answer`` is absent where there is none."""

    name: str
    title: str
    answer: str | None
    is_text: bool = False
    was_hidden: bool = False
    files: tuple[SentFile, ...] = ()


@dataclass(frozen=True)
class Excluded:
    """Responses of a window that ask for a metric and do not count, by reason.

    Somebody screened out is not the person a survey is for: not a complete response, but not eligible (AAPOR).
    """

    tests: int
    screened_out: int
    erased: int


@dataclass(frozen=True)
class Collecting:
    """Whether answers keep coming in: counted responses a day, the last days against the weeks before them."""

    last_at: datetime.datetime | None
    days: tuple[tuple[datetime.date, int], ...]
    open_surveys: int

    @property
    def recent(self) -> float:
        return sum(n for _day, n in self.days[-RECENT_DAYS:]) / RECENT_DAYS

    @property
    def usual(self) -> float:
        return sum(n for _day, n in self.days[:-RECENT_DAYS]) / USUAL_DAYS

    @property
    def has_slowed(self) -> bool:
        """Fewer than half of what is usual, where that is more than chance: at least one a day."""
        return self.usual >= 1 and self.recent < self.usual / 2


def access_response(response_id: uuid.UUID, *, is_erased: bool | None = False) -> Response:
    """The response with this id in the client the request is in; None takes an erased one too. Else UnknownResponse."""
    responses = Response.objects.select_related("survey", "version").filter(pk=response_id)
    if is_erased is not None:
        responses = responses.filter(erased_at__isnull=not is_erased)
    found: Response | None = responses.first()
    if found is None:
        raise UnknownResponse
    return found


def listed(responses: Sequence[Response]) -> list[Listed]:
    """A page of responses with their scores and the first thing each of them wrote."""
    scores = posted_scores([response.pk for response in responses])
    return [
        Listed(response, tuple(scores.get(response.pk, ())), next(iter(_texts(response)), ""))
        for response in responses
    ]


def posted_scores(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[PostedScore]]:
    """Scores by response, in the order of the questions."""
    scores = list(Score.objects.filter(source_id__in=list(ids)).order_by("id"))
    definitions = MetricDefinition.objects.in_bulk({score.definition_id for score in scores})
    touchpoints = Touchpoint.objects.in_bulk({score.touchpoint_id for score in scores if score.touchpoint_id})
    result: dict[uuid.UUID, list[PostedScore]] = {}
    for score in scores:
        definition = definitions[score.definition_id]
        posted = PostedScore(
            item=score.item,
            definition=definition,
            value=score.value,
            band=band(definition.metric, score.value, definition.scale),
            touchpoint=touchpoints.get(score.touchpoint_id),
            day=score.day,
        )
        result.setdefault(score.source_id, []).append(posted)
    return result


def verbatims(wanted: ResponseFilter, most: int) -> list[Verbatim]:
    """The newest that counted responses wrote, looked for among the newest few hundred."""
    found: list[Verbatim] = []
    responses = matching(wanted).filter(is_test=False, is_screened_out=False).select_related("survey")
    for start in range(0, BATCH * BATCHES, BATCH):
        batch = list(responses[start : start + BATCH])
        written = [(response, text) for response in batch for text in _texts(response)[:1]]
        chosen = written[: most - len(found)]
        scores = posted_scores([response.pk for response, _text in chosen])
        found += [
            Verbatim(text, response, _worst(scores.get(response.pk, ()), wanted)) for response, text in chosen
        ]
        if len(found) >= most or len(batch) < BATCH:
            break
    return found


def answers_in_words(response: Response, language: str) -> list[Answered]:
    """Every question of the version that was shown, in its order, with the answer as a reader reads it.

    Titles as the respondent read them, but for parameters of the address, of which only dimensions are kept.
    """
    questionnaire = published(response.version_id).questionnaire
    values = _values(response, questionnaire, language)
    hidden = _hidden(response, questionnaire)
    files = sent_files(response)
    result = []
    for name, question in questionnaire.questions.items():
        answer = response.answers.get(name)
        result.append(
            Answered(
                name=name,
                title=pipe(question.label(language), values),
                answer=None if answer is None else question.display(answer, language),
                is_text=question.type == "comment",
                was_hidden=name in hidden,
                files=files.get(name, ()),
            )
        )
    return result


def _values(response: Response, questionnaire: Questionnaire, language: str) -> Values:
    """What stood in the texts of somebody who answered so."""
    walk = questionnaire.walk(response.answers, str(response.submission_id))
    return Values(
        questionnaire,
        language,
        answers=response.answers,
        params=response.dimensions,
        calculated=walk.calculated,
    )


def _hidden(response: Response, questionnaire: Questionnaire) -> set[str]:
    """What was surely not shown: what was ignored, and what lies off the way these answers lead. Where the way
    depends on the address, which is not kept, only the former is known.
    """
    hidden = set(response.ignored)
    if all(source in ("question", "calculated") for source, _name in questionnaire.looks):
        hidden.update(questionnaire.walk(response.answers, str(response.submission_id)).hidden)
    return hidden


def excluded(wanted: ResponseFilter, definition: MetricDefinition) -> Excluded:
    """Of the responses to versions that measure this definition, those that are tests, screened out or erased."""
    asked = versions_measuring([definition.pk])
    unscored = replace(
        wanted, metric="", definition=None, band="", scope=replace(wanted.scope, touchpoint=None, stage=None)
    )
    kept = matching(unscored).filter(version_id__in=asked)
    gone = matching(replace(unscored, erased=True)).filter(version_id__in=asked)
    return Excluded(
        tests=kept.filter(is_test=True).count(),
        screened_out=kept.filter(is_test=False, is_screened_out=True).count(),
        erased=gone.count(),
    )


def versions_measuring(definitions: Iterable[int] = (), touchpoint: int | None = None) -> list[uuid.UUID]:
    """Versions with a question that posts to one of these definitions, or to this touchpoint."""
    wanted = set(definitions)
    return [
        pk
        for pk, bindings in Version.objects.values_list("pk", "bindings")
        if any(b["definition"] in wanted or b["touchpoint"] == touchpoint for b in bindings.values())
    ]


def surveys_measuring(touchpoint: Touchpoint) -> QuerySet[Survey]:
    """Surveys whose current version asks about this touchpoint."""
    found: QuerySet[Survey] = Survey.objects.filter(
        version_id__in=versions_measuring(touchpoint=touchpoint.pk)
    )
    return found


def collecting(today: datetime.date) -> Collecting:
    """The last five weeks, whatever the page is filtered by: a filter says nothing about the door."""
    first = today - datetime.timedelta(days=RECENT_DAYS + USUAL_DAYS - 1)
    earliest = datetime.datetime.combine(first - datetime.timedelta(days=1), datetime.time(), datetime.UTC)
    counted = Response.objects.counted()
    by_day = dict(
        counted.filter(submitted_at__gte=earliest, day__gte=first)
        .order_by()
        .values_list("day")
        .annotate(n=Count("pk"))
    )
    days = [first + datetime.timedelta(days=i) for i in range(RECENT_DAYS + USUAL_DAYS)]
    now = timezone.now()
    still_open = Q(opens_at=None) | Q(opens_at__lte=now), Q(closes_at=None) | Q(closes_at__gt=now)
    return Collecting(
        last_at=counted.aggregate(last=Max("submitted_at"))["last"],
        days=tuple((day, by_day.get(day, 0)) for day in days),
        open_surveys=Survey.objects.live().filter(*still_open, is_import=False).count(),
    )


def _texts(response: Response) -> list[str]:
    """What a response says in its long answers, in the order of the questions."""
    questions: Iterable[Question] = published(response.version_id).questionnaire.questions.values()
    return [
        response.answers[question.name]
        for question in questions
        if question.type == "comment" and response.answers.get(question.name)
    ]


def _worst(scores: Sequence[PostedScore], wanted: ResponseFilter) -> PostedScore | None:
    """The score to show beside a text: of the metric or touchpoint asked for, the least happy one."""
    scope = wanted.scope
    fitting = [
        score
        for score in scores
        if (not wanted.metric or score.definition.metric == wanted.metric)
        and (not scope.touchpoint or (score.touchpoint and score.touchpoint.code == scope.touchpoint))
    ]
    order = ("low", "middle", "high")
    return min(fitting or scores, key=lambda score: order.index(score.band), default=None)
