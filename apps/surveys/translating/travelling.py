"""What comes back from a translator, whatever the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem, Invalid
from apps.surveys.translating.units import source_language, units

MOST_BYTES = 4 * 1024**2
MOST_PROBLEMS = 50
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Brought:
    """`texts` and the `sources` they were made from, by key; `unknown` are keys the draft does not have."""

    language: str
    texts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


class UnreadableFile(Invalid):
    """The file is no table or XLIFF of ours; the problems name the place."""

    code = "unreadable_file"


def refused(place: str, code: str, detail: str) -> UnreadableFile:
    return UnreadableFile(detail, errors=[FieldProblem(place, code, detail)])


def decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 text, with or without a byte order mark. Raises UnreadableFile."""
    if len(data) > MOST_BYTES:
        raise refused(
            "/file", "too_large", _("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024**2}
        )
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(
            "/file", "encoding", _("The file is not in UTF-8. Save it as UTF-8 and send it again.")
        ) from error


def portable(text: str) -> str:
    """The text as XML and spreadsheets can hold it: what people paste may have control characters."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def sorted_out(found: Brought, document: Mapping[str, Any]) -> Brought:
    """Only the keys the draft has; the others are named. A source that only travelling changed is the draft's own."""
    known = {unit.key: unit.source(source_language(document)) for unit in units(document)}
    found.unknown = [key for key in found.texts if key not in known][:MOST_PROBLEMS]
    found.texts = {key: text for key, text in found.texts.items() if key in known}
    for key, source in found.sources.items():
        if key in known and portable(source) == portable(known[key]):
            found.sources[key] = known[key]
    return found
