from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse


def keep_language(response: HttpResponse, code: str) -> None:
    """The pages of this browser follow ``code`` from now on; '' follows what the browser asks for."""
    if code:
        name, secure = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie(name, code, secure=secure, samesite="Lax")
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
