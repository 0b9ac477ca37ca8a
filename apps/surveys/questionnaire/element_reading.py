"""Reading one element of a page or of a panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.questionnaire.choices import ChoiceQuestion, read_arrangement
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import TYPES


def read_element(reader: Reader, earlier: Mapping[str, Element | None]) -> tuple[str, Element | None]:
    """The element with its name; None, and a fault, where its type is unknown. `earlier` are those before it."""
    kind, name = reader.get("type"), reader.name()
    cls = TYPES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        reader.fault("type", "unknown_type", _("There is no such type of question."))
        return name, None
    common: dict[str, Any] = {
        "name": name,
        "title": reader.text("title"),
        "description": reader.text("description"),
        "visible_if": reader.condition("visibleIf"),
    }
    if issubclass(cls, Question):
        common |= {
            "is_required": reader.flag("isRequired"),
            "required_if": reader.condition("requiredIf"),
            "touchpoint": reader.touchpoint(),
        }
    if issubclass(cls, ChoiceQuestion):
        common |= read_arrangement(reader)
    element = cls.read(reader, common).after(earlier)
    reader.finish()
    return name, element
