"""Signature: drawn with a finger or a mouse, or else the name typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.attachments import AttachmentQuestion, judge_upload
from apps.surveys.questionnaire.describing import Group, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.types.registry import register
from apps.surveys.questionnaire.writing import judge_text

LONGEST_NAME = 200


@register
@dataclass(frozen=True, kw_only=True)
class SignatureQuestion(AttachmentQuestion):
    """Answered with {"upload": id of the drawing}, or with {"typed": name}: without a script, or by keyboard."""

    type: ClassVar[str] = "signature"
    type_title: ClassVar[Words] = gettext_lazy("Signature")
    group: ClassVar[Group] = "media"
    summary: ClassVar[Summary] = "files"

    @property
    def most_files(self) -> int:
        return 1

    @property
    def most_megabytes(self) -> int:
        return 1

    @property
    def endings(self) -> tuple[str, ...]:
        return (".png",)

    @property
    def upload_field(self) -> str:
        return f"{self.field}.upload"

    def fields(self) -> list[str]:
        return [self.field, self.upload_field]

    def from_form(self, form: FormData) -> Any:
        """What is drawn counts before what is typed."""
        upload, typed = form.get(self.upload_field), form.get(self.field)
        return {"upload": upload} if upload else {"typed": typed} if typed else None

    def judge(self, raw: Any) -> dict[str, str] | None:
        if raw is None or raw == {}:
            return None
        if not isinstance(raw, dict) or len(raw) != 1 or not raw.keys() <= {"typed", "upload"}:
            raise AnswerError("type", _("Give the name that signs."))
        if "upload" in raw:
            return {"upload": judge_upload(raw["upload"])}
        typed = judge_text(raw["typed"], LONGEST_NAME)
        if typed and not typed.isprintable():
            raise AnswerError("line", _("Write this in one line."))
        return {"typed": typed} if typed else None

    def uploads(self, answer: Any) -> list[str]:
        return [answer["upload"]] if "upload" in answer else []

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("group")}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return {self.name: next(iter(answer.values())) if answer else None}

    def display(self, answer: Any, language: str) -> str:
        with translation.override(language):
            return str(answer.get("typed") or _("drawn"))
