"""Answers in words that lean to one side: three ways to be content, one not to be.

Hints only. What a choice says is guessed from words in English and Italian; where fewer than three choices of a
question have a side, nothing is said. Unequal sides shift the answers (Friedman & Amoo 1999, Rating the rating scales).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.documents import plain
from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, hint
from apps.surveys.checks.registry import register

LISTED = {"radiogroup", "dropdown"}
FEWEST = 3
BAD = {
    "en": re.compile(
        r"\b(?:not (?:at all |very |so )?(?:satisfied|happy|good|likely|easy|useful|helpful|important)"
        r"|dissatisfied|unsatisfied|unhappy|unlikely|disagree|bad|poor|terrible|awful|worse|worst|difficult|hard"
        r"|useless|unhelpful|unimportant|never|slow|rude)\b",
        re.I,
    ),
    "it": re.compile(
        r"\b(?:per (?:niente|nulla)|poco"
        r"|non (?:molto |affatto )?(?:soddisfatt|content|facil|probabil|util|important)\w*"
        r"|insoddisfatt\w+|scontent\w+|improbabile|in disaccordo|disaccordo|pessim\w+|cattiv\w+|scars\w+|mal[ei]"
        r"|peggior\w*|difficil\w+|inutil\w+|mai|lent\w+|negativ\w+)\b",
        re.I,
    ),
}
GOOD = {
    "en": re.compile(
        r"\b(?:excellent|outstanding|perfect|great|good|very well|satisfied|happy|delighted|likely|agree|easy|useful"
        r"|helpful|important|always|better|best|fast|friendly)\b",
        re.I,
    ),
    "it": re.compile(
        r"\b(?:eccellent\w+|perfett\w+|ottim\w+|buon\w*|bene|molto bene|soddisfatt\w+|content\w+|felic\w+|probabile"
        r"|d'accordo|facil\w+|util\w+|important\w+|sempre|miglior\w*|veloc\w+|gentil\w+|positiv\w+)\b",
        re.I,
    ),
}


@register
def balance(examined: Examined) -> Iterator[Remark]:
    for spot in examined.spots:
        if spot.raw["type"] not in LISTED:
            continue
        if any(is_unbalanced(said, language) for language, said in _by_language(spot.raw.get("choices", []))):
            words = _("There are more positive than negative answers here, or the other way round.")
            yield hint("unbalanced", spot.pointer + "/choices", words)


def _by_language(choices: list[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    for language in BAD:
        yield language, [plain(choice.get("text", {}).get(language, "")) for choice in choices]


def is_unbalanced(answers: list[str], language: str) -> bool:
    """Whether one side has more answers than the other; both sides are there, as on a scale."""
    bad = [answer for answer in answers if BAD[language].search(answer)]
    good = [answer for answer in answers if answer not in bad and GOOD[language].search(answer)]
    return (
        len(bad) + len(good) >= FEWEST
        and len(bad) != len(good)
        and bool(good)
        and bool(bad or len(good) == len(answers))
    )
