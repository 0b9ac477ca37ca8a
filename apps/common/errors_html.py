"""Error pages: what happened, in words, and the next step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.common.errors import CxError, Forbidden, NotFound


def error_page(request: HttpRequest, error: CxError) -> HttpResponse:
    words = "" if error.detail == str(error.title) else error.detail
    context = {"code": error.status, "page_title": error.title, "words": words, "home_url": "/"}
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
        "page_title": _("Something went wrong on our side"),
        "words": _("It has been noted. Please try again in a minute."),
    }
    return render(request, "common/error.html", context, status=500)
