"""From a file of another tool to our document and its report, without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.exchange.surveys import lss, qsf, surveyjs, xlsform
from apps.exchange.surveys.errors import UnknownFormat, UnreadableSurvey
from apps.exchange.surveys.files import check_size, format_of, json_object
from apps.exchange.surveys.report import Report

Document = dict[str, Any]


@dataclass(frozen=True)
class Converted:
    """``document`` is one that ``load`` takes; ``report`` accounts for every element of the file."""

    format: str
    document: Document
    report: Report


TITLES = {
    "surveyjs": "SurveyJS JSON",
    "xlsform": "XLSForm",
    "lss": "LimeSurvey LSS",
    "qsf": "Qualtrics QSF",
}
READERS: dict[str, Callable[[bytes, str, Report], Document]] = {
    "surveyjs": lambda data, title, report: surveyjs.read(json_object(data), title, report),
    "xlsform": xlsform.read,
    "lss": lss.read,
    "qsf": lambda data, title, report: qsf.read(json_object(data), title, report),
}


def convert(data: bytes, file_name: str = "", format_name: str | None = None) -> Converted:
    """Raises UnreadableSurvey, SurveyFileTooLarge or UnknownFormat; the detail says what is wrong."""
    if format_name is not None and format_name not in READERS:
        raise UnknownFormat
    check_size(data)
    found = format_of(data)
    if format_name not in (None, found):
        words = _("This is a file of the format %(found)s, not %(asked)s.")
        raise UnreadableSurvey(words % {"found": TITLES[found], "asked": TITLES[str(format_name)]})
    report = Report()
    document = READERS[found](data, _title(file_name), report)
    return Converted(found, document, report)


def _title(file_name: str) -> str:
    base = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rpartition(".")[0][:200] or base[:200] or _("Imported survey")
