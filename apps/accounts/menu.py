"""The account menu of the frame (see common/account_menu.html)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.accounts.selectors import other_portals


def account_menu(user: User, actor: Actor) -> dict[str, Any]:
    """Who is signed in, as what, and the other portals they can open (they sign in there)."""
    role = Role(actor.role).label if actor.role else ""
    links = [(_("Your account"), reverse("my_account"))]
    links += [(_("Open %(name)s") % {"name": portal.name}, portal.url) for portal in other_portals(actor.id)]
    return {
        "name": user.name,
        "email": user.email,
        "role": _("%(role)s, from the agency") % {"role": role} if actor.via_agency else role,
        "links": links,
        "sign_out_url": reverse("account_logout"),
    }
