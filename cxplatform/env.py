"""Every read of the environment, typed; a wrong value fails at start with the variable's name."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


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


def choice(
    name: str, default: str, allowed: Collection[str], *, source: Mapping[str, str] = os.environ
) -> str:
    found = text(name, default, source=source)
    if found not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {found!r}.")
    return found


def domain(name: str, default: str = "", *, source: Mapping[str, str] = os.environ) -> str:
    """A host name as it stands in a Host header: no scheme, no port, no slash."""
    found = text(name, default, source=source).lower()
    if found and not DOMAIN.fullmatch(found):
        raise ImproperlyConfigured(f"{name} must be a domain such as cx.example.com, not {found!r}.")
    return found


def folder(name: str, *, source: Mapping[str, str] = os.environ) -> str:
    """A folder that is there and can be written to, or none."""
    found = text(name, source=source)
    if found and not os.access(found, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} must be a folder that this process can write to, not {found!r}.")
    return found


def database(name: str, default: str, *, source: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """A ``postgresql://user:password@host:port/name?option=value`` URL as Django's settings."""
    parts, port = _address(text(name, default, source=source))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or port is None:
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:port/name.")
    return {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        # A server that does not answer must not hold a process for minutes.
        "OPTIONS": {"connect_timeout": "5", **dict(parse_qsl(parts.query))},
    }


def redis(name: str, default: str, *, source: Mapping[str, str] = os.environ) -> str:
    url = text(name, default, source=source)
    parts, port = _address(url)
    if parts.scheme not in {"redis", "rediss"} or not parts.hostname or port is None:
        raise ImproperlyConfigured(f"{name} must look like redis://:password@host:port/0.")
    return url


def redis_is_safe(url: str) -> bool:
    """A Redis beyond this machine must ask for a password: whoever writes to the broker runs tasks."""
    parts = urlsplit(url)
    return bool(parts.password) or parts.hostname in {"127.0.0.1", "::1", "localhost"}


def _address(url: str) -> tuple[SplitResult, str | None]:
    """The parts of a URL and its port as text; None for one that is no number."""
    parts = urlsplit(url)
    try:
        return parts, str(parts.port or "")
    except ValueError:
        return parts, None
