"""How questions read: two of them in one, words that push towards an answer, too long or missing titles.

Heuristics in English and Italian, so hints only. Two in one is looked for where one answer is asked about the whole
question: on scales, and in the rows of a matrix. A text on which a scale could stand for both halves alike ("between
0 and 10", "terms and conditions") is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.documents import plain
from apps.surveys.checks.examined import Examined, Spot
from apps.surveys.checks.findings import Remark, hint
from apps.surveys.checks.phrases import is_double, is_leading
from apps.surveys.checks.registry import register

MOST_WORDS = 30
"""Payne (1951), The Art of Asking Questions, advises about 20; half as many again are left for politeness."""

SCALED = {"nps", "csat", "ces", "rating", "matrix", "slider", "boolean", "semanticdifferential"}


@register
def wording(examined: Examined) -> Iterator[Remark]:
    for spot in examined.spots:
        for pointer, texts in _asked(spot):
            codes = dict.fromkeys(code for item in texts.items() for code in _codes(spot, *item))
            yield from (hint(code, pointer, _words(code)) for code in codes)
        if not spot.raw.get("title") and spot.raw["type"] not in ("html", "hidden"):
            yield hint(
                "untitled", spot.pointer + "/title", _("Respondents will read its name, it has no title.")
            )


def _asked(spot: Spot) -> Iterator[tuple[str, dict[str, str]]]:
    """The texts that ask: the title, and the rows of a matrix."""
    if isinstance(spot.raw.get("title"), dict):
        yield spot.pointer + "/title", spot.raw["title"]
    rows: list[dict[str, Any]] = spot.raw.get("rows", []) if spot.raw["type"] == "matrix" else []
    for r, row in enumerate(rows):
        if isinstance(row.get("title"), dict):
            yield f"{spot.pointer}/rows/{r}/title", row["title"]


def _codes(spot: Spot, language: str, text: str) -> Iterator[str]:
    main, text = language.partition("-")[0], plain(text)
    if spot.raw["type"] in SCALED and is_double(text, main):
        yield "double_barrelled"
    if spot.raw["type"] != "html" and is_leading(text, main):
        yield "leading"
    if len(text.split()) > MOST_WORDS and spot.raw["type"] not in ("html", "consent"):
        yield "long_title"


def _words(code: str) -> str:
    return {
        "double_barrelled": _("It seems to ask about two things at once: one answer cannot tell them apart."),
        "leading": _("The wording may push towards an answer."),
        "long_title": _("Questions of more than %(n)s words are easily misread.") % {"n": MOST_WORDS},
    }[code]
