"""The parts of a questionnaire that say how it is walked through: rules of pages, endings, calculated values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.surveys.logic import Calculation, Condition, Exit, Rule, dump, dump_expression
from apps.surveys.questionnaire.html import rendered
from apps.surveys.questionnaire.reading import NAME, Reader
from apps.surveys.questionnaire.texts import NO_TEXT, Text

MAX_RULES = 50
MAX_ENDINGS = 50
MAX_CALCULATED = 100
MAX_ADDRESS = 2000

_TARGET = re.compile(rf"end|(page|ending):{NAME.pattern}")
# The host is fixed: what is piped in may only stand behind it.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!-~]*)?")


@dataclass(frozen=True, slots=True)
class Ending:
    """What is shown, or where the respondent is sent, once the answers are stored.

    Whoever is screened out is not the person the survey is for: their answers are kept and never scored.
    """

    name: str
    title: Text = NO_TEXT
    text: Text = NO_TEXT
    redirect: str = ""
    is_screen_out: bool = False
    visible_if: Condition | None = None

    @property
    def exit(self) -> Exit:
        return Exit(self.name, self.visible_if, self.is_screen_out)

    @property
    def origin(self) -> str:
        """Scheme and host of the redirect."""
        return "/".join(self.redirect.replace("?", "/").replace("#", "/").split("/")[:3])

    def html(self, language: str) -> SafeString:
        return rendered(self.text, language)

    def texts(self) -> Iterator[Text]:
        yield from (self.title, self.text)

    def dump(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": self.name,
            "title": self.title.dump(),
            "text": self.text.dump(),
            "redirect": self.redirect,
            "isScreenOut": self.is_screen_out,
        }
        if self.visible_if:
            found["visibleIf"] = dump(self.visible_if)
        return {key: value for key, value in found.items() if value}


Item = TypeVar("Item", Ending, Calculation)


def read_endings(reader: Reader) -> tuple[Ending, ...]:
    return _named([_read_ending(child) for child in _listed(reader, "endings", MAX_ENDINGS)])


def _read_ending(reader: Reader) -> tuple[Reader, Ending]:
    ending = Ending(
        name=reader.name(),
        title=reader.text("title", 300),
        text=reader.rich_text("text"),
        redirect=_read_address(reader),
        is_screen_out=reader.flag("isScreenOut"),
        visible_if=reader.condition("visibleIf"),
    )
    reader.finish()
    return reader, ending


def _read_address(reader: Reader) -> str:
    raw = reader.get("redirect")
    if raw is None or raw == "":
        return ""
    if isinstance(raw, str) and len(raw) <= MAX_ADDRESS and _ADDRESS.fullmatch(raw):
        return raw
    reader.fault("redirect", "url", _("Give a whole address such as https://example.com/thanks."))
    return ""


def read_calculations(reader: Reader) -> tuple[Calculation, ...]:
    return _named([_read_calculation(child) for child in _listed(reader, "calculatedValues", MAX_CALCULATED)])


def _read_calculation(reader: Reader) -> tuple[Reader, Calculation]:
    expression = reader.expression("expression")
    calculation = Calculation(reader.name(), 0 if expression is None else expression)
    reader.finish()
    return reader, calculation


def dump_calculation(calculation: Calculation) -> dict[str, Any]:
    return {"name": calculation.name, "expression": dump_expression(calculation.expression)}


def read_rules(reader: Reader) -> tuple[Rule, ...]:
    """Where a page leads: the first rule that holds wins."""
    return tuple(_read_rule(child) for child in _listed(reader, "next", MAX_RULES))


def _read_rule(reader: Reader) -> Rule:
    condition, to = reader.condition("if"), reader.get("to")
    reader.finish()
    if isinstance(to, str) and _TARGET.fullmatch(to):
        return Rule(to, condition)
    reader.fault("to", "target", _("Give “page:NAME”, “ending:NAME” or “end”."))
    return Rule("end", condition)


def _listed(reader: Reader, key: str, most: int) -> list[Reader]:
    return [] if reader.get(key) is None else reader.children(key, most=most)


def _named(found: list[tuple[Reader, Item]]) -> tuple[Item, ...]:
    """Names are unique among themselves."""
    seen: set[str] = set()
    for reader, item in found:
        if item.name and item.name in seen:
            reader.fault("name", "duplicate", _("This name is used more than once."))
        seen.add(item.name)
    return tuple(item for _reader, item in found)
