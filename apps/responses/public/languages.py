"""In which language a respondent reads a survey."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header

MOST_HEADER = 500


def chosen_language(languages: Sequence[str], *wishes: str, accepted: str = "") -> str:
    """The first wish the survey can fulfil, else what the browser accepts, else the survey's own (its first)."""
    for wish in wishes:
        if wish in languages:
            return wish
    return accepted_language(tuple(languages), accepted[:MOST_HEADER])


@lru_cache(maxsize=2048)
def accepted_language(languages: tuple[str, ...], header: str) -> str:
    by_code = {language.lower(): language for language in languages}
    for code, _quality in parse_accept_lang_header(header):
        for candidate in (code, code.split("-")[0]):
            if candidate in by_code:
                return by_code[candidate]
    return languages[0]


def own_name(language: str) -> str:
    """What a language calls itself: Italiano."""
    try:
        name = str(get_language_info(language)["name_local"])
    except KeyError:
        return language
    return name[:1].upper() + name[1:]
