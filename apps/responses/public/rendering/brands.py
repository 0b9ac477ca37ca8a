"""Whose survey it is, as the frame of the public page shows it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from apps.tenancy.brand import brand_css_url
from apps.tenancy.hosts import HostInfo


class Brand(NamedTuple):
    name: str
    css_url: str


def brand_of(client: HostInfo) -> Brand:
    return _brand(client.name, client.brand_colour)


@lru_cache(maxsize=1024)
def _brand(name: str, colour: str) -> Brand:
    return Brand(name, brand_css_url(colour))
