"""File upload: photos, documents, recordings sent with the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.attachments import AttachmentQuestion, judge_upload
from apps.surveys.questionnaire.describing import Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.file_kinds import HARD_LIMIT_MB, KINDS, USUAL
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import register

MOST_FILES = 5
USUAL_MB = 10


@register
@dataclass(frozen=True, kw_only=True)
class FileQuestion(AttachmentQuestion):
    """Answered with a list of upload ids."""

    type: ClassVar[str] = "file"
    type_title: ClassVar[Words] = gettext_lazy("File upload")
    group: ClassVar[Group] = "media"
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting("maxSizeMB", "integer", gettext_lazy("Largest file, in MB"), low=1, high=HARD_LIMIT_MB),
        Setting("most", "integer", gettext_lazy("Most files"), low=1, high=MOST_FILES),
        Setting(
            "accepts",
            "plain",
            gettext_lazy("Kinds of files"),
            gettext_lazy("How their names end, such as .pdf, .jpg. Without it photos and PDF are taken."),
        ),
    )
    summary: ClassVar[Summary] = "files"

    most: int = 1
    max_size: int = USUAL_MB
    accepts: tuple[str, ...] = USUAL

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(
            max_size=reader.integer("maxSizeMB", USUAL_MB, 1, HARD_LIMIT_MB) or USUAL_MB,
            most=reader.integer("most", 1, 1, MOST_FILES) or 1,
            accepts=_read_endings(reader),
            **common,
        )

    def settings(self) -> dict[str, Any]:
        return {
            "maxSizeMB": self.max_size if self.max_size != USUAL_MB else None,
            "most": self.most if self.most != 1 else None,
            "accepts": list(self.accepts) if self.accepts != USUAL else None,
        }

    def shown(self, language: str) -> dict[str, Any]:
        own = {"accepts": list(self.accepts), "most": self.most, "max_size": self.max_size}
        return {**super().shown(language), **own}

    @property
    def most_files(self) -> int:
        return self.most

    @property
    def most_megabytes(self) -> int:
        return self.max_size

    @property
    def endings(self) -> tuple[str, ...]:
        return self.accepts

    def from_form(self, form: FormData) -> Any:
        return [text for text in form.getlist(self.upload_field) if text] or None

    def judge(self, raw: Any) -> list[str] | None:
        if raw is None:
            return None
        if not isinstance(raw, list):
            raise AnswerError("type", _("Send the file on the survey page."))
        if len(raw) > self.most:
            text = ngettext("Send at most %(n)s file.", "Send at most %(n)s files.", self.most)
            raise AnswerError("too_many", text % {"n": self.most})
        found = [judge_upload(one) for one in raw]
        if len(set(found)) < len(found):
            raise AnswerError("duplicate", _("A file is there twice."))
        return found or None

    def uploads(self, answer: Any) -> list[str]:
        return list(answer)

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("group")}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {self.name: "; ".join(answer) if answer else None}

    def display(self, answer: Any, language: str) -> str:
        with translation.override(language):
            return ngettext("%(n)s file", "%(n)s files", len(answer)) % {"n": len(answer)}


def _read_endings(reader: Reader) -> tuple[str, ...]:
    """A list, or a text with commas or spaces between."""
    raw = reader.get("accepts")
    if isinstance(raw, str):
        raw = raw.replace(",", " ").split()
    if raw is None or raw == []:
        return USUAL
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        reader.fault("accepts", "type", _("Give the ends of names, such as “.pdf”."))
        return USUAL
    found = dict.fromkeys(one.lower() if one.startswith(".") else f".{one.lower()}" for one in raw)
    for i, ending in enumerate(found):
        if ending not in KINDS:
            options = {"options": ", ".join(KINDS)}
            reader.fault_in(
                "accepts", i, "choice", _("Such files are not taken. Give some of %(options)s.") % options
            )
    return tuple(found)
