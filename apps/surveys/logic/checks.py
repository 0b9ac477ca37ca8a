"""Faults of a condition that only show beside the questions it looks at."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from apps.surveys.logic.conditions import PRESENCE, Condition, Group, Leaf
from apps.surveys.logic.problems import Note, step
from apps.surveys.logic.subjects import Subject

_PARAM = Subject("param")


def check(
    condition: Condition,
    pointer: str,
    *,
    earlier: Mapping[str, Subject | None],
    known: Collection[str],
    note: Note,
) -> None:
    """Note references to unknown or later questions, and comparisons that can never make sense.

    `earlier` holds what stands before the condition's element (None where that has faults of its own),
    `known` every name of the document.
    """
    if isinstance(condition, Group):
        for i, part in enumerate(condition.parts):
            check(part, f"{pointer}/{condition.kind}{step(i)}", earlier=earlier, known=known, note=note)
        return
    if condition.param:
        _check_leaf(condition, pointer, _PARAM, note)
    elif condition.question in earlier:
        subject = earlier[condition.question]
        if subject is not None:
            _check_leaf(condition, pointer, subject, note)
    elif condition.question in known:
        detail = _("Question “%(name)s” does not stand before this element.") % {"name": condition.question}
        note(pointer + "/question", "later_question", detail)
    else:
        detail = _("There is no question “%(name)s”.") % {"name": condition.question[:80]}
        note(pointer + "/question", "unknown_question", detail)


def _check_leaf(leaf: Leaf, pointer: str, subject: Subject, note: Note) -> None:
    if not subject.allows(leaf.op):
        note(pointer + "/op", "operator", _("This operator does not fit the question."))
        return
    if leaf.op in PRESENCE:
        return
    is_list = isinstance(leaf.value, tuple)
    wants_list = subject.takes_list(leaf.op)
    if wants_list is not None and wants_list != is_list:
        note(
            pointer + "/value",
            "type",
            _("Give a list here.") if wants_list else _("Give one value, not a list."),
        )
        return
    for i, value in enumerate(leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)):
        here = pointer + "/value" + (step(i) if is_list else "")
        if value is None or not subject.fits(leaf.op, value):
            note(here, "type", _("The question is never answered with such a value."))
        elif not subject.knows(leaf.op, value):
            note(here, "unknown_choice", _("The question has no such choice."))
