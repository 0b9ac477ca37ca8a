"""A file as it came in: which format it is, and its JSON or XML within bounds."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

from django.utils.translation import gettext as _

from apps.common.api.strict_json import depth
from apps.exchange.surveys.errors import SurveyFileTooLarge, UnreadableSurvey
from apps.exchange.surveys.limits import MOST_BYTES, MOST_JSON_DEPTH, MOST_JSON_NODES

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def check_size(data: bytes) -> None:
    if not data.strip():
        raise UnreadableSurvey(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise SurveyFileTooLarge(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024**2})


def format_of(data: bytes) -> str:
    """By what the file begins with; its name is not asked. Raises UnreadableSurvey for an unknown one."""
    if data.startswith(ZIP):
        return "xlsform"
    if data.startswith(OLE):
        raise UnreadableSurvey(
            _("This is an older or protected workbook. Save it as XLSX without a password.")
        )
    start = text_start(data)
    if start.startswith("<"):
        return "lss"
    if start.startswith("{"):
        return "qsf" if '"SurveyElements"' in start or b"SurveyElements" in data[:2_000_000] else "surveyjs"
    raise UnreadableSurvey(
        _(
            "This is none of the formats we read: SurveyJS JSON, XLSForm (XLSX), LimeSurvey LSS, Qualtrics QSF."
        )
    )


def text_start(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[:400].decode(encoding, "ignore").lstrip()
    return data[:400].decode("utf-8", "replace").lstrip()


def json_object(data: bytes) -> dict[str, Any]:
    """The object in this JSON; UnreadableSurvey says what is wrong with it."""
    text = _decoded(data)
    body = text.encode("utf-8", "surrogatepass")
    if body.count(b"{") + body.count(b"[") + body.count(b",") > MOST_JSON_NODES:
        raise SurveyFileTooLarge(_("The file holds more entries than a questionnaire has."))
    if depth(body) > MOST_JSON_DEPTH:
        raise UnreadableSurvey(_("The JSON is nested too deeply."))
    try:
        found = json.loads(text, parse_constant=_refused, parse_int=_bounded)
    except ValueError as error:
        raise UnreadableSurvey(_("The file is not valid JSON: %(why)s.") % {"why": error}) from error
    if not isinstance(found, dict):
        raise UnreadableSurvey(_("The JSON is not an object."))
    return found


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return _UNSTORABLE.sub("", data.decode(encoding))
    except UnicodeDecodeError as error:
        words = _("The file is not in UTF-8: byte %(at)s is no character. Save it as UTF-8.")
        raise UnreadableSurvey(words % {"at": error.start}) from error


def _refused(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _bounded(digits: str) -> int | float:
    return int(digits) if len(digits) <= 16 else float(digits[:300])
