"""Faults of a condition that only show beside the questions it looks at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.surveys.logic.conditions import PRESENCE, Condition, Group, Leaf
from apps.surveys.logic.known import Source
from apps.surveys.logic.problems import Note, step
from apps.surveys.logic.subjects import Subject

_PARAM = Subject("param")


@dataclass(frozen=True, slots=True)
class Calculated:
    """A calculated value as conditions meet it: what it may be (None: it has faults of its own), and the questions
    it depends on, which must have been asked before it has a value.
    """

    subject: Subject | None
    questions: frozenset[str] = frozenset()


def check(
    condition: Condition,
    pointer: str,
    *,
    earlier: Mapping[str, Subject | None],
    known: Collection[str],
    note: Note,
    calculated: Mapping[str, Calculated] | None = None,
) -> None:
    """Note references to unknown or later questions, and comparisons that can never make sense.

    `earlier` holds what stands before the condition's element (None where that has faults of its own),
    `known` every name of the document.
    """
    if isinstance(condition, Group):
        for i, part in enumerate(condition.parts):
            here = f"{pointer}/{condition.kind}{step(i)}"
            check(part, here, earlier=earlier, known=known, note=note, calculated=calculated)
        return
    subject = check_look(
        condition.source,
        condition.name,
        pointer,
        earlier=earlier,
        known=known,
        note=note,
        calculated=calculated,
    )
    if subject is not None:
        _check_leaf(condition, pointer, subject, note)


def check_look(
    source: Source,
    name: str,
    pointer: str,
    *,
    earlier: Mapping[str, Subject | None],
    known: Collection[str],
    note: Note,
    calculated: Mapping[str, Calculated] | None = None,
) -> Subject | None:
    """What is looked at, if it is there to be looked at."""
    if source in ("param", "invitation"):
        return _PARAM
    if source == "calculated":
        return _calculated(name, pointer + "/calculated", earlier, known, calculated or {}, note)
    if name in earlier:
        return earlier[name]
    if name in known:
        detail = _("Question “%(name)s” does not stand before this element.") % {"name": name}
        note(pointer + "/question", "later_question", detail)
    else:
        detail = _("There is no question “%(name)s”.") % {"name": name[:80]}
        note(pointer + "/question", "unknown_question", detail)
    return None


def _calculated(
    name: str,
    pointer: str,
    earlier: Mapping[str, Subject | None],
    known: Collection[str],
    calculated: Mapping[str, Calculated],
    note: Note,
) -> Subject | None:
    found = calculated.get(name)
    if found is None:
        detail = _("There is no calculated value “%(name)s” before this.") % {"name": name[:80]}
        note(pointer, "unknown_calculated", detail)
        return None
    later = next((q for q in sorted(found.questions) if q in known and q not in earlier), None)
    if later is not None:
        detail = _("“%(name)s” is calculated from “%(question)s”, which does not stand before this element.")
        note(pointer, "later_calculated", detail % {"name": name, "question": later})
        return None
    return found.subject


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
