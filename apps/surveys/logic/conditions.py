"""The model of a condition, read from and written to its JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.utils.translation import gettext as _

from apps.surveys.logic.known import SOURCES, Source
from apps.surveys.logic.problems import Note, Problem, step

Scalar = str | int | float | bool
Kind = Literal["all", "any", "not"]

KINDS = ("all", "any", "not")
ORDER = frozenset({"<", "<=", ">", ">="})
EQUALITY = frozenset({"=", "!="})
CONTAINMENT = frozenset({"contains", "notcontains"})
SETS = frozenset({"anyof", "allof"})
PRESENCE = frozenset({"empty", "notempty"})
OPERATORS = ORDER | EQUALITY | CONTAINMENT | SETS | PRESENCE

MAX_DEPTH = 8
MAX_LIST = 500
MAX_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison: of a question (`name`, or `matrix.row`), a parameter of the survey's address, a field of the
    invitation or a calculated value. One of the four is named.
    """

    op: str
    value: Scalar | tuple[Scalar, ...] | None = None
    question: str = ""
    param: str = ""
    invitation: str = ""
    calculated: str = ""

    @property
    def source(self) -> Source:
        if self.question:
            return "question"
        if self.param:
            return "param"
        return "invitation" if self.invitation else "calculated"

    @property
    def name(self) -> str:
        return self.question or self.param or self.invitation or self.calculated


@dataclass(frozen=True, slots=True)
class Group:
    """All of the parts, any of them, or (`not`) none of them."""

    kind: Kind
    parts: tuple[Condition, ...]


Condition = Leaf | Group


class ConditionError(ValueError):
    """The condition is malformed; `problems` names every fault."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.pointer}: {p.detail}" for p in problems))
        self.problems = problems


def condition(raw: Any) -> Condition:
    """The condition in this JSON value, or ConditionError."""
    problems: list[Problem] = []
    found = read(raw, "", lambda pointer, code, detail: problems.append(Problem(pointer, code, detail)))
    if found is None or problems:
        raise ConditionError(problems)
    return found


def read(raw: Any, pointer: str, note: Note, depth: int = 1) -> Condition | None:
    """The condition in this JSON value; each fault goes to `note`, and the faulty part is left out."""
    if not isinstance(raw, dict):
        note(pointer, "type", _("A condition is an object."))
        return None
    if any(kind in raw for kind in KINDS):
        return _group(raw, pointer, note, depth)
    return _leaf(raw, pointer, note)


def _group(raw: dict[str, Any], pointer: str, note: Note, depth: int) -> Group | None:
    if len(raw) != 1:
        note(pointer, "condition", _("A group of conditions has exactly one of all, any and not."))
        return None
    kind, parts = next(iter(raw.items()))
    here = pointer + step(kind)
    if depth > MAX_DEPTH:
        note(here, "too_deep", _("Conditions are nested too deeply."))
        return None
    if not isinstance(parts, list) or not parts:
        note(here, "type", _("Give a list of at least one condition."))
        return None
    found = [read(part, here + step(i), note, depth + 1) for i, part in enumerate(parts)]
    return Group(cast(Kind, kind), tuple(part for part in found if part is not None))


def _leaf(raw: dict[str, Any], pointer: str, note: Note) -> Leaf | None:
    for key in raw.keys() - {*SOURCES, "op", "value"}:
        note(pointer + step(key), "unknown", _("This is not part of a condition."))
    sources = [source for source in SOURCES if source in raw]
    if len(sources) != 1:
        note(pointer, "condition", _("A condition names one thing to look at, such as a question."))
        return None
    source, op = sources[0], raw.get("op")
    name = raw[source]
    if not isinstance(name, str) or not 0 < len(name) <= 200:
        note(pointer + step(source), "type", _("Give a name."))
        return None
    if not isinstance(op, str) or op not in OPERATORS:
        note(pointer + "/op", "operator", _("This is not an operator of conditions."))
        return None
    value = _value(op, raw.get("value"), pointer + "/value", note)
    if value is None and op not in PRESENCE:
        return None
    return Leaf(op, value, **{source: name})


def _value(op: str, raw: Any, pointer: str, note: Note) -> Scalar | tuple[Scalar, ...] | None:
    if op in PRESENCE:
        if raw is not None:
            note(pointer, "unknown", _("This operator takes no value."))
        return None
    if isinstance(raw, list) and op not in ORDER:
        if not 0 < len(raw) <= MAX_LIST or not all(is_scalar(item) for item in raw):
            note(pointer, "type", _("Give a list of texts or numbers."))
            return None
        return tuple(raw)
    if op in SETS:
        note(pointer, "type", _("This operator takes a list."))
        return None
    if not is_scalar(raw) or (op in ORDER and isinstance(raw, bool)):
        note(pointer, "type", _("Give a text or a number."))
        return None
    return cast(Scalar, raw)


def is_scalar(raw: Any) -> bool:
    """A value a comparison can hold: a text with something in it, a bounded number, true or false."""
    if isinstance(raw, str):
        return 0 < len(raw) <= MAX_TEXT
    if isinstance(raw, float):
        return abs(raw) <= 1e15  # NaN is not
    return isinstance(raw, bool) or (isinstance(raw, int) and abs(raw) <= 10**15)


def dump(condition: Condition) -> dict[str, Any]:
    """The JSON of a condition; reading it again gives an equal condition."""
    if isinstance(condition, Group):
        return {condition.kind: [dump(part) for part in condition.parts]}
    source: dict[str, Any] = {condition.source: condition.name}
    if condition.op in PRESENCE:
        return {**source, "op": condition.op}
    value = list(condition.value) if isinstance(condition.value, tuple) else condition.value
    return {**source, "op": condition.op, "value": value}


def references(condition: Condition) -> Iterator[str]:
    """The questions (`name` or `matrix.row`) a condition looks at."""
    return (name for source, name in looks(condition) if source == "question")


def looks(condition: Condition) -> Iterator[tuple[Source, str]]:
    """Everything a condition looks at, as (source, name)."""
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from looks(part)
    else:
        yield condition.source, condition.name
