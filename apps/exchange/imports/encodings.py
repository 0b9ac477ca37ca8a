"""Which encoding a file is in: stated by a byte order mark, else UTF-8 if it is, else UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import IO

from django.utils.translation import gettext as _

from apps.exchange.imports.errors import UnreadableFile

CHUNK = 1 << 20
# Read with "utf-8-sig" and "utf-16" the mark itself is left out.
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
FALLBACK = "cp1252"
UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def detect_encoding(stream: IO[bytes]) -> str:
    """Reads the whole stream. Raises UnreadableFile, naming the row, for UTF-8 with broken characters."""
    stream.seek(0)
    start = stream.read(4096)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    unmarked = _unmarked_utf16(start)
    if unmarked:
        return unmarked
    stream.seek(0)
    return _utf8_or_fallback(stream)


def _unmarked_utf16(start: bytes) -> str | None:
    """Mostly Latin text in UTF-16 has a NUL at every other place."""
    if len(start) < 4:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) * 0.3 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) * 0.3 and odd == 0 else None


def _utf8_or_fallback(stream: IO[bytes]) -> str:
    """A few broken characters among many good ones are damage; the other way round it was never UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = broken = lines = 0
    first_broken = 0
    while True:
        chunk = stream.read(CHUNK)
        text = decoder.decode(chunk, final=not chunk)
        if not text.isascii():
            bad = sum("\udc80" <= character <= "\udcff" for character in text)
            good += sum(character > "\x7f" for character in text) - bad
            if bad and not broken:
                before = next(i for i, character in enumerate(text) if "\udc80" <= character <= "\udcff")
                first_broken = lines + text.count("\n", 0, before) + 1
            broken += bad
        lines += text.count("\n")
        if not chunk:
            break
    if not broken:
        return "utf-8"
    if good > broken:
        raise UnreadableFile(_("a character is broken; save the file again as UTF-8."), row=first_broken)
    _check_fallback(stream)
    return FALLBACK


def _check_fallback(stream: IO[bytes]) -> None:
    """Five bytes stand for nothing in Windows-1252."""
    stream.seek(0)
    lines = 0
    while chunk := stream.read(CHUNK):
        found = UNDEFINED.search(chunk)
        if found:
            row = lines + chunk.count(b"\n", 0, found.start()) + 1
            raise UnreadableFile(_("a character cannot be read; save the file as UTF-8."), row=row)
        lines += chunk.count(b"\n")
