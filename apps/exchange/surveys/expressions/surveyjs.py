"""SurveyJS's expressions: ``{nps} <= 6 and {reasons} contains 'price'``."""

from __future__ import annotations

import re

from apps.exchange.surveys.expressions.nodes import Call, Name, Node, NotSaid, Value
from apps.exchange.surveys.expressions.parsing import Token, parse
from apps.exchange.surveys.limits import LONGEST_EXPRESSION

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>\{[^{}]+\})
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![\w.]))
    | (?P<sign>\|\||&&|<=|>=|<>|!=|==|\*=|[=<>!+\-*/%^()\[\],|&])
    | (?P<call>[A-Za-z_][A-Za-z0-9_]*)(?=\s*\()
    | (?P<word>[^\s'"{}()\[\],=<>!+*/%^|&]+)
    )""",
    re.VERBOSE,
)
_SIGNS = {"||": "or", "|": "or", "&&": "and", "&": "and", "==": "=", "<>": "!=", "!": "not", "*=": "contains",
          "^": "power", "%": "mod"}  # fmt: skip
_WORDS = {
    **dict.fromkeys(("and",), "and"),
    **dict.fromkeys(("or",), "or"),
    **dict.fromkeys(("negate", "not"), "not"),
    **dict.fromkeys(("contains", "contain"), "contains"),
    **dict.fromkeys(("notcontains", "notcontain"), "notcontains"),
    "anyof": "anyof",
    "allof": "allof",
    "noneof": "noneof",
    "empty": "empty",
    "notempty": "notempty",
    "equal": "=",
    "notequal": "!=",
    "less": "<",
    "lessorequal": "<=",
    "greater": ">",
    "greaterorequal": ">=",
}
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None, "undefined": None}


def read(text: str) -> Node:
    """The tree, or NotSaid."""
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


def _named(name: str) -> Token:
    """A name; with ``.length`` behind it how many are chosen."""
    listed = name.removesuffix(".length")
    return Token("name", name) if listed == name else Token("node", Call("length", (Name(listed),)))


def _token(match: re.Match[str]) -> Token:
    kind, spelled = match.lastgroup or "", match[match.lastgroup or 0]
    if kind == "name":
        return _named(spelled[1:-1].strip())
    if kind == "text":
        return Token("literal", re.sub(r"\\(['\"])", r"\1", spelled[1:-1]))
    if kind == "number":
        return Token("literal", float(spelled) if "." in spelled else int(spelled))
    if kind == "sign":
        return Token(spelled) if spelled in "()[]," else Token("op", _SIGNS.get(spelled, spelled))
    word = spelled.lower()
    if word in _WORDS:
        return Token("op", _WORDS[word])
    if kind == "call":
        return Token("call", word)
    return Token("literal", _CONSTANTS.get(word, spelled))
