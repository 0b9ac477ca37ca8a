"""The place this connection is in: one client, or the agency. Roles, names and addresses follow from it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from apps.accounts.roles import AGENCY_ROLES, CLIENT_ROLES, Role
from apps.tenancy.brand import AGENCY_COLOUR, brand_css_url
from apps.tenancy.hosts import HostInfo, agency_url, client_info
from apps.tenancy.models import Client


@dataclass(frozen=True)
class Place:
    """``client_id`` is None in the agency. ``url`` is the primary address: links in mails never use the Host header."""

    client_id: uuid.UUID | None
    schema: str
    name: str
    url: str
    language: str
    colour: str
    roles: tuple[Role, ...]

    @property
    def top_role(self) -> Role:
        """Who manages people here; a place never loses its last one."""
        return self.roles[0]

    @property
    def brand(self) -> dict[str, str]:
        """What frames and mails show of it (see common/frame.html)."""
        return {"name": self.name, "home_url": self.url, "css_url": brand_css_url(self.colour)}


def here() -> Place:
    tenant = getattr(connection, "tenant", None)
    if isinstance(tenant, HostInfo):
        return place_of(tenant)
    if isinstance(tenant, Client):
        return place_of(client_info(tenant))
    return AGENCY


def place_of(client: HostInfo) -> Place:
    return Place(
        client.client_id,
        client.schema_name,
        client.name,
        client.url,
        client.language,
        client.brand_colour,
        CLIENT_ROLES,
    )


AGENCY = Place(
    None,
    "public",
    settings.AGENCY_NAME,
    agency_url(),
    settings.LANGUAGE_CODE,
    AGENCY_COLOUR,
    AGENCY_ROLES,
)
