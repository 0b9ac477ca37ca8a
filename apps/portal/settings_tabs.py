from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.roles import Role

Tab = tuple[str, str, bool]


def settings_tabs(request: HttpRequest) -> list[Tab]:
    """The pages under Settings that this member may open, as common/tabs.html takes them."""
    actor = getattr(request, "actor", None)
    if actor is None or getattr(request, "client", None) is None:
        return []
    pages = [(_("Your account"), "my_account")]
    if actor.may(Role.ADMIN):
        pages += [(_("People"), "people"), (_("Client"), "client_settings"), (_("API keys"), "api_keys")]
        pages.append((_("Log"), "client_audit"))
    return [(label, reverse(name), request.path.startswith(reverse(name))) for label, name in pages]
