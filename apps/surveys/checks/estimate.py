"""How long a survey takes.

Words are read at 240 a minute: Brysbaert (2019), How many words do we read per minute, finds 238 for adults reading
English silently; figures for Italian lie in the same range. To that comes the time to decide and answer, by type. The
seconds are ours; they are set so that an ordinary question of some 20 words comes to the 10 seconds Pew Research
Center measures for one (Decoded, 8 December 2022: 85 such questions in 15 minutes), items of a battery to less, and
an open question to much more. Respondents see only some of what depends on conditions, and leave out many a text they
need not write: an element under a condition counts half, so does one on such a page, and so does writing that is free
to be left out.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from apps.surveys.checks.documents import texts_in
from apps.surveys.questionnaire import Questionnaire

WORDS_PER_MINUTE = 240
SECONDS = {
    "nps": 5,
    "csat": 5,
    "ces": 5,
    "rating": 5,
    "slider": 6,
    "boolean": 3,
    "consent": 3,
    "radiogroup": 5,
    "dropdown": 6,
    "imagepicker": 6,
    "checkbox": 8,
    "text": 8,
    "comment": 30,
    "contact": 30,
    "file": 30,
    "signature": 15,
    "html": 0,
    "hidden": 0,
}
EACH = {"matrix": 4, "semanticdifferential": 4, "constantsum": 8}
"""Seconds for a row."""
EACH_CHOICE = {"ranking": 4}
OTHER = 6
PAGE = 1.5
"""Seconds to go on to the next page."""
SHARE_IF = 0.5
SHARE_FREE = 0.5
WRITTEN = {"text", "comment", "contact", "file", "signature"}
_TAG = re.compile(r"<[^>]*>")


def estimate(questionnaire: Questionnaire) -> timedelta:
    """For one respondent, to the second."""
    document = questionnaire.dump()
    language = questionnaire.language
    seconds = sum(_page(page, language) for page in document["pages"])
    return timedelta(seconds=round(seconds))


def _page(page: dict[str, Any], language: str) -> float:
    own: dict[str, Any] = {key: page[key] for key in ("title", "description") if key in page}
    inside = sum(_share(raw) * _element(raw, language) for raw in page["elements"])
    return _share(page) * (PAGE + _reading(own, language) + inside)


def _share(raw: dict[str, Any]) -> float:
    return SHARE_IF if "visibleIf" in raw else 1


def _element(raw: dict[str, Any], language: str) -> float:
    if "elements" in raw:
        times = max(1, raw.get("minPanelCount") or 0)
        return times * sum(_share(inner) * _element(inner, language) for inner in raw["elements"])
    kind = raw["type"]
    if kind in EACH:
        answering: float = EACH[kind] * len(raw.get("rows", ()))
    elif kind in EACH_CHOICE:
        answering = EACH_CHOICE[kind] * len(raw.get("choices", ()))
    else:
        answering = SECONDS.get(kind, OTHER)
    if kind in WRITTEN and not raw.get("isRequired"):
        answering *= SHARE_FREE
    return answering + (_reading(raw, language) if kind != "hidden" else 0)


def _reading(raw: dict[str, Any], language: str) -> float:
    """Seconds for all texts of an element in one language."""
    words = 0
    for _pointer, texts in texts_in(raw):
        text = texts.get(language) or next(iter(texts.values()))
        words += len(_TAG.sub(" ", text).split())
    return 60 * words / WORDS_PER_MINUTE
