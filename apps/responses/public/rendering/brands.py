"""Whose survey it is, as the frame of the public page shows it."""

from __future__ import annotations

from typing import NamedTuple

from apps.tenancy.brand import brand_css_url
from apps.tenancy.hosts import HostInfo


class Brand(NamedTuple):
    name: str
    css_url: str


def brand_of(client: HostInfo) -> Brand:
    return Brand(client.name, brand_css_url(client.brand_colour))
