"""A short way for respondents: what they ask for needs no session, no user, no messages and no CSRF cookie.

Stands right after the client is known. A preview (``?test=1``) asks who is looking and takes the long way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, get_resolver

PREFIX = "/s/"
PATTERNS = "apps.responses.urls"


class RespondentMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if (
            not path.startswith(PREFIX)
            or not request.client
            or "test=" in request.META.get("QUERY_STRING", "")
        ):
            return self.get_response(request)
        try:
            match = _resolved(path[len(PREFIX) - 1 :])
        except Resolver404:
            return self.get_response(request)
        request.resolver_match = match
        response = _call(match, request)
        update = getattr(response, "_csp_update", None)
        response.headers["Content-Security-Policy"] = build_policy(update=update) if update else self.policy
        response.headers["X-Frame-Options"] = settings.X_FRAME_OPTIONS
        response.headers["Content-Length"] = str(len(response.content))
        return response


@lru_cache(maxsize=512)
def _resolved(path: str) -> ResolverMatch:
    return get_resolver(PATTERNS).resolve(path)


def _call(match: ResolverMatch, request: HttpRequest) -> HttpResponse:
    """Takes it that the database is there instead of asking first; a line that is dead costs a second try.

    Trying again is safe: what is sent is stored once, whatever became of the first try.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.health_check_done = True
    try:
        return match.func(request, *match.args, **match.kwargs)  # type: ignore[no-any-return]
    except (OperationalError, InterfaceError):
        if database.in_atomic_block:
            raise
        database.close()
        return match.func(request, *match.args, **match.kwargs)  # type: ignore[no-any-return]
