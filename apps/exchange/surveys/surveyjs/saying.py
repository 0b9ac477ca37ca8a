"""Our conditions, calculated values and references in texts as SurveyJS spells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SOURCES = ("question", "param", "invitation", "calculated")
CHAINS = {"sum": " + ", "product": " * ", "subtract": " - ", "divide": " / "}
FUNCTIONS = {"min": "min", "max": "max", "average": "avg"}
_PIPE = re.compile(r"\{(param|invitation|calculated):([^{}\s]+)\}")


def expression_of(condition: Mapping[str, Any]) -> str:
    """A condition in words of SurveyJS."""
    if "all" in condition:
        return _joined(condition["all"], " and ")
    if "any" in condition:
        return _joined(condition["any"], " or ")
    if "not" in condition:
        return f"!({_joined(condition['not'], ' or ', is_bare=True)})"
    op = condition["op"]
    if op in ("empty", "notempty"):
        return f"{name_of(condition)} {op}"
    return f"{name_of(condition)} {op} {_literal(condition['value'])}"


def _joined(parts: list[Mapping[str, Any]], between: str, *, is_bare: bool = False) -> str:
    words = between.join(expression_of(part) for part in parts)
    return words if len(parts) == 1 or is_bare else f"({words})"


def name_of(source: Mapping[str, Any]) -> str:
    kind = next(key for key in SOURCES if key in source)
    prefix = "invitation_" if kind == "invitation" else ""
    return f"{{{prefix}{source[kind]}}}"


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return "'" + value.replace("'", "\\'") + "'"
    return str(value)


def calculation_of(expression: Any) -> str:
    if not isinstance(expression, Mapping):
        return _literal(expression)
    if "if" in expression:
        parts = (calculation_of(expression["then"]), calculation_of(expression["else"]))
        return f"iif({expression_of(expression['if'])}, {parts[0]}, {parts[1]})"
    for key, sign in CHAINS.items():
        if key in expression:
            return "(" + sign.join(calculation_of(part) for part in expression[key]) + ")"
    for key, function in FUNCTIONS.items():
        if key in expression:
            return f"{function}({', '.join(calculation_of(part) for part in expression[key])})"
    if "count" in expression:
        found = (f"iif({calculation_of(part)} notempty, 1, 0)" for part in expression["count"])
        return "(" + " + ".join(found) + ")"
    return name_of(expression)


def piped(text: str) -> str:
    """References to parameters, the invitation and calculated values; those to answers are spelled alike."""
    return _PIPE.sub(lambda m: f"{{{'invitation_' if m[1] == 'invitation' else ''}{m[2]}}}", text)
