"""Earlier answers within texts: the references of a file said as ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.expressions.scope import Target

TEXTS = frozenset(
    {
        *("title", "description", "text", "html", "privacy", "thankYou"),
        *("minRateDescription", "maxRateDescription", "labelTrue", "labelFalse", "minLabel", "maxLabel"),
        *("left", "right", "unit", "itemTitle", "addText", "removeText"),
    }
)


def piped(
    drafting: Drafting, document: Document, reference: re.Pattern[str], name_in: Callable[[str], str]
) -> Document:
    """The document with every reference in its texts said as ours; what is none of the file's names stays.

    ``reference`` finds references, with the name in its first group; ``name_in`` gives the name they mean.
    """
    found: list[tuple[str, str, bool]] = []

    def replaced(match: re.Match[str], place: str) -> str:
        target = known(name_in(match[1]))
        if target is None or target.item is not None:
            found.append((place, match[0], False))
            return match[0]
        found.append((place, match[0], True))
        return target.pipe

    def known(name: str) -> Target | None:
        return drafting.scope.get(name) if name else None

    def walk(value: Any, place: str) -> Any:
        if isinstance(value, list):
            return [walk(item, place) for item in value]
        if not isinstance(value, dict):
            return value
        name = value.get("name")
        place = drafting.sources.get(name, place) if isinstance(name, str) else place
        return {
            key: _texts(inner, lambda text: reference.sub(lambda m: replaced(m, place), text))
            if key in TEXTS and isinstance(inner, dict)
            else walk(inner, place)
            for key, inner in value.items()
        }

    result: Document = walk(document, "survey")
    for place, words, is_known in dict.fromkeys(found):
        if is_known:
            drafting.report.add(place, "piping", words, "exact")
        else:
            drafting.report.add(place, "piping", words, "approximated", "left_as_is")
    return result


def _texts(texts: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    return {language: change(text) if isinstance(text, str) else text for language, text in texts.items()}
