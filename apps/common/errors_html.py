"""Error pages: what happened, in words, and the next step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.common.errors import CxError, Forbidden, NotFound


def error_page(request: HttpRequest, error: CxError) -> HttpResponse:
    context = {"code": error.status, "title": error.title, "detail": error.detail, "errors": error.errors}
    return render(request, "common/error.html", context, status=error.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, NotFound())


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, Forbidden())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(
        request, Forbidden(_("This form was open for too long. Go back, reload the page and try again."))
    )


def server_error(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {
        "code": 500,
        "title": _("Something went wrong on our side"),
        "detail": _("It has been noted. Please try again in a minute."),
    }
    return render(request, "common/error.html", context, status=500)
