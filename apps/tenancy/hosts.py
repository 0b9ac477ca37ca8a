"""Which client a host names: a frozen record in a small cache with a short life.

A suspended or renamed client is gone from every process within ``LIFE`` seconds.
"""

from __future__ import annotations

import time
import uuid
import zoneinfo
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings

from apps.tenancy.models import Client, Domain

LIFE = 5.0  # seconds a known host is remembered
LIFE_OF_A_MISS = 1.0
BOUND = 4096


@dataclass(frozen=True)
class HostInfo:
    """What a request needs to know of its client; stands in for the tenant in ``connection.set_tenant``."""

    client_id: uuid.UUID
    schema_name: str
    slug: str
    name: str
    time_zone: str
    language: str
    languages: tuple[str, ...]
    brand_colour: str
    small_number: int
    target: float
    state: str
    primary_host: str

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def url(self) -> str:
        """Address of the portal, for links outside a request."""
        return address(self.primary_host)


def address(host: str) -> str:
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}"


def agency_url() -> str:
    return address(settings.BASE_DOMAIN)


class HostCache:
    """Bounded LRU, safe between threads. Holds values only, never model instances."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, tuple[float, HostInfo | None]] = OrderedDict()
        self._lock = Lock()

    def get(self, host: str) -> HostInfo | None:
        now = time.monotonic()
        with self._lock:
            entry = self._entries.get(host)
            if entry and entry[0] > now:
                self._entries.move_to_end(host)
                return entry[1]
        info = look_up(host)
        with self._lock:
            self._entries[host] = (now + (LIFE if info else LIFE_OF_A_MISS), info)
            while len(self._entries) > BOUND:
                self._entries.popitem(last=False)
        return info

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()


host_cache = HostCache()


def look_up(host: str) -> HostInfo | None:
    domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    if domain is None or domain.tenant.state == Client.State.CREATING:
        return None
    return client_info(domain.tenant)


def client_info(client: Client) -> HostInfo:
    primary = Domain.objects.filter(tenant=client, is_primary=True).values_list("domain", flat=True).first()
    return HostInfo(
        client_id=client.id,
        schema_name=client.schema_name,
        slug=client.slug,
        name=client.name,
        time_zone=client.time_zone,
        language=client.language,
        languages=tuple(client.languages),
        brand_colour=client.brand_colour,
        small_number=client.small_number,
        target=float(client.target),
        state=client.state,
        primary_host=primary or f"{client.slug}.{settings.BASE_DOMAIN}",
    )


def current_client() -> HostInfo:
    """The client this connection is in; a programming error outside of one."""
    from django.db import connection

    tenant = connection.tenant
    if isinstance(tenant, HostInfo):
        return tenant
    if isinstance(tenant, Client):
        return client_info(tenant)
    raise RuntimeError("This work belongs to a client, but no client is entered.")
