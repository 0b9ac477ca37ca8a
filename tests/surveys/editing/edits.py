"""A survey to change, and short ways to change it."""

from __future__ import annotations

from typing import Any

import pytest

from apps.surveys.editing import Edited, EditRefused, apply
from apps.surveys.questionnaire.document import read_draft

Json = dict[str, Any]


def leaf(question: str, op: str = "notempty", **value: Any) -> Json:
    return {"question": question, "op": op, **value}


SURVEY: Json = read_draft(
    {
        "title": {"en": "Visit", "it": "Visita"},
        "language": "en",
        "pages": [
            {
                "name": "first",
                "title": {"en": "First"},
                "elements": [
                    {"type": "nps", "name": "nps", "title": {"en": "Recommend?", "it": "Consiglia?"}},
                    {
                        "type": "comment",
                        "name": "why",
                        "title": {"en": "You said {nps}. Why?"},
                        "visibleIf": {
                            "all": [leaf("nps", "<=", value=6), {"not": [leaf("nps", "=", value=0)]}]
                        },
                    },
                    {
                        "type": "matrix",
                        "name": "parts",
                        "rows": [{"name": "queue", "title": {"en": "Queue"}}, {"name": "light"}],
                    },
                ],
            },
            {
                "name": "second",
                "visibleIf": leaf("parts.queue", ">", value=3),
                "elements": [
                    {
                        "type": "radiogroup",
                        "name": "how",
                        "title": {"en": "Queue was {parts.queue}, {param:store} {parts}"},
                        "choices": [
                            {"value": "car"},
                            {"value": "bus", "text": {"en": "Bus", "it": "Corriera"}},
                        ],
                    },
                    {"type": "html", "name": "thanks", "html": {"en": "<b>{nps}</b>"}},
                ],
            },
        ],
    }
).dump()


def edit(op: str, document: Json = SURVEY, **members: Any) -> Json:
    """The document after one operation."""
    return edited(op, document, **members).document


def edited(op: str, document: Json = SURVEY, **members: Any) -> Edited:
    return apply(document, {"op": op, **members})


def refusals(op: str, document: Json = SURVEY, **members: Any) -> dict[str, str]:
    """{pointer into the operation: code} of a refused operation."""
    with pytest.raises(EditRefused) as refused:
        apply(document, {"op": op, **members})
    return {problem.pointer: problem.code for problem in refused.value.errors}


def names(document: Json) -> dict[str, list[str]]:
    """The elements of each page, by name."""
    return {page["name"]: [element["name"] for element in page["elements"]] for page in document["pages"]}


def element(document: Json, name: str) -> Json:
    found: Json = next(e for page in document["pages"] for e in page["elements"] if e["name"] == name)
    return found
