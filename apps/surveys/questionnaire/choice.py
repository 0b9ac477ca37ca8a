"""One choice of a question, and where further ones are carried from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from apps.surveys.questionnaire.reading import NAME, Reader
from apps.surveys.questionnaire.texts import Text, is_storable

MAX_CHOICES = 500
MODES = ("selected", "unselected", "all")
Value = str | int


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what is stored and never changes; the text may. A fixed one stays at the end of any order."""

    value: Value
    text: Text
    is_fixed: bool = False

    @classmethod
    def read(cls, reader: Reader) -> Self:
        return cls(reader.get("value"), reader.text("text"), reader.flag("isFixed"))

    def label(self, language: str) -> str:
        return self.text.in_language(language) or str(self.value)

    def shown(self, language: str) -> dict[str, Any]:
        return {"value": self.value, "text": self.label(language)}

    def dump(self) -> dict[str, Any]:
        found: dict[str, Any] = {"value": self.value}
        if self.text:
            found["text"] = self.text.dump()
        return found | ({"isFixed": True} if self.is_fixed else {})


@dataclass(frozen=True, slots=True)
class ChoicesFrom:
    """Choices carried forward from an earlier question: those selected there, those not, or all it offered."""

    question: str
    mode: str = "selected"

    def dump(self) -> dict[str, str]:
        return {"question": self.question, "mode": self.mode}


def read_choices(reader: Reader, kind: type[Choice] = Choice) -> tuple[Choice, ...]:
    """The question's own choices; where others are carried forward it needs none."""
    found: dict[str, Choice] = {}
    is_carrying = reader.value.get("choicesFrom") is not None
    if is_carrying and reader.get("choices") is None:
        return ()
    children = reader.children("choices", most=MAX_CHOICES, short="value")
    if not children and reader.value.get("choices") == [] and not is_carrying:
        reader.fault("choices", "empty", _("Give at least one choice."))
    for child in children:
        choice = kind.read(child)
        value = choice.value
        child.finish()
        if not _is_value(value):
            child.fault("value", "type", _("Give a text of at most 200 characters or a whole number."))
        elif str(value) in found:
            child.fault("value", "duplicate", _("Another choice has this value."))
        else:
            found[str(value)] = choice
    return tuple(found.values())


def read_source(reader: Reader) -> ChoicesFrom | None:
    child = reader.child("choicesFrom")
    if child is None:
        return None
    name, mode = child.get("question"), child.one_of("mode", MODES, "selected")
    child.finish()
    if isinstance(name, str) and NAME.fullmatch(name):
        return ChoicesFrom(name, mode)
    child.fault("question", "name", _("Give the name of an earlier question."))
    return None


def _is_value(raw: Any) -> bool:
    if isinstance(raw, str):
        return raw == raw.strip() and 0 < len(raw) <= 200 and raw.isprintable() and is_storable(raw)
    return type(raw) is int
