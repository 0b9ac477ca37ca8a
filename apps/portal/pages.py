"""What every page of the portal shares: who may see it, and in which time zone its moments are written."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from apps.accounts.permissions import View, role_required
from apps.accounts.roles import Role


def page_for(role: Role) -> Callable[[View], View]:
    """``role_required``, and moments in the client's own time zone."""

    def wrap(view: View) -> View:
        @role_required(role)
        @functools.wraps(view)
        def in_zone(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with timezone.override(request.client.zone):
                return view(request, *args, **kwargs)

        return in_zone

    return wrap
