"""Deny by default: every view says at its top who may call it, and a test walks the URL confs for those that do not."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apps.accounts.roles import Role
from apps.common.errors import Forbidden

if TYPE_CHECKING:  # at run time it would load the authentication classes, which need this module
    from rest_framework.views import APIView

View = Callable[..., HttpResponse]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])
SCOPES = ("read", "write", "admin")  # each holds those before it


def role_required(*roles: Role) -> Callable[[View], View]:
    """Open to members with at least one of ``roles`` (name one of a client, one of the agency, or both).

    Others: sign in (nobody, and whoever is no member here) or 403 (a member). What members see is kept by no
    cache: on a shared computer the next person must not find it with the back button.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor
            if actor.kind == "anonymous":
                query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
                return redirect(reverse("account_login") + query)
            if not any(actor.may(role) for role in roles):
                raise Forbidden
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        guarded.required_role = roles  # type: ignore[attr-defined]
        return guarded

    return wrap


def open_to_all(view: AnyView) -> AnyView:
    """A page for people without an account: stands where ``role_required`` would."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class HasScope(BasePermission):
    """REST: reading needs ``read``, anything else ``write``, unless the view names ``required_scope``."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        actor = request.user
        if actor is None or not hasattr(actor, "has_scope"):
            return False
        named = getattr(view, "required_scope", None)
        needed = named or ("read" if request.method in {"GET", "HEAD", "OPTIONS"} else "write")
        return bool(actor.has_scope(needed))
