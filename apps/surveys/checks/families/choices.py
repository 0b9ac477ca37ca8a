"""Choices and rows respondents could not tell apart, or too many to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.registry import register
from apps.surveys.questionnaire import TYPES

LISTS = {"choices": "text", "rows": "title"}
MOST_LISTED = 15
LISTING = {"radiogroup", "checkbox"}


@register
def repeated(examined: Examined) -> Iterator[Remark]:
    """The same words twice in one list, in some language."""
    for spot in examined.spots:
        for key, text in LISTS.items():
            seen: set[tuple[str, str]] = set()
            for i, item in enumerate(_items(spot.raw.get(key))):
                texts = {language: said.strip() for language, said in (item.get(text) or {}).items()}
                words = {(language, said.casefold()) for language, said in texts.items()}
                if again := sorted(words & seen):
                    twice = _("“%(words)s” is in the list twice.") % {"words": texts[again[0][0]]}
                    yield error("repeated", f"{spot.pointer}/{key}/{i}", twice)
                seen |= words


@register
def unwritten(examined: Examined) -> Iterator[Remark]:
    """Lines a list began with, and nobody has written in."""
    for spot in examined.spots:
        starter = TYPES[spot.raw["type"]].starter()
        for key in LISTS:
            fresh = starter.get(key, ())
            left = [i for i, item in enumerate(_items(spot.raw.get(key))) if item in fresh]
            if left:
                words = _("Respondents will read “%(name)s”: the line has no text.")
                name = next(iter(spot.raw[key][left[0]].values()))
                yield hint("unwritten", f"{spot.pointer}/{key}/{left[0]}", words % {"name": name})


def _items(raw: Any) -> list[dict[str, Any]]:
    return [item for item in raw or () if isinstance(item, dict)]


@register
def selections(examined: Examined) -> Iterator[Remark]:
    """More must be chosen than an exclusive choice or the list allows."""
    for spot in examined.spots:
        choices = _items(spot.raw.get("choices"))
        fewest = spot.raw.get("minSelectedChoices") or 0
        free = [choice for choice in choices if not choice.get("isExclusive")]
        if choices and "choicesFrom" not in spot.raw and fewest > len(free):
            words = _("More must be chosen than can be.")
            yield error("too_few_choices", spot.pointer + "/minSelectedChoices", words)
        if len(choices) > MOST_LISTED and spot.raw["type"] in LISTING:
            words = _("%(n)s choices are long to read on a phone; a searchable list may fit better.")
            yield hint("many_choices", spot.pointer + "/choices", words % {"n": len(choices)})
        if len(choices) == 1 and spot.raw["type"] == "radiogroup" and "choicesFrom" not in spot.raw:
            yield hint("one_choice", spot.pointer + "/choices", _("There is nothing to choose from."))
