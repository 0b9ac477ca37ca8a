"""XLSForm's expressions: ``${nps} <= 6 and selected(${reasons}, 'price')``."""

from __future__ import annotations

import re

from apps.exchange.surveys.expressions.nodes import Node, NotSaid
from apps.exchange.surveys.expressions.parsing import Token, parse
from apps.exchange.surveys.limits import LONGEST_EXPRESSION

_TOKEN = re.compile(
    r"""\s*(?:
      \$\{\s*(?P<name>[^{}$]+?)\s*\}
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    | (?P<sign><=|>=|!=|[=<>+\-*()\[\],])
    | (?P<word>(?:and|or|div|mod)\b)
    | (?P<call>[A-Za-z][A-Za-z0-9:-]*)(?=\s*\()
    | (?P<self>\.(?![0-9./]))
    )""",
    re.VERBOSE,
)
_WORDS = {"and": "and", "or": "or", "div": "/", "mod": "mod"}
SELF = "."


def read(text: str) -> Node:
    """The tree, or NotSaid. The answer a constraint is about is the name ``.``"""
    if len(text) > LONGEST_EXPRESSION:
        raise NotSaid("too_long")
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})  # word processors
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
    if kind == "name":
        return Token("name", spelled)
    if kind == "self":
        return Token("name", SELF)
    if kind == "text":
        return Token("literal", spelled[1:-1])
    if kind == "number":
        return Token("literal", float(spelled) if "." in spelled else int(spelled))
    if kind == "call":
        return Token("call", spelled)
    if kind == "word":
        return Token("op", _WORDS[spelled])
    return Token(spelled) if spelled in "()[]," else Token("op", spelled)
