"""Who is a member where."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from apps.accounts.here import AGENCY, here
from apps.accounts.models import Membership
from apps.common.errors import NotFound
from apps.tenancy.hosts import address
from apps.tenancy.models import Client, Domain


@dataclass(frozen=True)
class Portal:
    """A place a person can sign in to."""

    name: str
    url: str


def members_here() -> QuerySet[Membership]:
    return Membership.objects.at(here().client_id).select_related("user").order_by("user__email")


def access_member(membership_id: uuid.UUID) -> Membership:
    """A member of this place; unknown and another client's answer alike."""
    membership = members_here().filter(pk=membership_id).first()
    if membership is None:
        raise NotFound
    return membership


def other_portals(user_id: str) -> list[Portal]:
    """Where else a person is a member, the agency first; clients that are open, by name."""
    held = Membership.objects.filter(user_id=user_id).values_list("client_id", flat=True)
    client_ids = set(held) - {here().client_id}
    domains = Domain.objects.filter(
        tenant_id__in=client_ids, tenant__state=Client.State.READY, is_primary=True
    ).order_by("tenant__name")
    portals = [Portal(AGENCY.name, AGENCY.url)] if None in client_ids else []
    return portals + [
        Portal(name, address(host)) for name, host in domains.values_list("tenant__name", "domain")
    ]
