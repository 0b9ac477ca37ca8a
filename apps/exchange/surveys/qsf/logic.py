"""Display, skip and branch logic of Qualtrics as trees; its locators and piped texts as names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from apps.exchange.surveys.expressions.nodes import Call, Literal, Name, Node, NotSaid, Operation

COMPARISONS = {
    "EqualTo": "=",
    "NotEqualTo": "!=",
    "GreaterThan": ">",
    "GreaterThanOrEqual": ">=",
    "LessThan": "<",
    "LessThanOrEqual": "<=",
    "Contains": "contains",
    "DoesNotContain": "notcontains",
}
PRESENCE = {"Empty": "empty", "NotEmpty": "notempty", "Is Empty": "empty", "Is Not Empty": "notempty"}
_LOCATOR = re.compile(r"q://(QID[A-Za-z0-9_#]{1,40})/([A-Za-z]+)(?:/([^/]+))?(?:/([^/]+))?")
Codes = Mapping[str, Mapping[str, Any]]
"""Of each question (or row of one) the value of ours by the number of the choice."""


def boolean(logic: Any, codes: Codes) -> Node:
    """The tree of a BooleanExpression; raises NotSaid."""
    sets = _numbered(logic)
    if not sets:
        raise NotSaid("unreadable")
    parts = [(str(one.get("Type", "")), _conjoined(one, codes)) for one in sets]
    return _by_precedence(
        [("or" if kind.startswith(("Or", "Else")) else "and", node) for kind, node in parts]
    )


def _conjoined(logic: Mapping[str, Any], codes: Codes) -> Node:
    found = [
        (
            "or" if str(one.get("Conjuction", one.get("Conjunction", ""))).lower() == "or" else "and",
            leaf(one, codes),
        )
        for one in _numbered(logic)
    ]
    if not found:
        raise NotSaid("unreadable")
    return _by_precedence(found)


def _by_precedence(parts: list[tuple[str, Node]]) -> Node:
    """ "and" holds closer than "or"; each part says how it is joined to those before it."""
    groups: list[list[Node]] = []
    for i, (how, node) in enumerate(parts):
        if i and how == "and":
            groups[-1].append(node)
        else:
            groups.append([node])
    joined = [group[0] if len(group) == 1 else Operation("and", tuple(group)) for group in groups]
    return joined[0] if len(joined) == 1 else Operation("or", tuple(joined))


def _numbered(logic: Any) -> list[dict[str, Any]]:
    if not isinstance(logic, Mapping):
        return []
    keys = sorted((key for key in logic if str(key).isdecimal() and len(str(key)) < 6), key=int)
    return [logic[key] for key in keys if isinstance(logic[key], dict)]


def leaf(one: Mapping[str, Any], codes: Codes) -> Node:
    kind = one.get("LogicType", "Question")
    op, value = str(one.get("Operator", one.get("Condition", ""))), one.get("RightOperand")
    if kind == "EmbeddedField":
        return _compared(Name(f"e:{one.get('LeftOperand')}"), op, value)
    if kind != "Question":
        raise NotSaid("function", name=str(kind))
    place = str(one.get("LeftOperand") or one.get("ChoiceLocator") or "")
    match = _LOCATOR.fullmatch(place) or _LOCATOR.fullmatch(str(one.get("ChoiceLocator", "")))
    if match is None:
        raise NotSaid("unreadable")
    question, what, first, second = match.groups()
    if op in ("Selected", "NotSelected", "Is Selected", "Is Not Selected"):
        return _selected(question, first, second, "Not" in op, codes)
    if what == "SelectedChoicesCount":
        return _compared(Call("length", (Name(question),)), op, value)
    if what in ("ChoiceTextEntryValue", "ChoiceNumericEntryValue", "SelectedChoicesTextEntry"):
        return _compared(Name(entry(question, first)), op, value)
    return _compared(Name(question), op, value)


def _selected(question: str, first: str | None, second: str | None, is_not: bool, codes: Codes) -> Node:
    name, choice = (f"{question}~{first}", second) if second else (question, first)
    known = codes.get(name)
    if known is None:
        raise NotSaid("unknown_name", name=name)
    if choice is None or choice not in known:
        raise NotSaid("value")
    said = Call("selected", (Name(name), Literal(known[choice])))
    return Operation("not", (said,)) if is_not else said


def _compared(node: Node, op: str, value: Any) -> Node:
    if op in PRESENCE:
        return Operation(PRESENCE[op], (node,))
    if op not in COMPARISONS:
        raise NotSaid("function", name=op)
    return Operation(COMPARISONS[op], (node, Literal(_value(value))))


def _value(raw: Any) -> Any:
    spelled = str(raw if raw is not None else "").strip()
    if re.fullmatch(r"-?[0-9]{1,12}", spelled):
        return int(spelled)
    return float(spelled) if re.fullmatch(r"-?[0-9]{1,12}\.[0-9]{1,6}", spelled) else spelled


def entry(question: str, number: str | None) -> str:
    """The name of what is typed in: beside a choice, or as the whole answer."""
    return f"{question}_{number}_TEXT" if number else question


def name_in(reference: str) -> str:
    """The name a piped text means, "" for one that is none of ours."""
    match = _LOCATOR.fullmatch(reference)
    if match:
        question, what, first, _second = match.groups()
        if what == "ChoiceGroup" and first in ("SelectedChoices", "SelectedAnswers"):
            return question
        return entry(question, first) if what.endswith("EntryValue") else ""
    for start, prefix in (("e://Field/", "e:"), ("m://", "m:")):
        if reference.startswith(start):
            return prefix + reference.removeprefix(start)
    return ""
