"""Ready questionnaires to start a survey from, in English and Italian: one JSON file each."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ORDER = (
    "relationship_nps",
    "contact_csat_ces",
    "ces_after_service",
    "onboarding",
    "post_purchase",
    "delivery",
    "store_visit",
    "hospital_stay",
    "utility_contact",
    "churn_interview",
    "shop_floor_employee",
)


@dataclass(frozen=True)
class Slot:
    """A touchpoint to choose when the template is used; `items` are questions, or rows as `matrix.row`."""

    name: str
    title: dict[str, str]
    items: tuple[str, ...]


@dataclass(frozen=True)
class SurveyTemplate:
    """`name` and `summary` are {language: text}; `seconds` is the longest way through, roughly."""

    key: str
    name: dict[str, str]
    summary: dict[str, str]
    seconds: int
    touchpoint_slots: tuple[Slot, ...]
    questionnaire: dict[str, Any]

    def document(self, touchpoints: Mapping[str, str] | None = None) -> dict[str, Any]:
        """A questionnaire of one's own, with these touchpoint codes ({slot: code}) where they belong."""
        document = copy.deepcopy(self.questionnaire)
        places = _places(document)
        for slot in self.touchpoint_slots:
            code = (touchpoints or {}).get(slot.name)
            for item in slot.items if code else ():
                places[item]["touchpoint"] = code
        return document


def _places(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The questions and rows of a document by `name` and `matrix.row`."""
    elements = [element for page in document["pages"] for element in page["elements"]]
    rows = {f"{e['name']}.{row['name']}": row for e in elements for row in e.get("rows", ())}
    return {element["name"]: element for element in elements} | rows


def templates() -> tuple[SurveyTemplate, ...]:
    """All templates, in the order to offer them."""
    return tuple(template(key) for key in ORDER)


@cache
def template(key: str) -> SurveyTemplate:
    """The template with this key; KeyError if there is none."""
    if key not in ORDER:
        raise KeyError(key)
    raw = json.loads(Path(__file__).with_name(f"{key}.json").read_text(encoding="utf-8"))
    slots = tuple(Slot(s["name"], s["title"], tuple(s["items"])) for s in raw["touchpoint_slots"])
    return SurveyTemplate(key, raw["name"], raw["summary"], raw["seconds"], slots, raw["questionnaire"])
