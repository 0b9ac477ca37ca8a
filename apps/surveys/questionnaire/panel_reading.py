"""What may stand inside a panel, and what it may repeat for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.surveys.questionnaire import element_reading
from apps.surveys.questionnaire.attachments import AttachmentQuestion
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.panel_items import ITEM
from apps.surveys.questionnaire.reading import NAME, Reader

MOST_INSIDE = 50


def read_inside(reader: Reader, panel: str) -> tuple[Element, ...]:
    """The elements of a panel, whose type is called `panel`: no other panel, nothing that measures, no files."""
    found: dict[str, Element] = {}
    children = reader.children("elements", most=MOST_INSIDE)
    if not children and reader.value.get("elements") == []:
        reader.fault("elements", "empty", _("Give at least one question."))
    for child in children:
        if child.value.get("type") == panel:
            child.fault("type", "nested", _("A group that repeats cannot stand inside another one."))
            continue
        name, element = element_reading.read_element(child, found)
        if name in found:
            child.fault("name", "duplicate", _("Another question of this group has this name."))
        elif name == ITEM:
            child.fault("name", "name", _("This name is taken by the item itself."))
        elif isinstance(element, Question) and element.metric_items():
            detail = _("A question that measures cannot repeat: put it on a page, or ask in another way.")
            child.fault("type", "metric", detail)
        elif isinstance(element, AttachmentQuestion):
            child.fault("type", "file", _("Files cannot be sent inside a group that repeats: ask on a page."))
        elif element is not None:
            found[name] = element
    return tuple(found.values())


def read_source(reader: Reader) -> str:
    raw = reader.get("itemsFrom")
    if raw is None or (isinstance(raw, str) and NAME.fullmatch(raw)):
        return raw or ""
    reader.fault("itemsFrom", "name", _("Give the name of an earlier question."))
    return ""
