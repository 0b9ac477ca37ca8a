from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from apps.accounts.entering import entry_of
from apps.accounts.roles import Role
from apps.common.errors import Forbidden


class RecordsSite(UnfoldAdminSite):
    """On the agency's host for its staff; on a client's host for staff who have entered it, with a reason.

    A member of a client never gets in, not even one who works for the agency too: entering is what is audited.
    """

    index_title = _("Records")

    def has_permission(self, request: HttpRequest) -> bool:
        if getattr(request, "client", None) is None:
            return bool(request.actor.may(Role.AGENCY_ANALYST))
        return entry_of(request) is not None

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One way to sign in for all pages, with its limits; who is signed in already has no business here."""
        if request.actor.kind != "anonymous":
            raise Forbidden
        return redirect(f"{reverse('account_login')}?{urlencode({'next': '/admin/'})}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_logout")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


site = RecordsSite()


def place(request: HttpRequest) -> str:
    """Whose records these are, below the header on every page (see UNFOLD in the settings)."""
    client = getattr(request, "client", None)
    return client.name if client else str(_("shared by all clients"))


def icon(request: HttpRequest) -> str:
    return static("favicon.svg")
