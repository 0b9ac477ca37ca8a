"""Responses as CSV, for spreadsheets and statistics programs: streamed, one column per question or row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.common.cells import defused
from apps.kpis.services import declared_dimensions
from apps.responses.models import Response
from apps.responses.paging import older_than
from apps.surveys.models import Version
from apps.surveys.selectors import published
from apps.tenancy.hosts import HostInfo

PORTION = 500
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it a spreadsheet reads UTF-8 as something else


@dataclass(frozen=True)
class Columns:
    """The question columns of an export: (survey id, key) to heading, in document order."""

    headings: dict[tuple[int, str], str]
    dimensions: tuple[str, ...]


def csv_lines(responses: QuerySet[Response], client: HostInfo, language: str) -> Iterator[str]:
    """The file, a line at a time, with moments in the client's time."""
    columns = columns_of(responses, language)
    yield BOM + _line([*_fixed_headings(), *columns.dimensions, *columns.headings.values()])
    last = None
    while True:
        with timezone.override(client.zone):
            portion = older_than(responses, last, PORTION)
            lines = [_line(_cells(response, columns)) for response in portion]
        yield from lines
        if len(portion) < PORTION:
            return
        last = portion[-1]


def columns_of(responses: QuerySet[Response], language: str) -> Columns:
    """Every question of every version somebody answered; a question of two versions is one column."""
    answered = set(responses.order_by().values_list("version_id", flat=True).distinct())
    versions = Version.objects.filter(pk__in=answered).order_by("survey_id", "number")
    headings: dict[tuple[int, str], str] = {}
    for version in versions:
        for question in published(version.pk).questionnaire.questions.values():
            for key, heading in question.columns(language).items():
                headings[version.survey_id, key] = heading
    return Columns(_distinct(headings), tuple(declared_dimensions()))


def _distinct(headings: dict[tuple[int, str], str]) -> dict[tuple[int, str], str]:
    """Two questions asked in the same words get their key behind them."""
    seen = list(headings.values())
    return {
        place: f"{heading} ({place[1]})" if seen.count(heading) > 1 else heading
        for place, heading in headings.items()
    }


def _fixed_headings() -> list[str]:
    return [
        _("Response"),
        _("Submission"),
        _("Survey"),
        _("Version"),
        _("Submitted at"),
        _("Day"),
        _("Language"),
        _("Channel"),
        _("Customer"),
        _("Source"),
        _("Test"),
        _("Ending"),
        _("Screened out"),
        _("Erased at"),
    ]


def _cells(response: Response, columns: Columns) -> list[Any]:
    survey = published(response.version_id)
    answers: dict[str, Any] = {}
    for name, question in survey.questionnaire.questions.items():
        if name in response.answers:
            answers |= question.cells(response.answers[name])
    return [
        response.pk,
        response.submission_id,
        survey.code,
        survey.number,
        timezone.localtime(response.submitted_at).isoformat(timespec="seconds"),
        response.day.isoformat(),
        response.language,
        response.channel,
        response.customer,
        response.source,
        int(response.is_test),
        response.ending,
        int(response.is_screened_out),
        timezone.localtime(response.erased_at).isoformat(timespec="seconds") if response.erased_at else "",
        *(response.dimensions.get(name, "") for name in columns.dimensions),
        *(answers.get(key) if of == response.survey_id else None for of, key in columns.headings),
    ]


class _Line:
    """What csv.writer writes to: keeps the one line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _line(cells: list[Any]) -> str:
    line = _Line()
    csv.writer(line).writerow([defused(cell) for cell in cells])
    return line.text
