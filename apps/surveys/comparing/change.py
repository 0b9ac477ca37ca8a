"""One change in words, and how things are called in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from apps.common.texts import in_language
from apps.surveys.checks.findings import Place

MOST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """`breaks_trend`: numbers before and after it are not to be compared.

    `is_presence`: it says that something was added or removed; `is_told`: a change of a trend that says so itself.
    """

    place: Place
    words: str
    breaks_trend: bool = False
    is_presence: bool = False
    is_told: bool = False


def called(texts: Any, name: object) -> str:
    """A text in the reader's language, cut short, or the name of what has none."""
    said = in_language(texts, get_language() or "en") if isinstance(texts, dict) and texts else ""
    said = " ".join(said.split())
    return (said if len(said) <= MOST else said[: MOST - 1].rstrip() + "…") or str(name)


def label(element: Mapping[str, Any]) -> str:
    return called(element.get("title"), element["name"])


def changed_languages(before: Any, after: Any) -> list[str]:
    """The languages in which two {language: text} differ."""
    first, second = before or {}, after or {}
    return sorted(code for code in {*first, *second} if first.get(code) != second.get(code))


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest names that must have moved to get from one order to the other, of those that are in both."""
    kept = [name for name in after if name in set(before)]
    rank = {name: i for i, name in enumerate(before)}
    return set(kept) - set(_longest_rising(kept, rank))


def _longest_rising(names: Sequence[str], rank: Mapping[str, int]) -> list[str]:
    best: list[list[str]] = []
    for i, name in enumerate(names):
        before = [best[j] for j in range(i) if rank[names[j]] < rank[name]]
        best.append([*max(before, key=len, default=[]), name])
    return max(best, key=len, default=[])


def elements_of(document: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every element that stands on a page, with the index of the page."""
    for p, page in enumerate(document["pages"]):
        for element in page["elements"]:
            yield p, element
