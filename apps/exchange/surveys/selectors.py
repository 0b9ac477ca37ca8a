from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.exchange.surveys.converting import TITLES
from apps.exchange.surveys.errors import UnknownConversion
from apps.exchange.surveys.notes import FATES, KINDS, note_words
from apps.exchange.surveys.report import FATES as ORDER
from apps.surveys.models import Conversion, Survey


@dataclass(frozen=True)
class Line:
    """One entry of a report in the reader's language."""

    source: str
    kind: str
    kind_words: str
    what: str
    fate: str
    fate_words: str
    note: str
    is_logic: bool


@dataclass(frozen=True)
class ConversionReport:
    """``lines`` in the order of the file; ``counts`` by fate, with ``dropped_logic`` and ``elements`` beside."""

    conversion: Conversion
    format_title: str
    counts: dict[str, int]
    lines: list[Line]

    @property
    def must_be_acknowledged(self) -> bool:
        return self.counts.get("dropped_logic", 0) > 0 and self.conversion.acknowledged_at is None

    def lines_of(self, fate: str = "", only_logic: bool = False) -> list[Line]:
        return [line for line in self.lines if fate in ("", line.fate) and (line.is_logic or not only_logic)]


def conversion_of(survey: Survey) -> ConversionReport:
    """The report of an imported survey; UnknownConversion for one made here."""
    conversion = Conversion.objects.filter(survey=survey).first()
    if conversion is None:
        raise UnknownConversion
    report = conversion.report
    return ConversionReport(
        conversion,
        TITLES.get(conversion.format, conversion.format),
        dict(report.get("counts", {})),
        list(_lines(report.get("elements", []))),
    )


def has_conversion(survey: Survey) -> bool:
    return Conversion.objects.filter(survey=survey).exists()


def fates() -> list[tuple[str, Any]]:
    return [(fate, FATES[fate]) for fate in ORDER]


def _lines(elements: list[dict[str, Any]]) -> Iterable[Line]:
    for element in elements:
        kind, fate = element["kind"], element["fate"]
        yield Line(
            source=element["source"],
            kind=kind,
            kind_words=str(KINDS.get(kind, kind)),
            what=element["what"],
            fate=fate,
            fate_words=str(FATES.get(fate, fate)),
            note=note_words(element["note"], element["values"]) if element["note"] else "",
            is_logic=bool(element["is_logic"]),
        )
