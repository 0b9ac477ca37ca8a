"""Piping: earlier answers, parameters of the address and other things known of a respondent, put into texts.

A text may hold ``{question}``, ``{question.row}``, ``{param:store}``, ``{invitation:first_name}`` and
``{calculated:total}``; within a panel also ``{panel.question}`` and ``{item}``. What is known but missing leaves
nothing; what is not known stays as it stands, for the checks to report. What is put in is never read for
references again.

An answer stands in texts from the next page on: a page is written before it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any
from urllib.parse import quote

from django.utils import formats, translation
from django.utils.safestring import SafeString, mark_safe

from apps.surveys.questionnaire.elements import Element
from apps.surveys.questionnaire.html import clean
from apps.surveys.questionnaire.model import Page, Questionnaire
from apps.surveys.questionnaire.texts import Text

REFERENCE = re.compile(r"\{((?:param|invitation|calculated):[^{}\s]{1,200}|[A-Za-z][A-Za-z0-9_.-]{0,129})\}")
_LINK = re.compile(r'(?<=href=")[^"]*')
# What browsers take for scheme and host; of a web address they need no slashes.
_AUTHORITY = re.compile(r"\s*(https?:[\\/]*|([a-z][a-z0-9+.-]*:)?[\\/]{2,})[^\\/?#]*", re.IGNORECASE)
_IDENTIFIERS = frozenset({"name", "type", "field", "value", "input_type"})
PLACES = 2  # decimals of a calculated number in a text

Spelling = Callable[[str], str]


@dataclass(frozen=True)
class Values:
    """What is known of one respondent, in the language they read.

    ``answers`` are accepted ones; ``own`` holds finished texts by reference, such as those of a panel's instance.
    """

    questionnaire: Questionnaire
    language: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    invitation: Mapping[str, Any] = field(default_factory=dict)
    calculated: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)

    def get(self, reference: str) -> str | None:
        """The text for a reference: empty where there is none yet, None where nothing has this name."""
        if reference in self.own:
            return self.own[reference]
        source, colon, name = reference.partition(":")
        if colon:
            holder: Mapping[str, Any] = getattr(self, "params" if source == "param" else source)
            return self._written(holder.get(name))
        return self._answer(reference)

    def within(self, own: Mapping[str, str]) -> Values:
        return replace(self, own={**self.own, **own})

    def _answer(self, reference: str) -> str | None:
        name, dot, part = reference.partition(".")
        question = self.questionnaire.questions.get(name)
        if question is None or (dot and reference not in question.subjects()):
            return None
        answer = self.answers.get(name)
        if answer is None:
            return ""
        if not dot:
            return question.display(answer, self.language)
        return self._written(answer.get(part) if isinstance(answer, Mapping) else None)

    def _written(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        rounded = round(value, PLACES)
        with translation.override(self.language):
            whole = int(rounded) if rounded == int(rounded) else rounded
            return str(formats.localize(whole, use_l10n=True))


def names_in(text: str) -> tuple[str, ...]:
    """The references in a text, as they are written between the braces, each once."""
    return tuple(dict.fromkeys(REFERENCE.findall(text))) if "{" in text else ()


def pipe(text: str, values: Values) -> str:
    """A plain text with its references filled in: still plain, to be escaped where it is shown."""
    return _filled(text, values, str)


def pipe_html(html: str, values: Values) -> SafeString:
    """Rich text with its references filled in: what is put in is text, never markup, and never a whole address."""
    parts, end = [], 0
    for link in _LINK.finditer(html):
        parts += [_filled(html[end : link.start()], values, escape), pipe_address(link[0], values)]
        end = link.end()
    parts.append(_filled(html[end:], values, escape))
    return mark_safe(clean("".join(parts)))  # noqa: S308


def pipe_address(address: str, values: Values) -> str:
    """An address with its references filled in, percent-encoded. Which host it leads to is never piped."""
    authority = _AUTHORITY.match(address)
    start = authority.end() if authority else 0
    return address[:start] + _filled(address[start:], values, _in_address)


def pipe_shown(shown: Any, values: Values) -> Any:
    """What ``Element.shown`` gives, with the references in its texts filled in."""
    if isinstance(shown, SafeString):
        return pipe_html(shown, values) if names_in(shown) else shown
    if isinstance(shown, str):
        return pipe(shown, values)
    if isinstance(shown, Mapping):
        return {key: v if key in _IDENTIFIERS else pipe_shown(v, values) for key, v in shown.items()}
    return [pipe_shown(item, values) for item in shown] if isinstance(shown, list | tuple) else shown


def references_of(page: Page) -> set[str]:
    """What the texts of a page refer to, in any language."""
    return {name for text in _texts(page) for _language, words in text.entries for name in names_in(words)}


def _texts(page: Page) -> Iterator[Text]:
    yield from (page.title, page.description)
    elements: tuple[Element, ...] = page.elements
    for element in elements:
        yield from element.texts()


def _filled(text: str, values: Values, spell: Spelling) -> str:
    if "{" not in text:
        return text

    def found(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return match[0] if value is None else spell(value)

    return REFERENCE.sub(found, text)


def _in_address(value: str) -> str:
    return quote(value, safe="")
