"""A questionnaire in words, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.surveys.logic import Condition
from apps.surveys.logic.conditions import Group, Leaf
from apps.surveys.questionnaire import Element, Question, Questionnaire
from apps.touchpoints.models import Touchpoint

MOST_TITLE = 60


@dataclass(frozen=True)
class Asked:
    title: str
    kind: str
    is_required: bool
    places: tuple[str, ...]
    options: tuple[str, ...]
    condition: str


@dataclass(frozen=True)
class PreviewPage:
    title: str
    elements: tuple[Asked, ...]
    condition: str


def preview(questionnaire: Questionnaire, language: str) -> list[PreviewPage]:
    places = {t.code: str(t) for t in Touchpoint.objects.all()}
    return [
        PreviewPage(
            title=page.title.in_language(language),
            elements=tuple(_asked(element, questionnaire, language, places) for element in page.elements),
            condition=_words(page.visible_if, questionnaire, language),
        )
        for page in questionnaire.pages
    ]


def _asked(element: Element, questionnaire: Questionnaire, language: str, places: dict[str, str]) -> Asked:
    shown = element.shown(language)
    rows = [row["title"] for row in shown.get("rows", ())]
    choices = [choice["text"] for choice in shown.get("choices", ())]
    codes: set[str | None] = set()
    if isinstance(element, Question):
        codes = {element.touchpoint, *(item.touchpoint for item in element.metric_items())}
    return Asked(
        title=element.label(language)
        if isinstance(element, Question)
        else element.title.in_language(language),
        kind=str(element.type_title),
        is_required=isinstance(element, Question) and element.must_be_answered,
        places=tuple(places.get(code, code) for code in sorted(code for code in codes if code)),
        options=tuple(rows or choices),
        condition=_words(element.visible_if, questionnaire, language),
    )


def _words(condition: Condition | None, questionnaire: Questionnaire, language: str) -> str:
    if condition is None:
        return ""
    return _("Only if %(condition)s") % {"condition": _read(condition, questionnaire, language)}


def _read(condition: Condition, questionnaire: Questionnaire, language: str) -> str:
    if isinstance(condition, Group):
        parts = [_read(part, questionnaire, language) for part in condition.parts]
        if condition.kind == "not":
            return _("none of: %(parts)s") % {"parts": "; ".join(parts)}
        joint = _(" and ") if condition.kind == "all" else _(" or ")
        return joint.join(parts)
    return _leaf(condition, questionnaire, language)


def _leaf(leaf: Leaf, questionnaire: Questionnaire, language: str) -> str:
    subject = _title(leaf.name, questionnaire, language) if leaf.question else leaf.name
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    texts = _choices(leaf.question, questionnaire, language)
    value = ", ".join(texts.get(v, str(v)) for v in values)
    words = {
        "empty": _("“%(subject)s” is not answered"),
        "notempty": _("“%(subject)s” is answered"),
        "contains": _("“%(subject)s” contains %(value)s"),
        "notcontains": _("“%(subject)s” does not contain %(value)s"),
        "anyof": _("“%(subject)s” is any of %(value)s"),
        "allof": _("“%(subject)s” is all of %(value)s"),
    }
    pattern = words.get(leaf.op, "“%(subject)s” %(op)s %(value)s")
    signs = {"<=": "≤", ">=": "≥", "!=": "≠"}
    return pattern % {"subject": subject, "op": signs.get(leaf.op, leaf.op), "value": value}


def _choices(name: str, questionnaire: Questionnaire, language: str) -> dict[object, str]:
    """What the values of a choice question are called."""
    element = questionnaire.elements.get(name)
    choices = element.shown(language).get("choices", ()) if element else ()
    return {choice["value"]: f"“{choice['text']}”" for choice in choices}


def _title(name: str, questionnaire: Questionnaire, language: str) -> str:
    element = questionnaire.elements.get(name.split(".")[0])
    title = element.label(language) if element else name
    return title if len(title) <= MOST_TITLE else title[: MOST_TITLE - 1].rstrip() + "…"
