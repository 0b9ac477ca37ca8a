"""From counts to a tally: one function for each kind of summary a question can ask for."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from apps.kpis.statistics import Histogram, Scale, kpi
from apps.responses.models import Response
from apps.responses.summaries.counting import Counts
from apps.responses.summaries.estimating import mean, mean_of, share
from apps.responses.summaries.tallies import (
    Chosen,
    Estimate,
    Means,
    Numbers,
    Option,
    RowMean,
    Scaled,
    Sent,
    Tally,
    Written,
)
from apps.surveys.questionnaire import Question

_TYPED = {"number": "numbers", "email": "none", "tel": "none"}
NEWEST = 10  # texts, or responses with files


@dataclass
class Asked:
    """A question as it was asked last; versions that asked it in the same way, numbers of those that did not."""

    question: Question
    versions: dict[uuid.UUID, Question]
    different: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Tables:
    """All counts of a page, one statement for each kind."""

    values: Mapping[tuple[uuid.UUID, str], Counter[str]]
    items: Mapping[tuple[uuid.UUID, str], Counter[tuple[str, int]]]
    rows: Mapping[tuple[uuid.UUID, str], Counter[tuple[str, float]]]

    @classmethod
    def of(cls, counts: Counts, names: Mapping[str, list[str]]) -> Tables:
        several = [*names.get("choices", ()), *names.get("ranking", ())]
        return cls(
            values=counts.values([*names.get("scale", ()), *names.get("choices", ())]),
            items=counts.items(several),
            rows=counts.rows([*names.get("rows", ()), *names.get("shares", ())]),
        )


@dataclass(frozen=True)
class Tallying:
    """What a tally is made of."""

    asked: Asked
    tables: Tables
    counts: Counts
    responses: QuerySet[Response]
    n: int
    threshold: int
    language: str
    panel: str = ""

    @property
    def question(self) -> Any:
        return self.asked.question

    def merged(self, table: Mapping[tuple[uuid.UUID, str], Counter[Any]]) -> Counter[Any]:
        """The counts of one question over the versions that asked it in the same way."""
        found: Counter[Any] = Counter()
        for version in self.asked.versions:
            found.update(table.get((version, self.question.name), Counter()))
        return found


def kind_of(question: Question) -> str:
    """The kind of summary; an amount shared out between rows is one of its own, and so is a number typed.

    Addresses and phone numbers are not listed: they stand in the single responses.
    """
    if question.summary == "numbers" and hasattr(question, "rows"):
        return "shares"
    if question.summary == "texts":
        return _TYPED.get(getattr(question, "input_type", ""), "texts")
    return question.summary


def tally(made_of: Tallying) -> Tally | None:
    make = _MAKERS.get(kind_of(made_of.question))
    return make(made_of) if make else None


def _scale(made_of: Tallying) -> Tally | None:
    [item] = made_of.question.metric_items()
    scale = Scale(item.scale_min, item.scale_max, k=item.k)
    counts = {int(value): n for value, n in made_of.merged(made_of.tables.values).items()}
    histogram = Histogram.from_counts(counts)
    return Scaled(item.metric, scale, kpi(item.metric, histogram, scale, made_of.threshold), histogram)


def _choices(made_of: Tallying) -> Tally | None:
    question = made_of.question
    counts = made_of.merged(made_of.tables.values)
    listed = made_of.merged(made_of.tables.items)
    for (item, _place), n in listed.items():
        counts[item] += n
    known = {_spelled(value): value for value in getattr(question, "values", (True, False))}
    options = []
    for spelled in dict.fromkeys([*known, *sorted(counts)]):
        label = _label(made_of, known, spelled)
        options.append(Option(label, counts[spelled], share(counts[spelled], made_of.n)))
    return Chosen(tuple(options), is_multiple=bool(listed))


def _label(made_of: Tallying, known: Mapping[str, Any], spelled: str) -> str:
    """The words of a value; one that only an older version offered stands for itself."""
    question = made_of.question
    if spelled not in known:
        return spelled
    if hasattr(question, "label_of"):
        return str(question.label_of(known[spelled], made_of.language))
    return str(question.display(known[spelled], made_of.language))


def _spelled(value: Any) -> str:
    """A value as the database writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _ranking(made_of: Tallying) -> Tally | None:
    question = made_of.question
    placed: dict[str, Counter[int]] = {}
    for (item, place), n in made_of.merged(made_of.tables.items).items():
        placed.setdefault(item, Counter())[place] += n
    last = max([len(question.values), *(max(places) for places in placed.values())])
    rows = [
        _row(question.label_of(value, made_of.language), placed.get(str(value), Counter()), 1, last, made_of)
        for value in question.values
    ]
    best_first = sorted(rows, key=lambda row: (row.mean.value is None, row.mean.value))
    return Means(tuple(best_first), 1, last, is_ranking=True)


def _rows(made_of: Tallying) -> Tally | None:
    low, high = made_of.question.scale
    return Means(_by_row(made_of, low, high), low, high)


def _shares(made_of: Tallying) -> Tally | None:
    question = made_of.question
    unit = question.unit.in_language(made_of.language)
    return Means(_by_row(made_of, 0, question.total), 0, question.total, unit)


def _by_row(made_of: Tallying, low: float, high: float) -> tuple[RowMean, ...]:
    given: dict[str, Counter[int]] = {}
    for (name, value), n in made_of.merged(made_of.tables.rows).items():
        given.setdefault(name, Counter())[int(value)] += n
    return tuple(
        _row(row.label(made_of.language), given.get(row.name, Counter()), low, high, made_of)
        for row in made_of.question.rows
    )


def _row(label: str, counts: Counter[int], low: float, high: float, made_of: Tallying) -> RowMean:
    n = sum(counts.values())
    if n < made_of.threshold:
        return RowMean(label, Estimate(None), n, {})
    return RowMean(label, mean(counts, low, high), n, dict(counts))


def _numbers(made_of: Tallying) -> Tally | None:
    question, versions = made_of.question, made_of.asked.versions
    found = made_of.counts.measures(question.name, versions)
    if found is None:
        return None
    quarter, median, three_quarters = found.quartiles
    return Numbers(
        mean=mean_of(found.mean, found.sd, found.n, found.lowest, found.highest),
        lowest=found.lowest,
        quarter=quarter,
        median=median,
        three_quarters=three_quarters,
        highest=found.highest,
        bins=made_of.counts.bins(question.name, versions, found.lowest, found.highest),
    )


def _texts(made_of: Tallying) -> Tally | None:
    question = made_of.question
    found = [
        (response, question.display(answers[question.name], made_of.language))
        for response in _newest(made_of)
        for answers in (response.answers[made_of.panel] if made_of.panel else [response.answers])
        if answers.get(question.name) is not None
    ]
    return Written(tuple(found[:NEWEST]))


def _files(made_of: Tallying) -> Tally | None:
    listed = made_of.counts.items([made_of.question.name])
    return Sent(sum(made_of.merged(listed).values()) or made_of.n, tuple(_newest(made_of)))


def _newest(made_of: Tallying) -> list[Response]:
    name, versions = made_of.panel or made_of.question.name, list(made_of.asked.versions)
    answered = made_of.responses.filter(version_id__in=versions, answers__has_key=name)
    return list(answered.select_related("survey").order_by("-submitted_at", "-id")[:NEWEST])


_MAKERS: dict[str, Callable[[Tallying], Tally | None]] = {
    "scale": _scale,
    "choices": _choices,
    "ranking": _ranking,
    "rows": _rows,
    "shares": _shares,
    "numbers": _numbers,
    "texts": _texts,
    "files": _files,
}
