"""Rich text from people: a little markup, cleaned when a questionnaire is read and when it is shown."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe

from apps.surveys.questionnaire.texts import Text

_TAGS = {
    "a",
    "b",
    "blockquote",
    "br",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "span",
    "strong",
    "ul",
}
_ATTRIBUTES = {"a": {"href", "title"}, "*": {"dir", "lang"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean(html: str) -> str:
    """The HTML with everything but harmless text markup removed; cleaning twice changes nothing."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


def rendered(text: Text, language: str) -> SafeString:
    """A rich text ready to stand in a page."""
    return mark_safe(clean(text.in_language(language)))  # noqa: S308
