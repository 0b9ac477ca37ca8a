"""Texts that are missing in a language the survey is published in.

A survey is published in the languages its title is in: that is what offers them to respondents. A language only some
texts happen to be in is hinted at. What stands in no language at all is the author's choice; titles of questions are
looked at by the checks of wording.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.surveys.checks.documents import texts_in
from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.registry import register

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
            yield error("untranslated", pointer, words % shown)
    for language in sorted(stray):
        words = _("Some texts are in “%(language)s”, but the title is not.") % {"language": language}
        yield hint("untitled_language", "/title", words)


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
