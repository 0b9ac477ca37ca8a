"""One comparison with the answer it looks at: its value said as that answer's values are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from apps.exchange.surveys.expressions.folding import Said, none_of
from apps.exchange.surveys.expressions.nodes import NotSaid
from apps.exchange.surveys.expressions.scope import Target
from apps.surveys.logic.comparisons import equal, number

ORDER = ("<", "<=", ">", ">=")
OPPOSITE = {"!=": "=", "notcontains": "contains", "noneof": "anyof"}
YES, NO = {"true", "yes", "y", "1"}, {"false", "no", "n", "0"}
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.Z+-]*)?")


def comparison(op: str, target: Target, value: Any) -> Said:
    """Raises NotSaid where an answer of this kind is never compared so."""
    if op in ("empty", "notempty") or (value in (None, "") and op in ("=", "!=")):
        return _presence("empty" if op in ("empty", "=") else "notempty", target)
    if value in (None, ""):
        raise NotSaid("value")
    if op in OPPOSITE:
        return none_or_opposite(op, target, value)
    if target.item is not None:
        return _one_choice(op, target, value)
    return _BY_KIND[target.kind](op, target, value)


def none_or_opposite(op: str, target: Target, value: Any) -> Said:
    said = comparison(OPPOSITE[op], target, value)
    if isinstance(said, dict) and said.get("op") in ("=", "contains") and op != "noneof":
        return {**said, "op": op}
    return none_of([said])


def _leaf(target: Target, op: str, value: Any) -> dict[str, Any]:
    return {**target.source, "op": op, "value": value}


def _presence(op: str, target: Target) -> Said:
    if target.item is not None:
        return _leaf(target, "notcontains" if op == "empty" else "contains", target.item)
    return {**target.source, "op": op}


def _one_choice(op: str, target: Target, value: Any) -> Said:
    spelled = str(value).strip().lower()
    if op != "=" or spelled not in YES | NO:
        raise NotSaid("operator")
    return _leaf(target, "contains" if spelled in YES else "notcontains", target.item)


def _number(op: str, target: Target, value: Any) -> Said:
    values = [number(one) for one in _listed(value)]
    if op in ("=", *ORDER) and not isinstance(value, list):
        if values[0] is None:
            if op == "=":
                return False
            raise NotSaid("value")
        return _leaf(target, op, values[0])
    if op == "anyof":
        kept = [one for one in values if one is not None]
        return _leaf(target, "anyof", kept) if kept else False
    raise NotSaid("operator")


def _text(op: str, target: Target, value: Any) -> Said:
    if op == "anyof":
        return _leaf(target, op, [str(one) for one in _listed(value)])
    if op in ("=", "contains") and not isinstance(value, list):
        return _leaf(target, op, _spelled(value))
    raise NotSaid("operator")


def _date(op: str, target: Target, value: Any) -> Said:
    days = [_DAY.fullmatch(str(one).strip()) for one in _listed(value)]
    if op not in ("=", "anyof", *ORDER) or not all(days):
        raise NotSaid("operator" if all(days) else "value")
    found = [day[1] for day in days if day]
    return _leaf(target, op, found if op == "anyof" else found[0])


def _truth(op: str, target: Target, value: Any) -> Said:
    if op != "=" or isinstance(value, list):
        raise NotSaid("operator")
    spelled = str(value).strip().lower()
    for truth, words in ((True, {target.truth[0].lower(), *YES}), (False, {target.truth[1].lower(), *NO})):
        if spelled in words:
            return _leaf(target, "=", truth)
    return False


def _choice(op: str, target: Target, value: Any) -> Said:
    if op in ("=", "anyof"):
        if op == "=" and isinstance(value, list):
            return False
        found = _known(target.values, _listed(value))
        if not found:
            return False
        return _leaf(target, "=", found[0]) if len(found) == 1 else _leaf(target, "anyof", found)
    if op in ORDER and all(isinstance(one, int) for one in target.values.values()):
        return _number(op, target, value)
    if op in ORDER:
        return _ordered(op, target, value)
    if op == "contains" and isinstance(value, str):
        found = [mine for theirs, mine in target.values.items() if value.lower() in theirs.lower()]
        return _leaf(target, "anyof", found) if found else False
    raise NotSaid("operator")


def _ordered(op: str, target: Target, value: Any) -> Said:
    """A choice among numbers that are stored as texts: those the comparison lets through."""
    limit = number(value)
    tests: dict[str, Callable[[float, float], bool]] = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    known = {theirs: number(theirs) for theirs in target.values}
    if limit is None or any(one is None for one in known.values()):
        raise NotSaid("operator")
    found = [target.values[t] for t, one in known.items() if one is not None and tests[op](one, limit)]
    return _leaf(target, "anyof", found) if found else False


def _choices(op: str, target: Target, value: Any) -> Said:
    if op == "=" and target.is_spaced:
        value = str(value).split()
    asked = _listed(value)
    if op == "=" and not isinstance(value, list):
        return False
    found = [_known(target.values, [one]) for one in asked]
    if op == "anyof":
        kept = [one for group in found for one in group]
        return _leaf(target, "anyof", kept) if kept else False
    if op not in ("=", "contains", "allof"):
        raise NotSaid("operator")
    if not all(found):
        return False
    kept = [group[0] for group in found]
    if op == "contains" and len(kept) == 1:
        return _leaf(target, "contains", kept[0])
    return _leaf(target, "allof" if op == "contains" else op, kept)


def _free(op: str, target: Target, value: Any) -> Said:
    if op == "allof":
        raise NotSaid("operator")
    return _leaf(target, op, value)


def _ranking(op: str, target: Target, value: Any) -> Said:
    if op == "=":
        raise NotSaid("operator")
    return _choices(op, target, value)


def _group(op: str, target: Target, value: Any) -> Said:
    raise NotSaid("operator")


_BY_KIND: dict[str, Callable[[str, Target, Any], Said]] = {
    "number": _number,
    "text": _text,
    "date": _date,
    "truth": _truth,
    "choice": _choice,
    "choices": _choices,
    "ranking": _ranking,
    "group": _group,
    "free": _free,
}


def _known(values: Mapping[str, Any], asked: list[Any]) -> list[Any]:
    """Our values of the choices asked for, each once."""
    return list(dict.fromkeys(mine for one in asked for theirs, mine in values.items() if equal(theirs, one)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _spelled(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
