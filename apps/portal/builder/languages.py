"""In which language texts are being edited, and how complete each is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info

from apps.surveys.editing.references import is_texts
from apps.surveys.questionnaire import Questionnaire
from apps.surveys.questionnaire.texts import LANGUAGE

OFTEN = ("en", "it", "de", "fr", "es", "pt", "nl", "pl", "ro", "sq", "uk", "ar", "zh-hans")

NO_TEXTS = frozenset({"next", "visibleIf", "requiredIf"})  # members that could be taken for texts


@dataclass(frozen=True, slots=True)
class Spoken:
    """`share` is the percentage of texts that exist in it."""

    code: str
    name: str
    share: int
    is_here: bool


def editing_language(wish: str, document: Any) -> str:
    return wish if LANGUAGE.fullmatch(wish) else str(document["language"])


def spoken(questionnaire: Questionnaire, document: Any, here: str) -> list[Spoken]:
    """The languages of a draft; the one being edited is among them before it has a text."""
    written = list(_texts(document))
    codes = [*questionnaire.languages]
    if here not in codes:
        codes.append(here)
    return [
        Spoken(
            code, language_name(code), _share(sum(code in one for one in written), len(written)), code == here
        )
        for code in codes
    ]


def further(questionnaire: Questionnaire, here: str) -> list[tuple[str, str]]:
    """Languages to begin, those of the product first."""
    known = {*questionnaire.languages, here}
    codes = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *OFTEN])
    return [(code, language_name(code)) for code in codes if code not in known]


def language_name(code: str) -> str:
    """What it is called in the reader's language, with its code where that is not known."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _texts(value: Any) -> Iterator[Collection[str]]:
    """The languages of every text in a document."""
    for item in value if isinstance(value, list) else ():
        yield from _texts(item)
    if isinstance(value, dict):
        if is_texts(value):
            yield value.keys()
        else:
            yield from (found for key, item in value.items() if key not in NO_TEXTS for found in _texts(item))


def _share(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0
