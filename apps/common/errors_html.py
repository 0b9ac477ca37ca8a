"""Error pages: what happened, in words, and the next step. Below /api/ a problem in JSON instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.common.api.problems import is_api, problem_response
from apps.common.errors import CxError, Forbidden, NotFound, OurFault


def error_page(request: HttpRequest, error: CxError) -> HttpResponse:
    if is_api(request):
        return problem_response(error)
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
    return error_page(request, OurFault(_("It has been noted. Please try again in a minute.")))
