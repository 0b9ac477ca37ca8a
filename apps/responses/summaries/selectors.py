"""The results of a survey: every question with what was answered, over one version or all of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from apps.kpis.selectors import Scope
from apps.responses.filtering import ResponseFilter, matching
from apps.responses.models import Response
from apps.responses.summaries.counting import Counts
from apps.responses.summaries.tallies import Summary
from apps.responses.summaries.tallying import Asked, Tables, Tallying, kind_of, tally
from apps.surveys.models import Survey, Version
from apps.surveys.questionnaire import Question
from apps.surveys.selectors import published

ALWAYS_SHOWN = ("texts", "files", "none")


@dataclass(frozen=True)
class Results:
    """`responses` are those summed up; who was screened out stands apart."""

    responses: int
    screened_out: int
    last_at: datetime.datetime | None
    questions: tuple[Summary, ...]


def results_of(
    survey: Survey, *, scope: Scope, version: Version | None = None, threshold: int, language: str
) -> Results:
    """Tests and erased responses are left out. A question with fewer answers than the threshold shows none of
    them; texts are shown whatever their number, as everywhere.
    """
    found = matching(ResponseFilter(scope=scope)).filter(survey=survey, is_test=False)
    if version is not None:
        found = found.filter(version=version)
    totals = found.order_by().aggregate(
        responses=Count("pk", filter=Q(is_screened_out=False)),
        screened_out=Count("pk", filter=Q(is_screened_out=True)),
        last_at=Max("submitted_at"),
    )
    counted = found.filter(is_screened_out=False)
    questions = _summaries(_asked(survey, version, counted), counted, threshold, language)
    return Results(**totals, questions=tuple(questions))


def _asked(survey: Survey, version: Version | None, counted: QuerySet[Response]) -> list[Asked]:
    """The questions, newest wording first, each with the versions that asked it in the same way."""
    if version is not None:
        versions: Iterable[Version] = [version]
    else:
        answered = set(counted.order_by().values_list("version_id", flat=True).distinct())
        versions = survey.versions.filter(Q(pk__in=answered) | Q(pk=survey.version_id)).order_by("-number")
    found: dict[str, Asked] = {}
    for one in versions:
        for name, question in published(one.pk).questionnaire.questions.items():
            if name not in found:
                found[name] = Asked(question, [one.pk])
            elif _signature(found[name].question) == _signature(question):
                found[name].versions.append(one.pk)
            else:
                found[name].different.append(one.number)
    return list(found.values())


def _signature(question: Question) -> tuple[Any, ...]:
    """What two versions of a question must share for their answers to be counted together."""
    items = [(i.metric, i.scale_min, i.scale_max, i.k) for i in question.metric_items()[:1]]
    return (kind_of(question), question.type if kind_of(question) != "choices" else "", *items)


def _summaries(
    asked: Sequence[Asked], counted: QuerySet[Response], threshold: int, language: str
) -> Iterable[Summary]:
    counts = Counts(counted)
    answered = counts.answered()
    names: dict[str, list[str]] = {}
    for one in asked:
        names.setdefault(kind_of(one.question), []).append(one.question.name)
    tables = Tables.of(counts, names)
    for one in asked:
        question = one.question
        n = sum(answered.get((version, question.name), 0) for version in one.versions)
        is_suppressed = 0 < n < threshold and kind_of(question) not in ALWAYS_SHOWN
        made_of = Tallying(one, tables, counts, counted, n, threshold, language)
        yield Summary(
            name=question.name,
            title=question.label(language),
            type=question.type,
            n=n,
            tally=tally(made_of) if n and not is_suppressed else None,
            is_suppressed=is_suppressed,
            asked_differently=tuple(one.different),
        )
