"""What the operators of conditions are called beside each kind of answer."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.surveys.logic import Subject

ORDER = ("=", "!=", "<=", ">=", "<", ">", "anyof", "allof", "contains", "notcontains", "notempty", "empty")
"""As they are offered."""

PLAIN: dict[str, Promise] = {
    "=": _("is"),
    "!=": _("is not"),
    "<=": _("is at most"),
    ">=": _("is at least"),
    "<": _("is less than"),
    ">": _("is more than"),
    "anyof": _("is one of"),
    "allof": _("is all of"),
    "contains": _("contains"),
    "notcontains": _("does not contain"),
    "notempty": _("is answered"),
    "empty": _("is not answered"),
}
DATES: dict[str, Promise] = {
    "<=": _("is not after"),
    ">=": _("is not before"),
    "<": _("is before"),
    ">": _("is after"),
}
LISTS: dict[str, Promise] = {
    "=": _("is exactly"),
    "!=": _("is not exactly"),
    "anyof": _("includes one of"),
    "allof": _("includes all of"),
    "contains": _("includes"),
    "notcontains": _("does not include"),
}
GIVEN: dict[str, Promise] = {"notempty": _("is known"), "empty": _("is not known")}
BY_KIND = {"date": DATES, "choices": LISTS, "param": GIVEN}


def operator_words(op: str, kind: str = "") -> str:
    """The operator beside a subject of this kind (see `logic.Subject`), in the reader's language."""
    return str(BY_KIND.get(kind, PLAIN).get(op) or PLAIN.get(op) or op)


def operators_of(subject: Subject) -> list[tuple[str, str]]:
    """(operator, words) of all that may be said about such an answer."""
    return [(op, operator_words(op, subject.kind)) for op in ORDER if subject.allows(op)]
