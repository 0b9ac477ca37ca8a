"""A value that comes along without being asked: from the address, from the invitation, or always the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Respondent, Subject
from apps.surveys.questionnaire.describing import NAME, TITLE, VISIBLE_IF, Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import FormData, Question
from apps.surveys.questionnaire.errors import Fault
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import register
from apps.surveys.questionnaire.writing import judge_text

MAX_LENGTH = 1000
SOURCES = ("param", "invitation")


@register
@dataclass(frozen=True, kw_only=True)
class HiddenQuestion(Question):
    """Never drawn and never read from a form; a program that sends answers in may give it.

    `source` is `param:NAME` or `invitation:NAME`; what is not found there is `default`.
    """

    type: ClassVar[str] = "hidden"
    type_title: ClassVar[Words] = gettext_lazy("Hidden field")
    group: ClassVar[Group] = "text"
    common: ClassVar[tuple[Setting, ...]] = (NAME, TITLE, VISIBLE_IF)
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "from",
            "plain",
            gettext_lazy("Taken from"),
            gettext_lazy("Such as “param:store” from the address or “invitation:name” from the invitation."),
        ),
        Setting("defaultValue", "plain", gettext_lazy("Otherwise")),
    )
    summary: ClassVar[Summary] = "texts"
    is_drawn: ClassVar[bool] = False

    source: str = ""
    default: str = ""

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(source=_read_source(reader), default=_read_plain(reader, "defaultValue"), **common)

    def settings(self) -> dict[str, Any]:
        return {"from": self.source or None, "defaultValue": self.default or None}

    @property
    def listens_to_address(self) -> bool:
        return self.source.startswith("param:")

    def known(self, respondent: Respondent) -> str | None:
        kind, _colon, name = self.source.partition(":")
        found = (respondent.params if kind == "param" else respondent.invitation).get(name, "")
        return str(found).strip()[:MAX_LENGTH] or self.default or None

    def fields(self) -> list[str]:
        return []

    def from_form(self, form: FormData) -> Any:
        return None

    def judge(self, raw: Any) -> str | None:
        return None if raw is None else judge_text(raw, MAX_LENGTH)

    @property
    def must_be_answered(self) -> bool:
        return False

    def missing(self, answer: Any) -> list[Fault]:
        return []

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("text")}


def _read_source(reader: Reader) -> str:
    source = _read_plain(reader, "from")
    kind, _colon, name = source.partition(":")
    if not source or (kind in SOURCES and name and name == name.strip()):
        return source
    reader.fault("from", "source", _("Write “param:” or “invitation:” and a name."))
    return ""


def _read_plain(reader: Reader, key: str) -> str:
    raw = reader.get(key)
    if raw is None:
        return ""
    if isinstance(raw, str) and len(raw.strip()) <= MAX_LENGTH:
        return raw.strip()
    reader.fault(key, "type", _("Give a text of at most %(most)s characters.") % {"most": MAX_LENGTH})
    return ""
