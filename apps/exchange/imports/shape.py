"""How a stored table is read, and reading it: records with the numbers a spreadsheet shows beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any, Self

from django.utils.translation import gettext as _

from apps.exchange.imports.errors import UnreadableFile
from apps.exchange.imports.limits import LONGEST_CELL, LONGEST_LINE

csv.field_size_limit(LONGEST_CELL)

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Shape:
    """``header_row`` is the number of the record that holds the names; data begin behind it."""

    encoding: str
    delimiter: str
    header: tuple[str, ...] = ()
    header_row: int = 1
    rows: int = 0
    skips_hint: bool = False  # the first line is Excel's "sep=;"

    def dump(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        return cls(**{**stored, "header": tuple(stored["header"])})


@dataclass(frozen=True)
class Table:
    """A table that can be opened again and again."""

    opener: Callable[[], IO[bytes]]
    shape: Shape

    def records(self, *, after: int = 0) -> Iterator[Record]:
        """Records below the header, from the one behind the first ``after`` of them."""
        with self.opener() as stream:
            start = self.shape.header_row + after
            for number, cells in read_records(stream, self.shape):
                if number > start:
                    yield number, cells

    def column(self, name: str) -> int:
        return self.shape.header.index(name)


def read_records(stream: IO[bytes], shape: Shape) -> Iterator[Record]:
    """Every record of the file, blank ones too. Raises UnreadableFile naming the row."""
    lines = _Lines(stream, shape)
    reader = csv.reader(lines, delimiter=shape.delimiter)
    number = 1 if shape.skips_hint else 0
    while True:
        lines.row = number + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            words = _("a cell is longer than %(most)s characters; is a quotation mark left open?")
            raise UnreadableFile(words % {"most": LONGEST_CELL}, row=number + 1) from error
        number += 1
        if lines.ended:  # a whole record is handed out before the next line is asked for
            raise UnreadableFile(_("a quotation mark is opened and never closed."), row=number)
        yield number, cells


def is_blank(cells: list[str]) -> bool:
    return not any(cell.strip() for cell in cells)


class _Lines:
    """The lines of a file on their way to the csv reader; ``row`` is the record they belong to."""

    def __init__(self, stream: IO[bytes], shape: Shape) -> None:
        stream.seek(0)
        source: Any = getattr(stream, "file", stream)
        self._text = io.TextIOWrapper(source, encoding=shape.encoding, newline="")
        self._skips = shape.skips_hint
        self.ended = False
        self.row = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._line()
        if self._skips:
            self._skips = False
            line = self._line()
        if not line:
            self.ended = True
            raise StopIteration
        return line

    def _line(self) -> str:
        try:
            line = self._text.readline(LONGEST_LINE + 1)
        except UnicodeError as error:
            raise UnreadableFile(
                _("near this row a character cannot be read; save the file as UTF-8."), row=self.row
            ) from error
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(
                _("the line is longer than %(most)s characters.") % {"most": LONGEST_LINE}, row=self.row
            )
        if "\0" in line:
            raise UnreadableFile(_("there is a zero byte; this is not a text file."), row=self.row)
        return line
