from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from apps.common.errors import TooMany
from apps.common.errors_html import error_page


def too_many(request: HttpRequest) -> HttpResponse:
    """Where allauth's limits end up, on every host."""
    return error_page(request, TooMany())
