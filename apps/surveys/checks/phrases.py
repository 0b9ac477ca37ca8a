"""Words by which a text is told to ask two things at once, or to push towards an answer."""

from __future__ import annotations

import re

EITHER = re.compile(r"\b(?:and/or|e/o)\b", re.IGNORECASE)
JOINED = {
    "en": re.compile(
        r"\b(?P<a>[\w'-]+) (?:and|&|as well as) (?:(?:the|its|our|their|your|a|an) )?(?P<b>[\w'-]+)", re.I
    ),
    "it": re.compile(
        r"\b(?P<a>[\w'-]+) (?:ed?|nonché) (?:(?:il|lo|la|i|gli|le|un|una|uno) |l'|con )?(?P<b>[\w'-]+)",
        re.I,
    ),
}
SPAN = {
    "en": re.compile(r"\b(?:between|both|from)\b[^,.;]{0,40}$", re.I),
    "it": re.compile(r"\b(?:tra|fra|sia|da)\b[^,.;]{0,40}$", re.I),
}
TURNS = {
    "en": {"why", "how", "what", "when", "where", "who", "which", "then", "if", "so", "please", "that", "to"},
    "it": {
        "perché",
        "come",
        "cosa",
        "che",
        "quando",
        "dove",
        "chi",
        "quale",
        "poi",
        "se",
        "quindi",
        "quanto",
    },
}
TERMS = {
    "en": {
        ("terms", "conditions"),
        ("more", "more"),
        ("pros", "cons"),
        ("health", "safety"),
        ("research", "development"),
        ("food", "drink"),
        ("food", "drinks"),
        ("you", "your"),
        ("friends", "family"),
        ("family", "friends"),
        ("friend", "colleague"),
        ("question", "answer"),
        ("questions", "answers"),
        ("bed", "breakfast"),
        ("customer", "after-sales"),
    },
    "it": {
        ("termini", "condizioni"),
        ("sempre", "più"),
        ("pro", "contro"),
        ("salute", "sicurezza"),
        ("ricerca", "sviluppo"),
        ("amici", "parenti"),
        ("parenti", "amici"),
        ("amici", "familiari"),
        ("familiari", "amici"),
        ("domande", "risposte"),
        ("usa", "getta"),
    },
}
LEADING = {
    "en": re.compile(
        r"\b(?:(?:do|does|did|would|were|was|is|are|have|has)n't (?:you|it|we|our|the)\b"
        r"|how (?:much did you (?:love|enjoy)|great|excellent|amazing|wonderful|fantastic|outstanding)\b"
        r"|our (?:\w+ )?(?:great|excellent|amazing|award-winning|outstanding|wonderful|fantastic|superb|world-class)\b"
        r"|(?:of course|obviously|surely|undoubtedly|as you (?:surely )?know|everyone (?:knows|agrees))\b)",
        re.I,
    ),
    "it": re.compile(
        r"\b(?:non (?:crede|pensa|trova|ritiene|le sembra|è d'accordo)\b"
        r"|quanto (?:ha (?:amato|adorato)|è (?:stat[oa] )?(?:eccellente|fantastic[oa]|meraviglios[oa]|ottim[oa]))\b"
        r"|(?:il|la|i|le|gli) nostr[oaie] (?:\w+ )?(?:eccellent[ei]|fantastic[oaie]|ottim[oaie]"
        r"|straordinari[oaie]|premiat[oaie])\b"
        r"|(?:ovviamente|naturalmente|certamente|sicuramente|senza dubbio|come (?:ben )?sa|tutti sanno)\b)",
        re.I,
    ),
}


def is_double(text: str, language: str) -> bool:
    """Whether one answer is asked about two objects."""
    if EITHER.search(text):
        return True
    if language not in JOINED:
        return False
    return any(_joins(found, text, language) for found in JOINED[language].finditer(text))


def _joins(found: re.Match[str], text: str, language: str) -> bool:
    first, second = found["a"].casefold(), found["b"].casefold()
    if second in TURNS[language] or (first, second) in TERMS[language]:
        return False
    if first.isdigit() or second.isdigit() or first == second:
        return False
    return not SPAN[language].search(text[: found.end("a")])


def is_leading(text: str, language: str) -> bool:
    return language in LEADING and LEADING[language].search(text) is not None
