"""The results of a survey: every question with what was answered, over one version or all of them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    summing = _Summing(Counts.of(counted), counted, threshold, language)
    return Results(**totals, questions=tuple(summing.summaries(_asked(survey, version, counted))))


def _asked(survey: Survey, version: Version | None, counted: QuerySet[Response]) -> list[Asked]:
    """The questions, newest wording first, each with the versions that asked it in the same way."""
    if version is not None:
        versions: Iterable[Version] = [version]
    else:
        answered = set(counted.order_by().values_list("version_id", flat=True).distinct())
        versions = survey.versions.filter(Q(pk__in=answered) | Q(pk=survey.version_id)).order_by("-number")
    return _merged(
        (one.pk, one.number, published(one.pk).questionnaire.questions.values()) for one in versions
    )


def _merged(versions: Iterable[tuple[uuid.UUID, int, Iterable[Question]]]) -> list[Asked]:
    found: dict[str, Asked] = {}
    for pk, number, questions in versions:
        for question in questions:
            asked = found.setdefault(question.name, Asked(question, {}))
            if _signature(asked.question) == _signature(question):
                asked.versions[pk] = question
            else:
                asked.different.append(number)
    return list(found.values())


def _signature(question: Question) -> tuple[Any, ...]:
    """What two versions of a question must share for their answers to be counted together."""
    kind = kind_of(question)
    whole = [getattr(question, "scale", None), getattr(question, "total", None)]
    items = [(item.metric, item.k) for item in question.metric_items()[:1]]
    return (kind, question.type if kind != "choices" else "", *whole, *items)


@dataclass(frozen=True)
class _Summing:
    """Sums up questions over the answers `counts` counts: those of responses, or of the items of a panel."""

    counts: Counts
    responses: QuerySet[Response]
    threshold: int
    language: str
    panel: Question | None = None

    def summaries(self, asked: Sequence[Asked]) -> Iterator[Summary]:
        answered = self.counts.answered()
        names: dict[str, list[str]] = {}
        for one in asked:
            names.setdefault(kind_of(one.question), []).append(one.question.name)
        tables = Tables.of(self.counts, names)
        for one in asked:
            n = sum(answered.get((version, one.question.name), 0) for version in one.versions)
            yield self._summary(one, tables, n)
            if n and one.question.inner:
                yield from self._inside(one)

    def _summary(self, asked: Asked, tables: Tables, n: int) -> Summary:
        question, panel = asked.question, self.panel
        is_suppressed = 0 < n < self.threshold and kind_of(question) not in ALWAYS_SHOWN
        made_of = Tallying(
            asked,
            tables,
            self.counts,
            self.responses,
            n,
            self.threshold,
            self.language,
            panel.name if panel else "",
        )
        return Summary(
            name=f"{panel.name}.{question.name}" if panel else question.name,
            title=question.label(self.language),
            type=question.type,
            n=n,
            tally=tally(made_of) if n and not is_suppressed else None,
            is_suppressed=is_suppressed,
            asked_differently=tuple(asked.different),
            panel=panel.label(self.language) if panel else "",
        )

    def _inside(self, asked: Asked) -> Iterator[Summary]:
        """The questions of a panel, over all items of all responses."""
        versions = [
            (pk, 0, [inner for inner in panel.inner if isinstance(inner, Question)])
            for pk, panel in asked.versions.items()
        ]
        counts = self.counts.inside(asked.question.name)
        yield from replace(self, counts=counts, panel=asked.question).summaries(_merged(versions))
