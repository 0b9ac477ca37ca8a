"""JSON as it comes in: bounded, unambiguous and storable, or refused with the reason."""

from __future__ import annotations

import json
import math
import re
from array import array
from collections.abc import Mapping
from itertools import accumulate
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from apps.common.errors import CxError, FieldProblem, Invalid, TooLarge

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 32

# Strings with what stands between them up to a bracket; the last may lack its end. Possessive, so that no body
# makes it try again.
STRINGS = re.compile(rb'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)[^"\[\]{}]*+)++', re.DOTALL)
NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")  # as signed bytes: one level down, one up
# Only an escape can bring NUL or half a surrogate pair into a text that is UTF-8 and JSON.
SUSPICIOUS = re.compile(r"\\u(?:0000|[dD][89abAB])|\\u[dD][c-fC-F]")


class Unreadable(CxError):
    code = "unreadable"


class StrictJSONParser(BaseParser):
    """JSON of bounded size and depth, without NaN, duplicate names, NUL or lone surrogates."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        request = (parser_context or {}).get("request")
        declared = str(request.META.get("CONTENT_LENGTH", "")) if request is not None else ""
        if declared.isdecimal() and int(declared) > MOST_BYTES:
            raise TooLarge
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise TooLarge
        return strict_json(body)


def strict_json(body: bytes) -> Any:
    """Parse, or raise Unreadable naming what is wrong. Depth is checked before parsing, so nothing recurses."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_("The body is not UTF-8.")) from error
    if depth(body) > MOST_DEPTH:
        raise Unreadable(_("The JSON is nested too deeply."))
    try:
        data = json.loads(
            text, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=_unique
        )
    except ValueError as error:
        raise Unreadable(_("The body is not valid JSON: %(why)s.") % {"why": error}) from error
    where = _bad_text(data, "") if SUSPICIOUS.search(text) else None
    if where is not None:
        message = _("This text holds a character that cannot be stored.")
        raise Invalid(errors=[FieldProblem(where, "character", message)])
    return data


def depth(body: bytes) -> int:
    """Deepest nesting of brackets outside strings; below 0.1 s for any body of 2 MB."""
    brackets = STRINGS.sub(b"", body).translate(None, NO_BRACKETS)
    return max(accumulate(array("b", brackets.translate(STEPS))), default=0)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _bad_text(data: Any, pointer: str) -> str | None:
    if isinstance(data, str):
        return pointer if "\x00" in data or any("\ud800" <= c <= "\udfff" for c in data) else None
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        if isinstance(key, str) and _bad_text(key, pointer) is not None:
            return pointer
        found = _bad_text(value, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
        if found is not None:
            return found
    return None
