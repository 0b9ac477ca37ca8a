"""Faults that only show across elements: names used twice, conditions that look ahead."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from apps.surveys.logic import Note, Subject, check
from apps.surveys.questionnaire.elements import Question
from apps.surveys.questionnaire.placed import Placed


def check_names(placed: Sequence[Placed], note: Note) -> None:
    """Element names are unique in the document, page names among pages, form fields in the form."""
    for is_page in (True, False):
        seen: set[str] = set()
        for place in placed:
            if place.is_page == is_page and place.name:
                if place.name in seen:
                    note(place.pointer + "/name", "duplicate", _("This name is used more than once."))
                seen.add(place.name)
    _check_fields(placed, note)


def _check_fields(placed: Sequence[Placed], note: Note) -> None:
    """The row `b` of a matrix `a` and a question `a-b` would share a field."""
    owners: dict[str, str] = {}
    for place in placed:
        if isinstance(place.element, Question):
            for field in place.element.fields():
                if owners.setdefault(field, place.name) != place.name:
                    detail = _("In forms this name cannot be told from a row of “%(name)s”.")
                    note(place.pointer + "/name", "ambiguous", detail % {"name": owners[field]})


def check_conditions(placed: Sequence[Placed], note: Note) -> None:
    """Conditions refer only to what stands earlier, with operators and values that fit."""
    known = {name for place in placed for name in place.subjects()}
    earlier: dict[str, Subject | None] = {}
    for place in placed:
        if place.condition is not None:
            check(place.condition, place.pointer + "/visibleIf", earlier=earlier, known=known, note=note)
        earlier |= place.subjects()
