"""A statement: rich text between the questions, never answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from apps.surveys.questionnaire.describing import Group, Setting, Words
from apps.surveys.questionnaire.elements import Element
from apps.surveys.questionnaire.html import rendered
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register


@register
@dataclass(frozen=True, kw_only=True)
class HtmlElement(Element):
    type: ClassVar[str] = "html"
    type_title: ClassVar[Words] = gettext_lazy("Statement")
    group: ClassVar[Group] = "display"
    editor: ClassVar[tuple[Setting, ...]] = (Setting("html", "rich", gettext_lazy("Text")),)

    html: Text = NO_TEXT

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        return cls(html=reader.rich_text("html"), **common)

    def settings(self) -> dict[str, Any]:
        return {"html": self.html.dump()}

    def shown(self, language: str) -> dict[str, Any]:
        return {**super().shown(language), "html": self.rendered(language)}

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        yield self.html

    def rendered(self, language: str) -> SafeString:
        return rendered(self.html, language)
