"""The portal's main navigation."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from apps.accounts.roles import Role

Item = tuple[str, str, bool, str]


def nav(request: HttpRequest) -> list[Item]:
    """The rooms of the portal, as common/nav.html takes them; empty for who is no member of this client."""
    actor = getattr(request, "actor", None)
    if getattr(request, "client", None) is None or actor is None or actor.role is None:
        return []
    rooms = [
        (_("Overview"), "overview", "overview"),
        (_("Touchpoints"), "touchpoints", "touchpoints"),
        (_("Surveys"), "surveys", "surveys"),
        (_("Responses"), "responses", "responses"),
        (_("Data"), "imports", "data"),
        (_("Settings"), "settings", "settings"),
    ]
    if not actor.may(Role.ANALYST):
        rooms = [room for room in rooms if room[1] != "imports"]
    found = [(label, _url(name), icon) for label, name, icon in rooms]
    return [(label, url, _is_here(request.path, url), icon) for label, url, icon in found if url]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_here(path: str, url: str) -> bool:
    if url == "/":
        return path == "/" or path.startswith("/kpis/")
    return path.startswith(url)
