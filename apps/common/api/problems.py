"""Every refusal of the REST API as an RFC 9457 problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from apps.common.errors import CxError, FieldProblem, Invalid, NotFound, TooMany

PROBLEM = "application/problem+json"
TITLES = {
    401: _("This needs an API key"),
    403: _("The scope of this API key does not allow this"),
    405: _("This address does not take this method"),
    406: _("The answer can only be JSON"),
    415: _("The body must be application/json"),
}


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
    response = Response(problem(error), status=error.status, content_type=PROBLEM)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


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
        return Invalid(errors=problems_in(exc.detail))
    if isinstance(exc, exceptions.APIException):
        error = CxError(exc.detail)
        error.status, error.code = exc.status_code, str(exc.default_code)
        error.title = TITLES.get(exc.status_code, error.title)
        return error
    if isinstance(exc, DataError):  # a value PostgreSQL cannot hold and no check foresaw: still the sender's
        return Invalid(_("A value cannot be stored."))
    return None


def problems_in(details: Any, pointer: str = "") -> list[FieldProblem]:
    """What DRF's fields found, each with a JSON pointer to its place."""
    if isinstance(details, exceptions.ErrorDetail):
        return [FieldProblem(pointer, details.code or "invalid", str(details))]
    if isinstance(details, dict):
        below = [
            (f"{pointer}/{key}" if key != "non_field_errors" else pointer, v) for key, v in details.items()
        ]
    else:
        below = [
            (pointer if isinstance(v, exceptions.ErrorDetail) else f"{pointer}/{i}", v)
            for i, v in enumerate(details)
        ]
    return [found for where, value in below for found in problems_in(value, where)]
