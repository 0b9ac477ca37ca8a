"""The buttons of a panel: the same page again with one item more or fewer, everything else as it was filled in."""

from __future__ import annotations

import re

from django.http.request import QueryDict

from apps.surveys.questionnaire import Questionnaire
from apps.surveys.questionnaire.elements import FormData
from apps.surveys.questionnaire.types.paneldynamic import PanelQuestion

_PRESSED = re.compile(r"(add|remove):([A-Za-z][A-Za-z0-9_-]{0,63})(?::([0-9]{1,3}))?")


def is_repeating(form: FormData) -> bool:
    """Whether a button was pressed that adds or removes an item."""
    return _PRESSED.fullmatch(form.get("go") or "") is not None


def repeated(questionnaire: Questionnaire, form: QueryDict) -> QueryDict:
    """The form with the item added or removed; unchanged where nothing may be."""
    pressed = _PRESSED.fullmatch(form.get("go") or "")
    panel = questionnaire.questions.get(pressed[2]) if pressed else None
    if pressed is None or not isinstance(panel, PanelQuestion) or panel.items_from:
        return form
    count = panel.count_in(form)
    if pressed[1] == "add":
        return _with_count(form, panel, min(count + 1, panel.most))
    gone = int(pressed[3] or count)
    return _without(form, panel, gone) if gone < count else form


def _with_count(form: QueryDict, panel: PanelQuestion, count: int) -> QueryDict:
    changed = form.copy()
    changed[panel.field] = str(count)
    return changed


def _without(form: QueryDict, panel: PanelQuestion, gone: int) -> QueryDict:
    """The items after it move up by one."""
    changed = _with_count(form, panel, panel.count_in(form) - 1)
    name_of = re.compile(re.escape(panel.field) + r"\.([0-9]{1,3})\.(.+)", re.DOTALL)
    places = {key: found for key in form if (found := name_of.fullmatch(key))}
    for key in places:
        del changed[key]
    for key, found in places.items():
        index = int(found[1])
        if index != gone:
            moved = panel.item_prefix(index - 1 if index > gone else index) + found[2]
            changed.setlist(moved, form.getlist(key))
    return changed
