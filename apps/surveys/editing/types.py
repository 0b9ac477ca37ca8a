"""Making an element of one type out of one of another."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.places import Json, copied
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.questionnaire.elements import Element
from apps.surveys.questionnaire.errors import QuestionnaireError
from apps.surveys.questionnaire.types import TYPES

HERE = "/pages/0/elements/0/"


def class_of(kind: str) -> type[Element]:
    cls = TYPES.get(kind)
    if cls is None:
        raise EditRefused("/type", _("There is no such type of question."), code="unknown_type")
    return cls


def converted(element: Json, kind: str, language: str) -> Json:
    """The element as of this type: what a fresh one has, and all of the old settings that it takes."""
    cls = class_of(kind)
    kept = {key: copied(value) for key, value in element.items() if key != "type"}
    while True:
        found = {**cls.starter(), **kept, "type": kind}
        refused = _refused(found, language) & kept.keys()
        if not refused:
            return found
        for key in refused:
            del kept[key]


def _refused(element: Json, language: str) -> set[str]:
    """The settings a questionnaire of this element alone would not take."""
    alone = {"title": "-", "language": language, "pages": [{"name": "page1", "elements": [element]}]}
    try:
        read_draft(alone)
    except QuestionnaireError as refusal:
        below = {p.pointer.removeprefix(HERE) for p in refusal.errors if p.pointer.startswith(HERE)}
        return {pointer.partition("/")[0] for pointer in below} - {"name"}
    return set()
