"""A choice among pictures, one of them or several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.choice import Choice, read_choices
from apps.surveys.questionnaire.choices import ChoiceQuestion
from apps.surveys.questionnaire.describing import CHOICES, Setting, Words
from apps.surveys.questionnaire.elements import Cell, FormData
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.checkbox import CheckboxQuestion
from apps.surveys.questionnaire.types.registry import register

_HOSTED = re.compile(r"(https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?)(/[!#-&(-;=?-~]*)?")
_CARRIED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}")
LONGEST_ADDRESS = 2000
LONGEST_CARRIED = 120_000  # characters: a picture of about 90 KB


@dataclass(frozen=True, slots=True)
class Picture(Choice):
    """`image` is an https address, or a small picture in the document itself (`data:image/png;base64,...`)."""

    image: str = ""

    @classmethod
    def read(cls, reader: Reader) -> Self:
        return replace(super(Picture, cls).read(reader), image=_read_image(reader))

    @property
    def host(self) -> str:
        """Where the picture is fetched from; empty if it comes with the page."""
        found = _HOSTED.fullmatch(self.image)
        return found[1] if found else ""

    def shown(self, language: str) -> dict[str, Any]:
        return {**super(Picture, self).shown(language), "image": self.image}

    def dump(self) -> dict[str, Any]:
        own = {"image": self.image} if self.image else {}
        return {**super(Picture, self).dump(), **own}


@register
@dataclass(frozen=True, kw_only=True)
class ImagepickerQuestion(CheckboxQuestion):
    """Answered with a value; with a list of them where several may be chosen."""

    type: ClassVar[str] = "imagepicker"
    type_title: ClassVar[Words] = gettext_lazy("Choice of pictures")
    editor: ClassVar[tuple[Setting, ...]] = (
        replace(CHOICES, parts=(*CHOICES.parts, Setting("image", "url", gettext_lazy("Picture")))),
        Setting("multiSelect", "flag", gettext_lazy("Several may be chosen")),
    )

    is_multi: bool = False

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        choices = read_choices(reader, Picture)
        return cls(choices=choices, is_multi=reader.flag("multiSelect"), **common)

    def settings(self) -> dict[str, Any]:
        return {**ChoiceQuestion.settings(self), "multiSelect": self.is_multi}

    def shown(self, language: str) -> dict[str, Any]:
        return {**super().shown(language), "is_multi": self.is_multi}

    @property
    def image_hosts(self) -> frozenset[str]:
        return frozenset(c.host for c in self.offered if isinstance(c, Picture) and c.host)

    def from_form(self, form: FormData) -> Any:
        found = super().from_form(form)
        return found if self.is_multi or not found else found[-1]

    def judge(self, raw: Any) -> Any:
        if self.is_multi or raw is None:
            return super().judge(raw)
        return self.judge_value(raw)

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("choices" if self.is_multi else "choice", self.values)}

    def cells(self, answer: Any) -> dict[str, Cell]:
        return super().cells(answer) if self.is_multi else {self.name: answer}

    def display(self, answer: Any, language: str) -> str:
        return super().display(answer, language) if self.is_multi else self.label_of(answer, language)


def _read_image(reader: Reader) -> str:
    raw = reader.get("image")
    if raw is None or raw == "":
        return ""
    if isinstance(raw, str):
        if len(raw) <= LONGEST_ADDRESS and _HOSTED.fullmatch(raw):
            return raw
        if len(raw) <= LONGEST_CARRIED and _CARRIED.fullmatch(raw):
            return raw
    detail = _(
        "Give the address of a picture, starting with https://, or a small PNG, JPEG, GIF or WebP picture."
    )
    reader.fault("image", "url", detail)
    return ""
