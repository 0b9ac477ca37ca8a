"""The condition editor: a clause with everything its form needs to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder.clauses import DEEPEST, ROOT, Clause, Rule, fitted, operators, spelled, widget_of
from apps.portal.builder.subjects import Heap, Offered, by_code

Option = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class RuleForm:
    path: str
    subject: str
    is_unknown: bool
    heaps: list[tuple[str, list[Option]]]
    operators: list[Option]
    widget: str
    needs_name: bool
    name: str
    value: str
    options: list[Option]

    is_rule = True


@dataclass(frozen=True, slots=True)
class ClauseForm:
    path: str
    kinds: list[Option]
    parts: list[Any]
    may_nest: bool
    is_root: bool

    is_rule = False


def clause_form(clause: Clause, heaps: list[Heap]) -> ClauseForm:
    subjects = by_code(heaps)
    return _clause(fitted(clause, subjects), ROOT, 1, heaps, subjects)


def _clause(
    clause: Clause, path: str, depth: int, heaps: list[Heap], subjects: Mapping[str, Offered]
) -> ClauseForm:
    parts = [
        _clause(part, f"{path}.{i}", depth + 1, heaps, subjects)
        if isinstance(part, Clause)
        else _rule(part, f"{path}.{i}", heaps, subjects)
        for i, part in enumerate(clause.parts)
    ]
    kinds = [(value, words, value == clause.kind) for value, words in kind_words().items()]
    return ClauseForm(path, kinds, parts, depth < DEEPEST, depth == 1)


def _rule(rule: Rule, path: str, heaps: list[Heap], subjects: Mapping[str, Offered]) -> RuleForm:
    one = subjects.get(rule.subject)
    listed = [
        (heap.title, [(s.code, s.label, s.code == rule.subject) for s in heap.subjects]) for heap in heaps
    ]
    words = operator_words(one)
    ops = operators(one) if one else [rule.op] if rule.op else []
    return RuleForm(
        path=path,
        subject=rule.subject,
        is_unknown=bool(rule.subject) and one is None,
        heaps=listed,
        operators=[(op, words.get(op, op), op == rule.op) for op in ops],
        widget=widget_of(one, rule.op),
        needs_name=rule.subject in ("param", "invitation"),
        name=rule.name,
        value=", ".join(rule.values),
        options=[(spelled(v), label, spelled(v) in rule.values) for v, label in (one.values if one else ())],
    )


def kind_words() -> dict[str, str]:
    return {
        "all": _("all of these are true"),
        "any": _("any of these is true"),
        "not": _("none of these is true"),
    }


def operator_words(one: Offered | None) -> dict[str, str]:
    """The operators as they are read in a sentence: [NPS] [is at most] [6]."""
    words = {
        "=": _("is"),
        "!=": _("is not"),
        "<": _("is less than"),
        "<=": _("is at most"),
        ">": _("is more than"),
        ">=": _("is at least"),
        "anyof": _("is any of"),
        "contains": _("contains"),
        "notcontains": _("does not contain"),
        "notempty": _("is answered"),
        "empty": _("is not answered"),
    }
    if one is not None and one.subject.kind == "date":
        words |= {
            "<": _("is before"),
            "<=": _("is on or before"),
            ">": _("is after"),
            ">=": _("is on or after"),
        }
    if one is not None and one.subject.kind == "choices":
        words |= {
            "=": _("is exactly"),
            "!=": _("is not exactly"),
            "anyof": _("includes any of"),
            "allof": _("includes all of"),
            "contains": _("includes"),
            "notcontains": _("does not include"),
        }
    return words
