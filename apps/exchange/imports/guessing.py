"""A first proposal of what the columns mean, for a person to look over. Nothing is imported by a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from apps.exchange.imports.dates import OrderEvidence
from apps.exchange.imports.inspection import Inspection, Profile
from apps.exchange.imports.questionnaires import slug
from apps.exchange.imports.values import is_missing, number_in
from apps.kpis.models import MOST_DIMENSIONS, SURVEY

MOST_MEMBERS_PROPOSED = 20
WORDS_OF_A_TEXT = 25  # mean length from which a column is taken for free text
_ID = re.compile(
    r"(response|submission|record|answer|row)?[ _-]?(id|nr|no|number|key)|index|column 1", re.IGNORECASE
)
_CUSTOMER = re.compile(
    r"(customer|client|user|member|account|person)[ _-]?(id|nr|no|number|key|code)?", re.IGNORECASE
)
_NOT_A_SCORE = re.compile(
    r"\b(age|count|number|minutes|days|year|month|distance|price|amount)\b", re.IGNORECASE
)
_RECOMMEND = re.compile(r"\bnps\b|recommend", re.IGNORECASE)
_SATISFIED = re.compile(r"satisf|\bcsat\b|\brating\b|\bstars?\b|recommended", re.IGNORECASE)
_EFFORT = re.compile(r"\bces\b|effort|made it easy", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(not|no|un\w+|dis\w+|neutral|never|bad|poor|false)\b", re.IGNORECASE)


def propose(inspection: Inspection) -> dict[str, Any]:
    """A mapping document, perhaps an incomplete one."""
    found: dict[str, Any] = {"scores": [], "dimensions": {}, "texts": []}
    for profile in inspection.profiles:
        values = [value for value in profile.values if not is_missing(value)]
        if values:
            _place(found, profile, values, inspection.sampled)
    return found


def _place(found: dict[str, Any], profile: Profile, values: Sequence[str], sampled: int) -> None:
    name = profile.name
    is_unique = profile.is_open and max(profile.values.values()) == 1 and profile.filled == sampled
    if "id" not in found and _ID.fullmatch(name) and is_unique:
        found["id"] = name
    elif "customer" not in found and profile.is_open and _CUSTOMER.fullmatch(name):
        found["customer"] = name
    elif "date" not in found and _is_date(values):
        found["date"] = {"column": name}
    elif score := _score(profile, values):
        found["scores"].append(score)
    elif profile.mean_length >= WORDS_OF_A_TEXT and profile.is_open:
        found["texts"].append(name)
    elif _is_dimension(profile, values) and len(found["dimensions"]) < MOST_DIMENSIONS:
        key = slug(name, begin="d", longest=40)
        if key not in found["dimensions"] and key != SURVEY:
            found["dimensions"][key] = name


def _is_date(values: Sequence[str]) -> bool:
    evidence = OrderEvidence.of(values)
    return evidence.unreadable == 0 and len(values) > 0


def _is_dimension(profile: Profile, values: Sequence[str]) -> bool:
    return not profile.is_open and 2 <= len(values) <= MOST_MEMBERS_PROPOSED and profile.filled > len(values)


def _score(profile: Profile, values: Sequence[str]) -> dict[str, Any] | None:
    if profile.is_open or _NOT_A_SCORE.search(profile.name):
        return None
    numbers = [number_in(value) for value in values]
    if all(n is not None and n == n.to_integral_value() and 0 <= n <= 10 for n in numbers):
        return _numeric(profile.name, sorted({int(n) for n in numbers if n is not None}))
    if len(values) == 2 and _SATISFIED.search(profile.name):
        return _two_texts(profile.name, values)
    return None


def _numeric(name: str, values: list[int]) -> dict[str, Any] | None:
    low, high = values[0], values[-1]
    if len(values) < 2 or (high == 1 and not _SATISFIED.search(name)):
        return None
    if high == 1:
        return {"column": name, "metric": "csat", "min": 0, "max": 1}
    if _RECOMMEND.search(name) and high > 7:
        return {"column": name, "metric": "nps", "min": 0, "max": 10}
    if _EFFORT.search(name) and 5 < high <= 7 and low > 0:
        return {"column": name, "metric": "ces", "min": 1, "max": 7}
    top = next(top for top in (3, 5, 7, 10) if high <= top)
    scale: dict[str, Any] = {"min": 0 if top == 10 else 1, "max": top}
    if top < 10 and low == 0:
        scale["missing"] = [0]  # scales of up to seven points start at 1: 0 is "not applicable"
    if _SATISFIED.search(name):
        return {"column": name, "metric": "csat", **scale}
    return {"column": name, "metric": "touchpoint", "touchpoint": slug(name).replace("_", "-"), **scale}


def _two_texts(name: str, values: Sequence[str]) -> dict[str, Any]:
    worse = next((value for value in values if _NEGATIVE.search(value)), sorted(values)[0])
    better = next(value for value in values if value != worse)
    return {"column": name, "metric": "csat", "min": 0, "max": 1, "values": {better: 1, worse: 0}}
