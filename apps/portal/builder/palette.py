"""What can be added to a page: types by group, and the client's own question bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder.tree import type_words
from apps.surveys.models import BankQuestion
from apps.surveys.questionnaire import TYPES


@dataclass(frozen=True, slots=True)
class Kind:
    """`member` of the operation and its value: a type, or the UUID of a question of the bank."""

    member: str
    value: str
    title: str
    note: str
    icon: str


def group_words() -> dict[str, str]:
    return {
        "metric": _("Measures"),
        "choice": _("Choices"),
        "scale": _("Scales and amounts"),
        "text": _("Answers in words"),
        "media": _("Files and signatures"),
        "panel": _("Groups that repeat"),
        "display": _("Without an answer"),
    }


def palette() -> list[tuple[str, list[Kind]]]:
    groups = [
        (title, [_kind(name, cls) for name, cls in TYPES.items() if cls.group == group])
        for group, title in group_words().items()
    ]
    kept = [
        Kind("bank", str(question.uid), question.title, type_words(question.element.get("type", "")), "bank")
        for question in BankQuestion.objects.all()[:200]
    ]
    return [(title, kinds) for title, kinds in [*groups, (_("Question bank"), kept)] if kinds]


def _kind(name: str, cls: Any) -> Kind:
    return Kind("type", name, str(cls.type_title), "", f"group-{cls.group}")


def other_types(type_name: str) -> list[tuple[str, str, bool]]:
    """The types an element could become."""
    return [(name, str(cls.type_title), name == type_name) for name, cls in TYPES.items()]
