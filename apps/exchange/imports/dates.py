"""Cells into moments: by the format that was given, else by the order the whole column shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from django.utils.dateparse import parse_datetime

from apps.exchange.imports.values import is_missing

Order = Literal["iso", "day first", "month first"]
NOON = time(12)  # a date without a time: the same day in every office of the client
MOST_REMEMBERED = 10_000
LONGEST = 40

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].+)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})(?: +(.+))?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(?:,? +(.+))?")
_CLOCK = re.compile(
    r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]+)?)?(?: *([ap])\.?m\.?)?", re.IGNORECASE
)
_TOKENS = {"YYYY": "%Y", "YY": "%y", "MM": "%m", "DD": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}


def format_of(spelled: str) -> str:
    """ "DD/MM/YYYY HH:mm" or "%d/%m/%Y %H:%M" as strptime takes it. Raises ValueError."""
    found = spelled.strip()
    if "%" not in found:
        found = re.sub("|".join(_TOKENS), lambda token: _TOKENS[token.group()], found)
    sample = datetime(2001, 12, 31, 22, 45, 59, tzinfo=UTC)
    if datetime.strptime(sample.strftime(found), found).date() != sample.date():  # noqa: DTZ007
        raise ValueError(spelled)
    return found


@dataclass
class OrderEvidence:
    """What a column of dates shows about day and month."""

    iso: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0
    unreadable: int = 0

    @classmethod
    def of(cls, cells: Iterable[str]) -> OrderEvidence:
        evidence = cls()
        for cell in cells:
            evidence.note(cell.strip())
        return evidence

    def note(self, text: str) -> None:
        found = _YEAR_LAST.fullmatch(text)
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                self.day_first += 1
            elif second > 12 >= first:
                self.month_first += 1
            elif first <= 12 and second <= 12:
                self.either += first != second
            else:
                self.unreadable += 1
        elif _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
            self.iso += 1
        elif not is_missing(text):
            self.unreadable += 1

    @property
    def order(self) -> Order:
        """Day first where nothing speaks against it; the rows of the losing order are refused one by one."""
        if self.month_first > self.day_first:
            return "month first"
        return "day first" if self.day_first or self.either else "iso"

    @property
    def is_ambiguous(self) -> bool:
        return bool(self.either) and not self.day_first and not self.month_first


class DateReader:
    """Naive moments are the client's local time; one with an offset keeps it. None: the cell is no date."""

    def __init__(self, order: Order = "iso", pattern: str | None = None) -> None:
        self.order, self.pattern = order, pattern
        self._known: dict[str, datetime | None] = {}

    def read(self, cell: str) -> datetime | None:
        text = cell.strip()
        if len(text) > LONGEST:
            return None
        if text not in self._known:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            try:
                self._known[text] = self._read(text)
            except (ValueError, OverflowError):
                self._known[text] = None
        return self._known[text]

    def _read(self, text: str) -> datetime | None:
        if self.pattern:
            try:
                return _with_time(datetime.strptime(text, self.pattern), self.pattern)  # noqa: DTZ007
            except ValueError:
                pass  # a workbook's own dates arrive in ISO 8601 whatever they look like there
        if _ISO.fullmatch(text):
            return _iso(text)
        if self.pattern:
            return None
        found = _YEAR_FIRST.fullmatch(text)
        if found:
            return _moment(int(found[1]), int(found[2]), int(found[3]), found[4])
        found = _YEAR_LAST.fullmatch(text)
        if not found:
            return None
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if self.order == "month first" else (first, second)
        return _moment(int(found[3]), month, day, found[4])


def _iso(text: str) -> datetime | None:
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), NOON)
    return parse_datetime(text)


def _moment(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    if clock is None:
        return datetime.combine(date(year, month, day), NOON)
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime(year, month, day, hour, int(found[2]), int(found[3] or 0))  # noqa: DTZ001


def _with_time(moment: datetime, pattern: str) -> datetime:
    has_time = any(token in pattern for token in ("%H", "%I", "%c", "%X", "%T"))
    return moment if has_time else moment.replace(hour=NOON.hour)
