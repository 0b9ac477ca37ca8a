"""Rows of a question: read from its document, and judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from apps.surveys.questionnaire.errors import AnswerError, Fault
from apps.surveys.questionnaire.reading import Reader

MAX_FAULTS = 100


class Row(Protocol):
    @property
    def name(self) -> str: ...


AnyRow = TypeVar("AnyRow", bound=Row)
Answer = TypeVar("Answer")


def read_rows(reader: Reader, key: str, make: Callable[[Reader], AnyRow], *, most: int) -> tuple[AnyRow, ...]:
    """The rows in a list, each with a name of its own."""
    found: dict[str, AnyRow] = {}
    children = reader.children(key, most=most)
    if not children and reader.value.get(key) == []:
        reader.fault(key, "empty", _("Give at least one row."))
    for child in children:
        row = make(child)
        child.finish()
        if row.name in found:
            child.fault("name", "duplicate", _("Another row has this name."))
        if row.name:
            found.setdefault(row.name, row)
    return tuple(found.values())


def judge_rows(raw: Any, judges: Mapping[str, Callable[[Any], Answer | None]]) -> dict[str, Answer] | None:
    """The rows answered, in their order; AnswerError names every faulty one."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise AnswerError("type", _("Answer row by row."))
    faults = [Fault("unknown_row", _("There is no such row."), str(k)) for k in raw if k not in judges]
    found: dict[str, Answer] = {}
    for name, judge in judges.items():
        try:
            answer = None if raw.get(name) is None else judge(raw[name])
        except AnswerError as error:
            faults.append(Fault(error.code, error.message, name))
        else:
            if answer is not None:
                found[name] = answer
    if faults:
        raise AnswerError(faults[0].code, faults[0].message, others=faults[:MAX_FAULTS])
    return found or None
