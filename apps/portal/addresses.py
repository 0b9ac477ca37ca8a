"""Addresses that keep what the reader chose."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode


def page(name: str, *args: Any, query: str = "", **params: Any) -> str:
    """The address of a page, with a ready query and further parameters; empty ones are left out."""
    more = urlencode({key: value for key, value in params.items() if value not in (None, "")})
    joined = "&".join(part for part in (query, more) if part)
    address = reverse(name, args=args)
    return f"{address}?{joined}" if joined else address


def changed(current: QueryDict, **changes: Any) -> str:
    """This page's query with some parameters set, or taken out where they are None."""
    data = current.copy()
    for key, value in changes.items():
        data.pop(key, None)
        if value not in (None, ""):
            data[key] = str(value)
    return "?" + data.urlencode()
