"""Walks a URL conf: every address a host answers, with what stands in it and who guards it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.views import APIView

from apps.accounts.permissions import HasScope
from apps.exchange.authentication import ApiKeyAuthentication

HOST_CONFS = {"agency": "cxplatform.urls.agency", "client": "cxplatform.urls.client"}

# Guarded by those who made them, and each looked at here: Django's admin asks for agency staff on every view;
# of allauth only these six are mounted, and all but the change of a password are for people who are not signed in.
ADMIN = "admin"
ALLAUTH = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
}


@dataclass(frozen=True)
class Route:
    """``name`` is the URL name, or the pattern where there is none."""

    name: str
    pattern: str
    view: Callable[..., Any]
    parameters: tuple[str, ...]

    @property
    def methods(self) -> set[str]:
        """Those a REST view answers; a page's are what its row says."""
        actions = getattr(self.view, "actions", None)
        face = getattr(self.view, "cls", None)
        if actions:
            return set(actions) - {"head", "options"}
        if face is not None:
            return {name for name in ("get", "post", "put", "patch", "delete") if hasattr(face, name)}
        return set()


def routes(conf: str) -> list[Route]:
    """Without Django's admin, which is one application of its own."""
    return list(_walk(get_resolver(conf), "", "", ()))


def _walk(resolver: URLResolver, above: str, space: str, held: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = above + str(entry.pattern)
        parameters = held + tuple(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            name = f"{space}{entry.name}" if entry.name else pattern
            yield Route(name, pattern, entry.callback, parameters)
        elif entry.namespace != ADMIN:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, pattern, inner, parameters)


def is_guarded(route: Route) -> bool:
    """Says who may call it: a role, a scope, or everybody on purpose."""
    face = getattr(route.view, "cls", None)
    if face is not None and issubclass(face, APIView):
        return _is_guarded_face(face) or bool(getattr(route.view, "open_to_all", False))
    if route.name in ALLAUTH:
        return True
    return hasattr(route.view, "required_role") or bool(getattr(route.view, "open_to_all", False))


def _is_guarded_face(face: type[APIView]) -> bool:
    return any(issubclass(permission, HasScope) for permission in face.permission_classes) and (
        list(face.authentication_classes) == [ApiKeyAuthentication]
    )
