"""What every answer to a respondent's browser has in common."""

from __future__ import annotations

from django.http import HttpResponse


def reply(body: bytes | str, language: str, status: int = 200) -> HttpResponse:
    """Kept by the browser alone and only for its Back button, which finds the same form with the same token."""
    response = HttpResponse(body, status=status)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return response
