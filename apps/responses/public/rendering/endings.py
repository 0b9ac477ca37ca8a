"""What a respondent sees once the answers are stored: the survey's thanks, or the ending their answers led to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils import translation

from apps.responses.public.rendering.brands import Brand
from apps.responses.public.rendering.pages import language_list, values_of
from apps.responses.public.turning import shown_with
from apps.surveys.logic import NOBODY, Respondent, answer_of
from apps.surveys.piping import Values, names_in, pipe, pipe_address, pipe_shown
from apps.surveys.questionnaire import Questionnaire
from apps.surveys.questionnaire.texts import Text
from apps.surveys.selectors import published

LONGEST_PIPED = 200  # characters of one value in an address


def thanks_page(
    version_id: uuid.UUID,
    language: str,
    brand: Brand,
    ending: str = "",
    answers: Mapping[str, Any] | None = None,
    respondent: Respondent = NOBODY,
) -> bytes:
    """The page of this ending, or of the usual one where the survey has none of this name. Only where its texts
    hold answers is it made for each anew.
    """
    questionnaire = published(version_id).questionnaire
    ending = ending if questionnaire.ending(ending) else ""
    if not is_personal(version_id, ending):
        return _same_for_all(version_id, language, brand, ending)
    values = after(questionnaire, answers or {}, respondent, language)
    return _rendered(questionnaire, ending, brand, values, urlencode(respondent.params))


def redirect_of(questionnaire: Questionnaire, ending: str, values: Values) -> str:
    """Where this ending sends the respondent, with values as they are stored; empty if it shows a page.

    Of each only the beginning: servers take no address of any length, and the answers are stored already.
    """
    found = questionnaire.ending(ending)
    if found is None:
        return ""
    known = {name: _stored(name, values) or values.get(name) for name in names_in(found.redirect)}
    own = {name: text[:LONGEST_PIPED] for name, text in known.items() if text is not None}
    return pipe_address(found.redirect, values.within(own))


def _stored(reference: str, values: Values) -> str | None:
    """What a program on the other side expects: the value, not its words. None for what has no such value."""
    source, colon, name = reference.partition(":")
    if not colon:
        value = answer_of(reference, values.answers)
    else:
        value = values.calculated.get(name) if source == "calculated" else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value) if isinstance(value, str | int | float) else None


def after(
    questionnaire: Questionnaire, answers: Mapping[str, Any], respondent: Respondent, language: str
) -> Values:
    """What can be put into texts after these answers were stored."""
    return values_of(shown_with(questionnaire, answers, respondent), language)


@lru_cache(maxsize=512)
def is_personal(version_id: uuid.UUID, ending: str) -> bool:
    """Whether the texts of this ending hold answers or other things known of the respondent."""
    questionnaire = published(version_id).questionnaire
    return any(names_in(words) for text in _texts(questionnaire, ending) for _code, words in text.entries)


def _texts(questionnaire: Questionnaire, ending: str) -> Iterator[Text]:
    yield from (questionnaire.title, questionnaire.privacy)
    found = questionnaire.ending(ending)
    yield from found.texts() if found else (questionnaire.thank_you,)


@lru_cache(maxsize=512)
def _same_for_all(version_id: uuid.UUID, language: str, brand: Brand, ending: str) -> bytes:
    questionnaire = published(version_id).questionnaire
    query = urlencode({"ending": ending}) if ending else ""
    return _rendered(questionnaire, ending, brand, Values(questionnaire, language), query)


def _rendered(questionnaire: Questionnaire, ending: str, brand: Brand, values: Values, query: str) -> bytes:
    """`query` is what the address says besides the language, and says in every language."""
    language, found = values.language, questionnaire.ending(ending)
    words = found.html(language) if found else questionnaire.thank_you_html(language)
    heading = found.title.in_language(language) if found else ""
    context = {
        "page_title": pipe(questionnaire.title.in_language(language), values),
        "brand": brand,
        "languages": language_list(questionnaire.languages, language, query),
        "privacy": pipe_shown(questionnaire.privacy_html(language), values),
        "heading": pipe(heading, values),
        "thanks": pipe_shown(words, values),
        "is_screen_out": found is not None and found.is_screen_out,
    }
    with translation.override(language):
        return render_to_string("responses/thanks.html", context).encode()
