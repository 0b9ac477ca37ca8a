"""What all REST endpoints share: strict JSON, RFC 9457 problems, no unknown query parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.db import DataError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from apps.common.errors import CxError, FieldProblem, Invalid, NotFound, TooLarge, TooMany

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 32
PROBLEM = "application/problem+json"


class Unreadable(CxError):
    code = "unreadable"


class StrictJSONParser(BaseParser):
    """JSON of bounded size and depth, without NaN, duplicate keys, NUL or lone surrogates."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
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
    if _depth(text) > MOST_DEPTH:
        raise Unreadable(_("The JSON is nested too deeply."))
    try:
        data = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except ValueError as error:
        raise Unreadable(_("The body is not valid JSON: %(why)s.") % {"why": error}) from error
    where = _bad_text(data, "")
    if where is not None:
        message = _("This text holds a character that cannot be stored.")
        raise Invalid(errors=[FieldProblem(where, "character", message)])
    return data


def _depth(text: str) -> int:
    """Deepest nesting of brackets outside strings."""
    deepest = level = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            level += 1
            deepest = max(deepest, level)
        elif character in "]}":
            level -= 1
    return deepest


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


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


def problem(error: CxError) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": f"urn:cxplatform:problem:{error.code}",
        "title": str(error.title),
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
    }
    if error.errors:
        body["errors"] = [item.as_dict() for item in error.errors]
    return body


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Every refusal as application/problem+json. What is not foreseen stays a 500, and is logged."""
    error = _as_cx_error(exc)
    if error is None:
        return None
    set_rollback()
    response = Response(problem(error), status=error.status, content_type=PROBLEM)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def problem_response(error: CxError) -> JsonResponse:
    return JsonResponse(problem(error), status=error.status, content_type=PROBLEM)


def _as_cx_error(exc: Exception) -> CxError | None:
    if isinstance(exc, CxError):
        return exc
    if isinstance(exc, Http404):
        return NotFound()
    if isinstance(exc, exceptions.Throttled):
        return TooMany()
    if isinstance(exc, exceptions.ValidationError):
        return Invalid(errors=list(_flatten(exc.get_full_details(), "")))
    if isinstance(exc, exceptions.APIException):
        error = CxError(exc.detail)
        error.status, error.code = exc.status_code, str(exc.default_code)
        error.title = exc.default_detail  # type: ignore[assignment]
        return error
    if isinstance(exc, DataError):  # a value PostgreSQL cannot hold and no check foresaw: still the sender's
        return Invalid(_("A value cannot be stored."))
    return None


def _flatten(details: Any, pointer: str) -> list[FieldProblem]:
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        return [FieldProblem(pointer, str(details["code"]), str(details["message"]))]
    if isinstance(details, dict):
        pairs = [
            (f"{pointer}/{key}" if key != "non_field_errors" else pointer, v) for key, v in details.items()
        ]
    else:
        nested = [isinstance(v, dict) and "message" not in v for v in details]
        pairs = [(f"{pointer}/{i}" if nested[i] else pointer, v) for i, v in enumerate(details)]
    return [found for where, value in pairs for found in _flatten(value, where)]


def refuse_unknown_parameters(request: Request, allowed: set[str], prefixes: tuple[str, ...] = ()) -> None:
    """A misspelt filter must not silently return everything."""
    unknown = [
        name
        for name in request.query_params
        if name not in allowed and not name.startswith(prefixes or ("\0",))
    ]
    if unknown:
        message = _("Unknown query parameter. Known are: %(names)s.") % {"names": ", ".join(sorted(allowed))}
        raise Invalid(errors=[FieldProblem(f"?{name}", "unknown_parameter", message) for name in unknown])
