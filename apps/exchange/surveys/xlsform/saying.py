"""Our conditions, calculated values and references in texts as an XLSForm spells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from apps.exchange.surveys.expressions.scope import Kind

CHAINS = {"sum": " + ", "product": " * ", "subtract": " - ", "divide": " div "}
WORDS = {"truth": ("true", "false")}
_PIPE = re.compile(r"\{(?:calculated:|panel\.)?([A-Za-z][A-Za-z0-9_.-]*)\}")


class NotWritten(ValueError):
    """An XLSForm cannot say it: it knows no address and no invitation."""


class Saying:
    """``kinds`` are those of the questions (and rows) a condition can look at."""

    def __init__(self, kinds: Mapping[str, Kind], consents: frozenset[str] = frozenset()) -> None:
        self.kinds = kinds
        self.consents = consents

    def condition(self, condition: Mapping[str, Any]) -> str:
        """Raises NotWritten."""
        for key, between in (("all", " and "), ("any", " or ")):
            if key in condition:
                words = between.join(self.condition(part) for part in condition[key])
                return words if len(condition[key]) == 1 else f"({words})"
        if "not" in condition:
            return f"not({' or '.join(self.condition(part) for part in condition['not'])})"
        return self._leaf(condition)

    def _leaf(self, leaf: Mapping[str, Any]) -> str:
        name, op = self.name(leaf), leaf["op"]
        value: Any = leaf.get("value")
        kind = self.kinds.get(leaf.get("question", ""), "free")
        if op in ("empty", "notempty"):
            return f"{name} {'=' if op == 'empty' else '!='} ''"
        if kind in ("choices", "ranking"):
            return _chosen(name, op, value if isinstance(value, list) else [value])
        if op == "anyof":
            words = " or ".join(f"{name} = {literal(one)}" for one in value)
            return words if len(value) == 1 else f"({words})"
        if op in ("contains", "notcontains"):
            words = f"contains({name}, {literal(value)})"
            return words if op == "contains" else f"not({words})"
        if leaf.get("question") in self.consents:
            return f"{name} {op if value else '!='} 'OK'"
        if kind == "choice" and op in ("=", "!="):
            value = str(value)
        return f"{name} {op} {literal(value)}"

    def name(self, source: Mapping[str, Any]) -> str:
        found = source.get("question") or source.get("calculated")
        if not found:
            raise NotWritten
        return f"${{{str(found).replace('.', '_')}}}"

    def calculation(self, expression: Any) -> str:
        """Raises NotWritten."""
        if not isinstance(expression, Mapping):
            return literal(expression)
        if "if" in expression:
            parts = (self.calculation(expression["then"]), self.calculation(expression["else"]))
            return f"if({self.condition(expression['if'])}, {parts[0]}, {parts[1]})"
        for key, sign in CHAINS.items():
            if key in expression:
                return "(" + sign.join(self.calculation(part) for part in expression[key]) + ")"
        for key in ("min", "max"):
            if key in expression:
                return f"{key}({', '.join(self.calculation(part) for part in expression[key])})"
        if "average" in expression:
            parts_ = [self.calculation(part) for part in expression["average"]]
            return f"(({' + '.join(parts_)}) div {len(parts_)})"
        if "count" in expression:
            raise NotWritten
        return self.name(expression)


def _chosen(name: str, op: str, values: list[Any]) -> str:
    each = [f"selected({name}, {literal(str(value))})" for value in values]
    if op in ("=", "!="):
        words = " and ".join([*each, f"count-selected({name}) = {len(values)}"])
        return f"({words})" if op == "=" else f"not({words})"
    if op == "anyof":
        return each[0] if len(each) == 1 else f"({' or '.join(each)})"
    words = " and ".join(each)
    if op == "notcontains":
        return f"not({words})"
    return words if len(each) == 1 else f"({words})"


def literal(value: Any) -> str:
    if isinstance(value, bool):
        return "'true'" if value else "'false'"
    if isinstance(value, str):
        return f"'{value}'" if "'" not in value else '"' + value.replace('"', "'") + '"'
    return str(value)


def piped(text: str, names: frozenset[str]) -> str:
    """References to answers and calculated values; what is none of the names stays."""

    def said(match: re.Match[str]) -> str:
        return f"${{{match[1].replace('.', '_')}}}" if match[1].split(".")[0] in names else match[0]

    return _PIPE.sub(said, text)
