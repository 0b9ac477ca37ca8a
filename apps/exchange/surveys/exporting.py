"""Our questionnaires as files of other tools."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.exchange.surveys import surveyjs, xlsform
from apps.exchange.surveys.errors import DraftNotExportable, UnknownFormat
from apps.surveys.models import Survey
from apps.surveys.questionnaire import QuestionnaireError, load

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Document = dict[str, Any]


@dataclass(frozen=True)
class Written:
    body: bytes
    content_type: str
    file_name: str


@dataclass(frozen=True)
class Writer:
    """One format we write. ``suffix`` comes behind the code of the survey in the file's name."""

    title: str
    suffix: str
    content_type: str
    write: Callable[[Document, str], bytes]


def _surveyjs(document: Document, code: str) -> bytes:
    return json.dumps(surveyjs.write(document), ensure_ascii=False, indent=2).encode()


WRITERS: dict[str, Writer] = {
    "surveyjs": Writer("SurveyJS JSON", ".surveyjs.json", "application/json", _surveyjs),
    "xlsform": Writer("XLSForm", ".xlsx", XLSX, xlsform.write),
}


def export_survey(survey: Survey, format_name: str) -> Written:
    """The draft as a file. Raises UnknownFormat, or DraftNotExportable where its references are broken."""
    writer = WRITERS.get(format_name)
    if writer is None:
        raise UnknownFormat
    try:
        document = load(survey.draft).dump()
    except QuestionnaireError as error:
        raise DraftNotExportable(errors=error.errors[:20]) from error
    return Written(writer.write(document, survey.code), writer.content_type, survey.code + writer.suffix)
