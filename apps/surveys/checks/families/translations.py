"""Texts that are missing in a language the survey is published in.

A survey is published in the languages its title is in: that is what offers them to respondents. A text missing in the
survey's own language leaves nothing to fall back to; missing in another one it is shown in that, and hinted at, as is a
language only some texts happen to be in. What stands in no language at all is the author's choice; titles of questions
are looked at by the checks of wording.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.surveys.checks.documents import texts_in
from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.registry import register
from apps.surveys.translating import is_stale, units
from apps.surveys.translating.units import Unit

SHORT = 40


@register
def translations(examined: Examined) -> Iterator[Remark]:
    published = {examined.language, *examined.document["title"]}
    stray: set[str] = set()
    for pointer, texts in texts_in(examined.document):
        stray |= texts.keys() - published
        absent = sorted(published - texts.keys())
        if absent:
            words = _("“%(text)s” is missing in: %(languages)s.")
            shown = {"text": _cut(examined.words_of(texts)), "languages": ", ".join(absent)}
            remark = error if examined.language in absent else hint
            yield remark("untranslated", pointer, words % shown)
    for language in sorted(stray):
        words = _("Some texts are in “%(language)s”, but the title is not.") % {"language": language}
        yield hint("untitled_language", "/title", words)


@register
def stale(examined: Examined) -> Iterator[Remark]:
    """Translations of a text that has changed since."""
    for unit in units(examined.document) if examined.translated else ():
        late = [lang for lang in unit.texts if is_stale(unit, lang, examined.translated, examined.language)]
        if late:
            words = _("“%(text)s” has changed since it was translated: %(languages)s.")
            shown = {"text": _cut(unit.source(examined.language)), "languages": ", ".join(late)}
            yield hint("stale", _pointer(examined, unit), words % shown)


def _pointer(examined: Examined, unit: Unit) -> str:
    """Of the setting a text belongs to."""
    if unit.owner in examined.outer:
        return f"{examined.outer[unit.owner].pointer}/{unit.setting}"
    names = [page["name"] for page in examined.pages]
    return f"/pages/{names.index(unit.page)}/{unit.setting}" if unit.page in names else f"/{unit.setting}"


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
