"""Checks of a draft before it is published. A new module in `families` with a `@register`ed function is a new check.

Errors keep a draft from being published: what they name would lose answers, or mislead whoever reads them. Hints
are advice. A check that cannot decide says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from apps.surveys.checks import families
from apps.surveys.checks.estimate import estimate
from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Finding, Place, Remark, placed
from apps.surveys.checks.registry import FAMILIES
from apps.surveys.logic.problems import Problem
from apps.surveys.questionnaire import Questionnaire, QuestionnaireError, load, read_draft

__all__ = ["Finding", "Place", "check_draft", "estimate"]

for _module in iter_modules(families.__path__):
    import_module(f"{families.__name__}.{_module.name}")


def check_draft(
    draft: Mapping[str, Any] | Questionnaire,
    *,
    touchpoints: Collection[str] | None = None,
    translated: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with a draft and what could be better, in the order of the document, errors first at each place.

    `touchpoints` are the codes of the inventory; without them no code is called unknown. `translated` are the marks of
    the draft's translations, without which none is called stale.
    """
    document = draft.dump() if isinstance(draft, Questionnaire) else draft
    questionnaire, faults = _read(document)
    remarks = [Remark("error", fault.code, fault.pointer, str(fault.detail)) for fault in faults]
    if questionnaire is None:
        return _ordered(document, remarks)
    examined = Examined(questionnaire, touchpoints, translated or {})
    for family in FAMILIES:
        remarks.extend(family(examined))
    return _ordered(examined.document, remarks)


def _read(document: Any) -> tuple[Questionnaire | None, list[Problem]]:
    """The questionnaire as far as it can be read, and what is wrong with its structure or its references."""
    try:
        return load(document), []
    except QuestionnaireError as error:
        faults = list(error.errors)
    try:
        return read_draft(document), faults
    except QuestionnaireError:
        return None, faults


def _ordered(document: Any, remarks: list[Remark]) -> tuple[Finding, ...]:
    """In document order; of the same code at the same place one is enough."""
    kept = {(remark.pointer, remark.code): remark for remark in reversed(remarks)}
    found = sorted(kept.values(), key=lambda r: (_position(r.pointer), r.level, r.code))
    return tuple(placed(document, remark) for remark in found)


def _position(pointer: str) -> tuple[tuple[int, str], ...]:
    steps = pointer.split("/")[1:]
    return tuple((int(step), "") if step.isdigit() else (-1, step) for step in steps)
