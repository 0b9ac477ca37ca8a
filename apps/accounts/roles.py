"""Roles, and what each may do. A role is held in the agency or in one client, never in both at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AGENCY_OWNER = "agency_owner", _("agency owner")
    AGENCY_ANALYST = "agency_analyst", _("agency analyst")
    ADMIN = "admin", _("admin")
    ANALYST = "analyst", _("analyst")
    VIEWER = "viewer", _("viewer")


AGENCY_ROLES = (Role.AGENCY_OWNER, Role.AGENCY_ANALYST)
CLIENT_ROLES = (Role.ADMIN, Role.ANALYST, Role.VIEWER)

# Each role may do all that the roles after it may.
LADDERS = (AGENCY_ROLES, CLIENT_ROLES)

# What agency staff are inside a client they have entered.
ROLE_WHEN_ENTERED = {Role.AGENCY_OWNER: Role.ADMIN, Role.AGENCY_ANALYST: Role.ANALYST}


def at_least(role: str | None, needed: Role) -> bool:
    for ladder in LADDERS:
        if role is not None and role in ladder and needed in ladder:
            return ladder.index(Role(role)) <= ladder.index(needed)
    return False
