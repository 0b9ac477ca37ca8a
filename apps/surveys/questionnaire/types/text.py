"""Short text: free, an e-mail or web address, a phone number, a number, a date or a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar, Self

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import FormData, Question
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import register
from apps.surveys.questionnaire.writing import (
    MAX_EMAIL,
    MAX_PHONE,
    MAX_URL,
    judge_date,
    judge_email,
    judge_number,
    judge_phone,
    judge_text,
    judge_time,
    judge_url,
    number_in,
)

INPUT_TYPES = ("text", "email", "tel", "url", "number", "date", "time")
MAX_LENGTH = 1000
_KINDS: dict[str, Any] = {"number": "number", "date": "date"}  # to conditions all others are texts
_LONGEST = {"text": MAX_LENGTH, "email": MAX_EMAIL, "tel": MAX_PHONE, "url": MAX_URL}
_TEXTS: dict[str, Callable[[Any, int], str | None]] = {
    "text": judge_text,
    "email": judge_email,
    "tel": judge_phone,
    "url": judge_url,
}
_BOUNDED: dict[str, Callable[[Any, Any, Any], Any]] = {
    "number": judge_number,
    "date": judge_date,
    "time": judge_time,
}

_ISO = gettext_lazy("A day as 2026-03-31, a time as 14:30.")


@register
@dataclass(frozen=True, kw_only=True)
class TextQuestion(Question):
    """Stored as text, as a number, as a date in ISO 8601 (`2026-03-31`) or as a time of day (`14:30`)."""

    type: ClassVar[str] = "text"
    type_title: ClassVar[Words] = gettext_lazy("Short text")
    group: ClassVar[Group] = "text"
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "inputType",
            "one_of",
            gettext_lazy("What is written"),
            options=(
                ("text", gettext_lazy("Any text")),
                ("email", gettext_lazy("An e-mail address")),
                ("tel", gettext_lazy("A phone number")),
                ("url", gettext_lazy("A web address")),
                ("number", gettext_lazy("A number")),
                ("date", gettext_lazy("A date")),
                ("time", gettext_lazy("A time of day")),
            ),
        ),
        Setting(
            "maxLength",
            "integer",
            gettext_lazy("Most characters"),
            low=1,
            high=MAX_LENGTH,
            when=("inputType", tuple(_LONGEST)),
        ),
        Setting("min", "number", gettext_lazy("Lowest value"), when=("inputType", ("number",))),
        Setting("max", "number", gettext_lazy("Highest value"), when=("inputType", ("number",))),
        Setting("min", "plain", gettext_lazy("Earliest"), _ISO, when=("inputType", ("date", "time"))),
        Setting("max", "plain", gettext_lazy("Latest"), _ISO, when=("inputType", ("date", "time"))),
    )
    summary: ClassVar[Summary] = "texts"

    input_type: str = "text"
    max_length: int | None = None
    least: int | float | str | None = None
    greatest: int | float | str | None = None

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"inputType": "text"}

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        kind = reader.one_of("inputType", INPUT_TYPES, "text")
        if kind in _LONGEST:
            length = reader.integer("maxLength", None, 1, _LONGEST[kind])
            return cls(input_type=kind, max_length=length, **common)
        least, greatest = _read_bound(reader, "min", kind), _read_bound(reader, "max", kind)
        if least is not None and greatest is not None and least > greatest:
            reader.fault("max", "range", _("The greatest value must not be below the least."))
        return cls(input_type=kind, least=least, greatest=greatest, **common)

    def settings(self) -> dict[str, Any]:
        bounds = {"maxLength": self.max_length, "min": self.least, "max": self.greatest}
        return {"inputType": self.input_type, **bounds}

    def shown(self, language: str) -> dict[str, Any]:
        bounds = {"max_length": self.max_length, "least": self.least, "greatest": self.greatest}
        return {**super().shown(language), "input_type": self.input_type, **bounds}

    def from_form(self, form: FormData) -> Any:
        text = form.get(self.field) or None
        return number_in(text) if self.input_type == "number" else text

    def judge(self, raw: Any) -> str | int | float | None:
        if raw is None:
            return None
        if self.input_type in _BOUNDED:
            answer: str | int | float | None = _BOUNDED[self.input_type](raw, self.least, self.greatest)
            return answer
        return _TEXTS[self.input_type](raw, self.max_length or _LONGEST[self.input_type])

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject(_KINDS.get(self.input_type, "text"))}

    def display(self, answer: Any, language: str) -> str:
        if self.input_type not in _BOUNDED:
            return str(answer)
        parse = {"date": date.fromisoformat, "time": time.fromisoformat}.get(self.input_type)
        with translation.override(language):
            value = parse(answer) if parse else answer
            return str(formats.localize(value, use_l10n=True))


def _read_bound(reader: Reader, key: str, kind: str) -> Any:
    raw = reader.get(key)
    try:
        return None if raw is None else _BOUNDED[kind](raw, None, None)
    except ValueError as error:
        reader.fault(key, "type", str(error))
        return None
