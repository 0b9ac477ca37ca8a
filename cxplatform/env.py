"""Every read of the environment, typed; a wrong value fails at start with the variable's name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "", *, source: Mapping[str, str] = os.environ) -> str:
    return source.get(name, "").strip() or default


def flag(name: str, *, default: bool = False, source: Mapping[str, str] = os.environ) -> bool:
    raw = source.get(name)
    if raw is None:
        return default
    if raw.strip().lower() in TRUE:
        return True
    if raw.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}.")


def integer(name: str, default: int, *, minimum: int = 0, source: Mapping[str, str] = os.environ) -> int:
    raw = source.get(name, "").strip()
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()) or int(raw) < minimum:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {minimum}, not {raw!r}.")
    return int(raw)


def listing(name: str, default: str = "", *, source: Mapping[str, str] = os.environ) -> list[str]:
    return [part.strip() for part in text(name, default, source=source).split(",") if part.strip()]


def database(name: str, default: str, *, source: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """A ``postgresql://user:password@host:port/name?option=value`` URL as Django's settings."""
    url = text(name, default, source=source)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def redis(name: str, default: str, *, source: Mapping[str, str] = os.environ) -> str:
    url = text(name, default, source=source)
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name} must look like redis://:password@host:port/0.")
    return url


def redis_is_safe(url: str) -> bool:
    """A Redis beyond this machine must ask for a password: whoever writes to the broker runs tasks."""
    parts = urlsplit(url)
    return (
        parts.scheme == "unix" or bool(parts.password) or parts.hostname in {"127.0.0.1", "::1", "localhost"}
    )
