"""Short text: free, an e-mail address, a number or a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
    judge_date,
    judge_email,
    judge_number,
    judge_text,
    number_in,
)

INPUT_TYPES = ("text", "email", "number", "date")
MAX_LENGTH = 1000
_KINDS: dict[str, Any] = {"text": "text", "email": "text", "number": "number", "date": "date"}


@register
@dataclass(frozen=True, kw_only=True)
class TextQuestion(Question):
    """Stored as text, as a number, or as a date in ISO 8601 (`2026-03-31`)."""

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
                ("number", gettext_lazy("A number")),
                ("date", gettext_lazy("A date")),
            ),
        ),
        Setting(
            "maxLength",
            "integer",
            gettext_lazy("Most characters"),
            low=1,
            high=MAX_LENGTH,
            when=("inputType", ("text", "email")),
        ),
        Setting("min", "number", gettext_lazy("Lowest value"), when=("inputType", ("number",))),
        Setting("max", "number", gettext_lazy("Highest value"), when=("inputType", ("number",))),
        Setting("min", "plain", gettext_lazy("Earliest"), when=("inputType", ("date",))),
        Setting("max", "plain", gettext_lazy("Latest"), when=("inputType", ("date",))),
    )
    summary: ClassVar[Summary] = "texts"

    input_type: str = "text"
    max_length: int | None = None
    least: int | float | str | None = None
    greatest: int | float | str | None = None

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        kind = reader.one_of("inputType", INPUT_TYPES, "text")
        if kind in ("text", "email"):
            longest = MAX_LENGTH if kind == "text" else MAX_EMAIL
            length = reader.integer("maxLength", None, 1, longest)
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
        if self.input_type == "number":
            return judge_number(raw, self.least, self.greatest)
        if self.input_type == "date":
            return judge_date(raw, self.least, self.greatest)
        if self.input_type == "email":
            return judge_email(raw, self.max_length or MAX_EMAIL)
        return judge_text(raw, self.max_length or MAX_LENGTH)

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject(_KINDS[self.input_type])}

    def display(self, answer: Any, language: str) -> str:
        if self.input_type not in ("number", "date"):
            return str(answer)
        with translation.override(language):
            value = date.fromisoformat(answer) if self.input_type == "date" else answer
            return str(formats.localize(value, use_l10n=True))


def _read_bound(reader: Reader, key: str, kind: str) -> Any:
    raw = reader.get(key)
    try:
        return None if raw is None else judge_number(raw) if kind == "number" else judge_date(raw)
    except ValueError as error:
        reader.fault(key, "type", str(error))
        return None
