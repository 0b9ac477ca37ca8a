"""One change of a draft in words, as history and the conflict page tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.common.texts import in_language
from apps.surveys.questionnaire.types import TYPES

SETTINGS = {
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "name": gettext_lazy("name"),
    "visibleIf": gettext_lazy("when it is shown"),
    "requiredIf": gettext_lazy("when it must be answered"),
    "isRequired": gettext_lazy("whether it must be answered"),
    "touchpoint": gettext_lazy("touchpoint"),
    "choices": gettext_lazy("choices"),
    "rows": gettext_lazy("rows"),
    "next": gettext_lazy("where it leads"),
    "language": gettext_lazy("language"),
    "privacy": gettext_lazy("privacy line"),
    "thankYou": gettext_lazy("thank-you text"),
    "endings": gettext_lazy("endings"),
    "calculatedValues": gettext_lazy("calculated values"),
    "pagesOrder": gettext_lazy("order of the pages"),
    "elementsOrder": gettext_lazy("order of the questions"),
    "choicesOrder": gettext_lazy("order of the choices"),
    "showProgress": gettext_lazy("progress bar"),
}


def change_words(change: Mapping[str, Any]) -> str:
    """In the reader's language; `change` is what an operation left in history."""
    op = str(change.get("op", ""))
    if op == "together":
        return "; ".join(change_words(one) for one in change.get("changes", ()))
    if op in WORDS:
        return str(WORDS[op]) % _parts(change)
    return _("Survey changed")


WORDS = {
    "add_page": gettext_lazy("Page “%(page)s” added"),
    "change_page": gettext_lazy("Page “%(page)s” changed: %(settings)s"),
    "move_page": gettext_lazy("Page “%(page)s” moved"),
    "remove_page": gettext_lazy("Page “%(page)s” removed, with %(questions)s"),
    "duplicate_page": gettext_lazy("Page “%(page)s” duplicated"),
    "add_element": gettext_lazy("Question “%(element)s” added"),
    "change_element": gettext_lazy("Question “%(element)s” changed: %(settings)s"),
    "change_type": gettext_lazy("Question “%(element)s” is of another type now"),
    "move_element": gettext_lazy("Question “%(element)s” moved"),
    "remove_element": gettext_lazy("Question “%(element)s” removed"),
    "duplicate_element": gettext_lazy("Question “%(element)s” duplicated"),
    "rename_element": gettext_lazy("Question “%(before)s” renamed “%(element)s”"),
    "rename_ending": gettext_lazy("Ending “%(before)s” renamed “%(ending)s”"),
    "rename_calculated": gettext_lazy("Calculated value “%(before)s” renamed “%(calculated)s”"),
    "change_survey": gettext_lazy("Survey changed: %(settings)s"),
    "replace": gettext_lazy("The whole survey replaced"),
    "restore_version": gettext_lazy("Version %(version)s restored"),
    "translate": gettext_lazy("%(texts)s translated (%(language)s)"),
}


def _parts(change: Mapping[str, Any]) -> dict[str, str]:
    title = _title(change)
    settings = [_setting(key, str(change.get("type", ""))) for key in change.get("settings", ())]
    count = int(change.get("elements", 0))
    return {
        "page": title or str(change.get("page", "")),
        "element": title or str(change.get("element", "")),
        "before": str(change.get("before", "")),
        "ending": str(change.get("ending", "")),
        "calculated": str(change.get("calculated", "")),
        "settings": ", ".join(settings),
        "language": str(change.get("language", "")),
        "version": str(change.get("version", "")),
        "texts": ngettext("%(n)s text", "%(n)s texts", int(change.get("texts", 0)))
        % {"n": change.get("texts", 0)},
        "questions": ngettext("%(n)s question", "%(n)s questions", count) % {"n": count},
    }


def _title(change: Mapping[str, Any]) -> str:
    title = change.get("title")
    text = in_language(title) if isinstance(title, dict) and title else ""
    return Truncator(text).chars(60)


def _setting(key: str, kind: str) -> str:
    """What a setting is called in the middle of a sentence; one of a type's own as that type calls it."""
    if key in SETTINGS:
        return str(SETTINGS[key])
    cls = TYPES.get(kind)
    own = {setting.key: str(setting.title) for setting in cls.editor} if cls else {}
    title = own.get(key, key)
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
