"""Contact details: a block of named fields, each of which may be required."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, NamedTuple, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.describing import Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData, Question, required
from apps.surveys.questionnaire.errors import AnswerError, Fault
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.rows import judge_rows
from apps.surveys.questionnaire.types.registry import register
from apps.surveys.questionnaire.writing import MAX_EMAIL, MAX_PHONE, judge_email, judge_phone, judge_text


class Kind(NamedTuple):
    """One kind of contact detail, with the name browsers fill it in by."""

    title: Words
    autocomplete: str
    input_type: str = "text"
    most: int = 100  # characters


KINDS = {
    "firstName": Kind(gettext_lazy("First name"), "given-name"),
    "lastName": Kind(gettext_lazy("Last name"), "family-name"),
    "company": Kind(gettext_lazy("Company"), "organization"),
    "email": Kind(gettext_lazy("E-mail address"), "email", "email", MAX_EMAIL),
    "phone": Kind(gettext_lazy("Phone number"), "tel", "tel", MAX_PHONE),
    "street": Kind(gettext_lazy("Street and number"), "street-address", most=200),
    "postcode": Kind(gettext_lazy("Postcode"), "postal-code", most=20),
    "city": Kind(gettext_lazy("Town or city"), "address-level2"),
    "country": Kind(gettext_lazy("Country"), "country-name"),
}
STARTER = ("firstName", "lastName", "email")


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    is_required: bool = False

    @property
    def kind(self) -> Kind:
        return KINDS[self.name]

    def dump(self) -> dict[str, Any]:
        return {"name": self.name, "isRequired": True} if self.is_required else {"name": self.name}


@register
@dataclass(frozen=True, kw_only=True)
class ContactQuestion(Question):
    """Answered with {field: text}. Required means any field; a field may be required by itself."""

    type: ClassVar[str] = "contact"
    type_title: ClassVar[Words] = gettext_lazy("Contact details")
    group: ClassVar[Group] = "text"
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "fields",
            "rows",
            gettext_lazy("Fields"),
            parts=(
                Setting(
                    "name",
                    "one_of",
                    gettext_lazy("Field"),
                    options=tuple((name, kind.title) for name, kind in KINDS.items()),
                ),
                Setting("isRequired", "flag", gettext_lazy("Must be answered")),
            ),
        ),
    )
    summary: ClassVar[Summary] = "none"

    parts: tuple[Field, ...] = ()

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(parts=_read_fields(reader), **common)

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"fields": [{"name": name} for name in STARTER]}

    def settings(self) -> dict[str, Any]:
        return {"fields": [part.dump() for part in self.parts]}

    def shown(self, language: str) -> dict[str, Any]:
        rows = [
            {
                "name": part.name,
                "title": str(part.kind.title),
                "autocomplete": part.kind.autocomplete,
                "input_type": part.kind.input_type,
                "most": part.kind.most,
                "is_required": part.is_required,
            }
            for part in self.parts
        ]
        own = {"rows": rows, "is_required": self.must_be_answered, "wants_any": self.is_required}
        return {**super().shown(language), **own}

    def row_field(self, part: Field) -> str:
        return f"{self.field}-{part.name}"

    def fields(self) -> list[str]:
        return [self.row_field(part) for part in self.parts]

    def from_form(self, form: FormData) -> Any:
        found = {part.name: form.get(self.row_field(part)) for part in self.parts}
        return {name: text for name, text in found.items() if text} or None

    def judge(self, raw: Any) -> dict[str, str] | None:
        return judge_rows(raw, {part.name: _judge(part) for part in self.parts})

    @property
    def must_be_answered(self) -> bool:
        return self.is_required or any(part.is_required for part in self.parts)

    def missing(self, answer: Any) -> list[Fault]:
        given = answer or {}
        lacking = [required(p.name) for p in self.parts if p.is_required and p.name not in given]
        return lacking or (super().missing(answer) if self.is_required else [])

    def subjects(self) -> dict[str, Subject]:
        parts = {f"{self.name}.{part.name}": Subject("text") for part in self.parts}
        return {self.name: Subject("group"), **parts}

    def columns(self, language: str) -> dict[str, str]:
        title = self.label(language)
        return {f"{self.name}.{part.name}": f"{title}: {part.kind.title}" for part in self.parts}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {f"{self.name}.{part.name}": (answer or {}).get(part.name) for part in self.parts}

    def display(self, answer: Any, language: str) -> str:
        return "; ".join(answer[part.name] for part in self.parts if part.name in answer)


def _judge(part: Field) -> Callable[[Any], str | None]:
    if part.name == "email":
        return partial(judge_email, longest=MAX_EMAIL)
    return partial(judge_phone if part.name == "phone" else _judge_line, longest=part.kind.most)


def _judge_line(raw: Any, longest: int) -> str | None:
    text = judge_text(raw, longest)
    if text is not None and not text.isprintable():
        raise AnswerError("line", _("Write this in one line."))
    return text


def _read_fields(reader: Reader) -> tuple[Field, ...]:
    found: dict[str, Field] = {}
    children = reader.children("fields", most=len(KINDS), short="name")
    if not children and reader.value.get("fields") == []:
        reader.fault("fields", "empty", _("Give at least one field."))
    for child in children:
        name, is_required = child.get("name"), child.flag("isRequired")
        child.finish()
        if not isinstance(name, str) or name not in KINDS:
            listed = ", ".join(KINDS)
            child.fault("name", "choice", _("Give one of %(options)s.") % {"options": listed})
        elif name in found:
            child.fault("name", "duplicate", _("This field is there already."))
        else:
            found[name] = Field(name, is_required)
    return tuple(found.values())
