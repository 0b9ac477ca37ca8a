"""A record of the table into a submission, or into everything that is wrong with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.exchange.imports.dates import DateReader
from apps.exchange.imports.limits import LONGEST_CUSTOMER, LONGEST_MEMBER, LONGEST_TEXT
from apps.exchange.imports.mapping import Mapping, ScoreColumn
from apps.exchange.imports.problems import Problem
from apps.exchange.imports.questionnaires import Form, Question
from apps.exchange.imports.values import ScoreReader, is_missing
from apps.responses.preparing import EARLIEST, MOST_AHEAD
from apps.responses.submissions import Submission, digest_of


@dataclass(frozen=True)
class Origin:
    """What tells the rows of one import from those of another."""

    client_id: uuid.UUID
    file_digest: str
    survey: str
    zone: ZoneInfo
    moment: datetime  # of the import: the date of rows for which none is mapped
    batch_id: uuid.UUID | None = None


@dataclass(slots=True)
class Row:
    """One record. Without submission and problems it is empty."""

    number: int
    cells: list[str]
    submission: Submission | None = None
    problems: list[Problem] = field(default_factory=list)
    scores: list[int | None] = field(default_factory=list)  # as in mapping.scores
    id: str = ""


class _Score(NamedTuple):
    position: int
    reader: ScoreReader
    column: ScoreColumn
    question: Question


class RowReader:
    """Reads the records of one table by one mapping."""

    def __init__(
        self, mapping: Mapping, form: Form, header: tuple[str, ...], origin: Origin, dates: DateReader | None
    ) -> None:
        self.mapping, self.origin, self.dates = mapping, origin, dates
        self.width = len(header)
        place = {name: i for i, name in enumerate(header)}
        self._scores = [
            _Score(place[s.column], ScoreReader(s.column, s.scale, s.missing, s.values), s, q)
            for s, q in zip(mapping.scores, form.scores, strict=True)
        ]
        self._texts = [(place[q.column], q) for q in form.texts]
        self._dimensions = [(name, column, place[column]) for name, column in mapping.dimensions.items()]
        self._id = place[mapping.id] if mapping.id else None
        self._customer = place[mapping.customer] if mapping.customer else None
        self._date = place[mapping.date.column] if mapping.date and mapping.date.column else None
        self._latest = timezone.now() + MOST_AHEAD

    def read(self, number: int, cells: list[str]) -> Row:
        row = Row(number, cells)
        if len(cells) != self.width and not self._fit(row):
            return row
        answers: dict[str, Any] = {}
        measured = self._read_scores(row, answers)
        texts = self._read_texts(row, answers)
        if not answers and not row.problems:
            return row
        moment = self._read_date(row)
        dimensions = self._read_dimensions(row)
        customer = self._read_customer(row)
        submission_id = self._read_id(row)
        if row.problems:
            return row
        content = [measured, texts, dimensions, customer, moment.isoformat() if moment else None]
        row.submission = Submission(
            survey=self.origin.survey,
            submission_id=submission_id,
            answers=answers,
            digest=digest_of(content),
            submitted_at=self._aware(moment) if moment else self.origin.moment,
            customer=customer,
            dimensions=dimensions,
            batch_id=self.origin.batch_id,
        )
        return row

    def _fit(self, row: Row) -> bool:
        """Cells beyond the header do no harm while they are blank; a missing cell may have moved the others."""
        cells = row.cells
        if not any(cell.strip() for cell in cells):
            row.cells = [""] * self.width
            return True
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            row.cells = cells[: self.width]
            return True
        row.problems.append(Problem("", "ragged", details={"cells": len(cells), "columns": self.width}))
        return False

    def _read_scores(self, row: Row, answers: dict[str, Any]) -> list[list[Any]]:
        measured: list[list[Any]] = []
        for position, reader, column, question in self._scores:
            value = reader.read(row.cells[position])
            if isinstance(value, Problem):
                row.problems.append(value)
                value = None
            row.scores.append(value)
            if value is None:
                continue
            if question.row:
                answers.setdefault(question.name, {})[question.row] = value
            else:
                answers[question.name] = value
            measured.append([column.metric, column.touchpoint, column.column, *column.scale, value])
        return measured

    def _read_texts(self, row: Row, answers: dict[str, Any]) -> dict[str, str]:
        found = {}
        for position, question in self._texts:
            text = row.cells[position].strip()
            if len(text) > LONGEST_TEXT:
                row.problems.append(_too_long(question.column, text, LONGEST_TEXT))
            elif not is_missing(text):
                answers[question.name] = found[question.column] = text
        return found

    def _read_dimensions(self, row: Row) -> dict[str, str]:
        found = {}
        for name, column, position in self._dimensions:
            value = row.cells[position].strip()
            if len(value) > LONGEST_MEMBER:
                row.problems.append(_too_long(column, value, LONGEST_MEMBER))
            elif not is_missing(value):
                found[name] = value
        return found

    def _read_customer(self, row: Row) -> str:
        if self._customer is None:
            return ""
        text = row.cells[self._customer].strip()
        if len(text) > LONGEST_CUSTOMER:
            row.problems.append(_too_long(self.mapping.customer or "", text, LONGEST_CUSTOMER))
        return "" if is_missing(text) else text

    def _read_date(self, row: Row) -> datetime | None:
        if self._date is None or self.dates is None:
            return self.mapping.date.constant if self.mapping.date else None
        column = self.mapping.date.column or "" if self.mapping.date else ""
        text = row.cells[self._date].strip()
        moment = self.dates.read(text)
        if moment is None:
            row.problems.append(Problem(column, "no_date" if is_missing(text) else "bad_date", text))
        elif not EARLIEST <= self._aware(moment) <= self._latest:
            row.problems.append(Problem(column, "date_out_of_range", text))
        return moment

    def _read_id(self, row: Row) -> uuid.UUID:
        """By the id, so that the same row of another file is known; else by its place in this very file."""
        if self._id is None:
            return uuid.uuid5(self.origin.client_id, f"import:row:{self.origin.file_digest}:{row.number}")
        row.id = row.cells[self._id].strip()
        if not row.id:
            row.problems.append(Problem(self.mapping.id or "", "no_id"))
        return uuid.uuid5(self.origin.client_id, f"import:id:{self.mapping.source}:{row.id}")

    def _aware(self, moment: datetime) -> datetime:
        return moment if timezone.is_aware(moment) else moment.replace(tzinfo=self.origin.zone)


def _too_long(column: str, text: str, most: int) -> Problem:
    return Problem(column, "too_long", text, {"most": most})
