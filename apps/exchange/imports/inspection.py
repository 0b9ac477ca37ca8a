"""Looking through a file once: is it a table, how is it read, what are its columns like."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from apps.exchange.imports.encodings import FALLBACK, detect_encoding
from apps.exchange.imports.errors import UnreadableFile
from apps.exchange.imports.limits import HEAD, LONGEST_NAME, MOST_COLUMNS, MOST_ROWS, SAMPLE
from apps.exchange.imports.notes import Note
from apps.exchange.imports.shape import Record, Shape, is_blank, read_records

DELIMITERS = ",;\t|"
LINES_TRIED = 50
LONGEST_HINT = 20  # of "sep=;" with its line end
MOST_VALUES = 60  # kept of a column's sample


@dataclass
class Profile:
    """What the sample of one column holds. ``values`` stops at 60 different ones, ``is_open`` then says so."""

    name: str
    filled: int = 0
    letters: int = 0
    values: Counter[str] = field(default_factory=Counter)
    is_open: bool = False

    def note(self, cell: str) -> None:
        text = cell.strip()
        if not text:
            return
        self.filled += 1
        self.letters += len(text)
        if text in self.values or len(self.values) < MOST_VALUES:
            self.values[text] += 1
        else:
            self.is_open = True

    @property
    def mean_length(self) -> float:
        return self.letters / self.filled if self.filled else 0.0


@dataclass(frozen=True)
class Inspection:
    shape: Shape
    head: list[Record]
    profiles: list[Profile]
    sampled: int
    notes: list[Note]


def inspect(opener: Callable[[], IO[bytes]]) -> Inspection:
    """Raises UnreadableFile naming the row: whatever passes can be read to its end."""
    with opener() as stream:
        encoding = detect_encoding(stream)
    shape = _delimited(opener, encoding)
    with opener() as stream:
        records = read_records(stream, shape)
        header_row, raw = next(((n, c) for n, c in records if not is_blank(c)), (0, []))
        names, renamed = _names(raw, header_row)
        shape = replace(shape, header=tuple(names), header_row=header_row)
        head, profiles, sampled, last = _look_through(records, shape)
    if last == header_row:
        raise UnreadableFile(_("There are no rows below the names of the columns."))
    return Inspection(
        replace(shape, rows=last - header_row),
        head,
        profiles,
        sampled,
        ([Note("encoding", {"encoding": "Windows-1252"})] if encoding == FALLBACK else []) + renamed,
    )


def _look_through(records: Iterator[Record], shape: Shape) -> tuple[list[Record], list[Profile], int, int]:
    head: list[Record] = []
    profiles = [Profile(name) for name in shape.header]
    sampled, last = 0, shape.header_row
    for number, cells in records:
        if is_blank(cells):
            continue
        last = number
        if number - shape.header_row > MOST_ROWS:
            raise UnreadableFile(
                _("the file has more than %(most)s rows; split it.") % {"most": MOST_ROWS}, row=number
            )
        if len(cells) > MOST_COLUMNS:
            raise UnreadableFile(_too_wide(), row=number)
        if len(head) < HEAD:
            head.append((number, cells))
        if sampled < SAMPLE:
            sampled += 1
            for profile, cell in zip(profiles, cells, strict=False):
                profile.note(cell)
    return head, profiles, sampled, last


def _delimited(opener: Callable[[], IO[bytes]], encoding: str) -> Shape:
    """Excel's own hint, else the separator that cuts the first lines most evenly into most columns."""
    with opener() as stream:
        hint = io.TextIOWrapper(stream, encoding=encoding, errors="replace").readline(LONGEST_HINT).strip()
    if hint.lower().startswith("sep=") and len(hint) == 5:
        return Shape(encoding, hint[4], skips_hint=True)
    return max((Shape(encoding, d) for d in DELIMITERS), key=lambda shape: _evenness(opener, shape))


def _evenness(opener: Callable[[], IO[bytes]], shape: Shape) -> tuple[float, int]:
    try:
        with opener() as stream:
            widths = [len(c) for _n, c in islice(read_records(stream, shape), LINES_TRIED) if not is_blank(c)]
    except UnreadableFile:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return round(widths.count(widths[0]) / len(widths), 1), widths[0]


def _names(raw: Sequence[str], row: int) -> tuple[list[str], list[Note]]:
    """Every column has a name of its own: empty ones get a number, repeated ones a counter."""
    if not raw:
        raise UnreadableFile(_("The file is empty."))
    if len(raw) > MOST_COLUMNS:
        raise UnreadableFile(_too_wide(), row=row)
    names: list[str] = []
    notes = []
    for position, cell in enumerate(raw, start=1):
        name = " ".join(cell.split())
        if len(name) > LONGEST_NAME:
            raise UnreadableFile(
                _("the name of column %(n)s is longer than %(most)s characters.")
                % {"n": position, "most": LONGEST_NAME},
                row=row,
            )
        if any(unicodedata.category(c) == "Cc" for c in name):
            raise UnreadableFile(_("the name of a column holds control characters."), row=row)
        unique = _unique(name or f"Column {position}", names)  # not translated: mappings name it
        if unique != name and name:
            notes.append(Note("renamed", {"column": name, "now": unique}))
        names.append(unique)
    return names, notes


def _unique(name: str, taken: Sequence[str]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name} ({number})", number + 1
    return found


def _too_wide() -> str:
    return _("there are more than %(most)s columns.") % {"most": MOST_COLUMNS}
