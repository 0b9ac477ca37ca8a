"""What somebody sends: parsed strictly, before anything is looked up."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem, Invalid

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DIMENSION = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
MOST_DIMENSIONS_SENT = 8
FIELDS = {
    "survey",
    "submission_id",
    "answers",
    "version",
    "language",
    "channel",
    "submitted_at",
    "customer",
    "dimensions",
    "test",
}


@dataclass(frozen=True)
class Submission:
    """One response on its way in. ``digest`` tells a retry from other content under the same id."""

    survey: str
    submission_id: uuid.UUID
    answers: Mapping[str, Any]
    digest: bytes
    version: int | None = None
    language: str | None = None
    channel: str | None = None
    submitted_at: datetime | None = None
    customer: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
    is_test: bool = False
    batch_id: uuid.UUID | None = None


def digest_of(payload: Any) -> bytes:
    """SHA-256 of what was sent, whatever the order of its names, before any default is filled in."""
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).digest()


def parse_submission(payload: Any) -> Submission:
    """Raises Invalid naming every field that is wrong. Answers are judged later, against the version."""
    if not isinstance(payload, dict):
        raise Invalid(errors=[FieldProblem("", "object", _("Send a JSON object."))])
    reader = _Reader(payload)
    submission = Submission(
        survey=reader.text("survey", most=64, required=True) or "",
        submission_id=reader.identifier("submission_id"),
        answers=reader.mapping("answers", required=True),
        digest=digest_of(payload),
        version=reader.version("version"),
        language=reader.text("language", most=10, pattern=LANGUAGE),
        channel=reader.text("channel", most=64),
        submitted_at=reader.moment("submitted_at"),
        customer=reader.text("customer", most=200) or "",
        dimensions=reader.dimensions("dimensions"),
        is_test=reader.truth("test"),
    )
    reader.finish()
    return submission


class _Reader:
    """Collects every problem of one payload; values of wrong fields are never used."""

    def __init__(self, payload: dict[str, Any]) -> None:
        self.payload = payload
        self.problems: list[FieldProblem] = []
        for name in payload:
            if name not in FIELDS:
                self._problem(name, "unknown_field", _("There is no such field."))

    def finish(self) -> None:
        if self.problems:
            raise Invalid(errors=self.problems)

    def text(
        self, name: str, *, most: int, required: bool = False, pattern: re.Pattern[str] | None = None
    ) -> str | None:
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, str) or not _storable(value):
            self._problem(name, "text", _("Send a text."))
        elif len(value) > most or (required and not value):
            self._problem(name, "length", _("Use 1 to %(most)s characters.") % {"most": most})
        elif pattern and not pattern.fullmatch(value):
            self._problem(name, "format", _("This is not in the expected format."))
        else:
            return value
        return None

    def identifier(self, name: str) -> uuid.UUID:
        value = self._value(name, True)
        try:
            if isinstance(value, str) and len(value) in {32, 36}:
                return uuid.UUID(value)
        except ValueError:
            pass
        if value is not None:
            self._problem(name, "uuid", _("Send a UUID."))
        return uuid.UUID(int=0)

    def mapping(self, name: str, *, required: bool = False) -> dict[str, Any]:
        value = self._value(name, required)
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self._problem(name, "object", _("Send an object of names and values."))
        return {}

    def version(self, name: str) -> int | None:
        value = self._value(name, False)
        if value is None:
            return None
        if type(value) is int and 1 <= value <= 2**31 - 1:
            return value
        self._problem(name, "version", _("Send the number of a published version."))
        return None

    def truth(self, name: str) -> bool:
        value = self._value(name, False)
        if value is not None and not isinstance(value, bool):
            self._problem(name, "boolean", _("Send true or false."))
        return value is True

    def moment(self, name: str) -> datetime | None:
        value = self._value(name, False)
        if value is None:
            return None
        try:
            moment = parse_datetime(value) if isinstance(value, str) and len(value) <= 40 else None
        except ValueError:
            moment = None
        if moment is None:
            self._problem(name, "date_time", _("Send a date and time such as 2026-03-01T09:30:00+01:00."))
        return moment

    def dimensions(self, name: str) -> dict[str, str]:
        found = self.mapping(name)
        if len(found) > MOST_DIMENSIONS_SENT:
            self._problem(name, "too_many", _("Send at most eight dimensions."))
            return {}
        for key, value in found.items():
            if not DIMENSION.fullmatch(key) or key == "survey":
                self._problem(f"{name}/{key}", "name", _("Use letters, digits, hyphens, underscores."))
            elif not isinstance(value, str) or not value.strip() or len(value) > 200 or not _storable(value):
                self._problem(f"{name}/{key}", "member", _("Use a text of 1 to 200 characters."))
        return {key: str(value).strip() for key, value in found.items()}

    def _value(self, name: str, required: bool) -> Any:
        value = self.payload.get(name)
        if value is None and required:
            self._problem(name, "required", _("This field is required."))
        return value

    def _problem(self, name: str, code: str, detail: str) -> None:
        self.problems.append(FieldProblem(f"/{name}", code, detail))


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
