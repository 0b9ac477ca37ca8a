"""A few answers that stand for all answers a question can get, as far as given comparisons can tell them apart.

Numbers and dates: each value compared with, what lies just beside it and between, and the bounds. Choices: all of
them, or every selection among those compared with. Texts: each value, every mixture of the parts looked for, and one
that is none of them. Candidates a question would refuse are left out, so what remains can really be answered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, pairwise
from typing import Any

from apps.surveys.logic import Leaf, Subject
from apps.surveys.logic.comparisons import number

MOST_SELECTED = 6
MOST_PARTS = 4
BETWEEN = " \N{ASTERISM} "
SOME_TEXTS = ("\N{ASTERISM}", "a@example.org", "https://example.org/a", "12:34", "055 1234567", "2001-02-03")
CONTAINS = ("contains", "notcontains")
ORDER = ("<", "<=", ">", ">=")


class Inexact(Exception):
    """The candidates would not stand for all answers."""


def candidates(subject: Subject, leaves: Sequence[Leaf], settings: dict[str, Any]) -> Iterable[Any]:
    """Answers to try, some of which the question may refuse. Raises Inexact."""
    make: dict[str, Callable[[], Iterable[Any]]] = {
        "number": lambda: _numbers(values_of(leaves), settings),
        "date": lambda: _dates(values_of(leaves), settings),
        "truth": lambda: (True, False),
        "choice": lambda: subject.values,
        "choices": lambda: _selections(subject.values, values_of(leaves), settings),
        "text": lambda: _texts(leaves, settings),
        "group": lambda: ({"any": 1},),
        "param": lambda: _params(leaves),
    }
    if subject.kind not in make:
        raise Inexact
    return make[subject.kind]()


def values_of(leaves: Iterable[Leaf]) -> list[Any]:
    """What is compared with, lists laid out."""
    held = (leaf.value for leaf in leaves if leaf.value is not None)
    return list(chain.from_iterable(value if isinstance(value, tuple) else (value,) for value in held))


def _numbers(values: Iterable[Any], settings: dict[str, Any]) -> list[float]:
    bounds = [settings.get(key) for key in ("min", "max", "rateMin", "rateMax", "total")]
    points = {number(value) for value in (*values, *bounds)} - {None} or {0}
    held = sorted(point for point in points if point is not None)
    found = {*range(-1, 12), *held, *((a + b) / 2 for a, b in pairwise(held))}
    for point in held:
        found |= {point - 1, point + 1, point - 0.5, point + 0.5, math.floor(point) + 1, math.ceil(point) - 1}
    found |= _steps(held, settings)
    return sorted(int(point) if point == int(point) else point for point in found)


def _steps(held: Sequence[float], settings: dict[str, Any]) -> set[float]:
    """The values of a slider around each point."""
    low, size = settings.get("min", 0), settings.get("step")
    if not isinstance(size, int | float) or not isinstance(low, int | float) or not size:
        return set()
    counts = {math.floor((point - low) / size) + more for point in held for more in (-1, 0, 1, 2)}
    return {low + count * size for count in counts}


def _dates(values: Iterable[Any], settings: dict[str, Any]) -> list[str]:
    bounds = (settings.get("min"), settings.get("max"))
    found = {"1900-01-01", "2000-01-01", "2900-01-01"}
    for value in (*values, *bounds):
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
            if day is not None:
                found |= {(day + timedelta(days=n)).isoformat() for n in (-1, 0, 1)}
        except (ValueError, OverflowError):
            continue
    return sorted(found)


def _selections(
    all_values: Sequence[Any], values: Iterable[Any], settings: dict[str, Any]
) -> Iterable[list[Any]]:
    mentioned = [value for value in all_values if value in set(values)]
    others = [value for value in all_values if value not in set(values)]
    if len(mentioned) > MOST_SELECTED:
        raise Inexact
    for chosen in _subsets(mentioned):
        fewest = settings.get("minSelectedChoices") or 0
        for more in sorted({0, 1, max(0, fewest - len(chosen))}):
            if more <= len(others):
                yield [*chosen, *others[:more]]


def _texts(leaves: Sequence[Leaf], settings: dict[str, Any]) -> list[str]:
    parts = [str(value) for value in values_of(leaf for leaf in leaves if leaf.op in CONTAINS)]
    if parts and settings.get("inputType", "text") != "text":
        raise Inexact  # an address that contains a word is not made by putting words side by side
    if parts and (settings.get("maxLength") or 10**6) < len(BETWEEN.join((*parts, ""))) + 3:
        raise Inexact
    whole = [str(value) for value in values_of(leaves)]
    return [*whole, *_mixtures(parts), *SOME_TEXTS]


def _params(leaves: Sequence[Leaf]) -> list[str]:
    compared = values_of(leaf for leaf in leaves if leaf.op in ORDER)
    if any(number(value) is None for value in compared):
        raise Inexact
    parts = [str(value) for value in values_of(leaf for leaf in leaves if leaf.op in CONTAINS)]
    whole = [str(value) for value in values_of(leaves)]
    numbers = [str(point) for point in _numbers(compared, {})] if compared else []
    return [*whole, *numbers, *_mixtures(parts), *SOME_TEXTS]


def _mixtures(parts: Sequence[str]) -> list[str]:
    distinct = sorted(set(parts))
    if len(distinct) > MOST_PARTS:
        raise Inexact
    return [BETWEEN.join((*chosen, "")) for chosen in _subsets(distinct)]


def _subsets(items: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
    return chain.from_iterable(combinations(items, n) for n in range(len(items) + 1))
