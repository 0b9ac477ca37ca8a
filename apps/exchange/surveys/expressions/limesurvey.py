"""LimeSurvey's ExpressionManager: ``((Q1.NAOK == "Y" and !is_empty(Q2.NAOK)))``."""

from __future__ import annotations

import re

from apps.exchange.surveys.expressions.nodes import Node, NotSaid
from apps.exchange.surveys.expressions.parsing import Token, parse
from apps.exchange.surveys.limits import LONGEST_EXPRESSION

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![A-Za-z_])
    | (?P<sign>\|\||&&|<=|>=|!=|==|[=<>!+\-*/()\[\],])
    | (?P<call>[A-Za-z_][A-Za-z0-9_]*)(?=\s*\()
    | (?P<word>(?:[A-Za-z_]|[0-9]+X)[A-Za-z0-9_:#.]*)
    )""",
    re.VERBOSE,
)
_SIGNS = {"||": "or", "&&": "and", "==": "=", "!": "not"}
_WORDS = {
    "and": "and",
    "or": "or",
    "not": "not",
    "eq": "=",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
}
_SUFFIX = re.compile(r"\.(NAOK|code|value|valueNAOK|shown)$")


def read(text: str) -> Node:
    """The tree, or NotSaid. A name comes without the suffix that says what of the answer is meant."""
    if len(text) > LONGEST_EXPRESSION:
        raise NotSaid("too_long")
    tokens: list[Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotSaid("unreadable")
        at = match.end()
        tokens.append(_token(match))
    return parse(tokens)


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or ""
    spelled = match[kind]
    if kind == "text":
        return Token("literal", re.sub(r"\\(['\"])", r"\1", spelled[1:-1]))
    if kind == "number":
        return Token("literal", float(spelled) if "." in spelled else int(spelled))
    if kind == "sign":
        return Token(spelled) if spelled in "()[]," else Token("op", _SIGNS.get(spelled, spelled))
    if spelled.lower() in _WORDS:
        return Token("op", _WORDS[spelled.lower()])
    if kind == "call":
        return Token("call", spelled)
    if spelled.lower() in ("true", "false"):
        return Token("literal", spelled.lower() == "true")
    return Token("name", _SUFFIX.sub("", spelled))
