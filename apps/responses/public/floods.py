"""What keeps programs from filling a survey: a trap, a least time, and a counter per address.

None of it may cost a person an answer: who is too fast or too many is asked to send the same form again.
"""

from __future__ import annotations

import hmac
import ipaddress
import time
from functools import cache

import structlog
from django.conf import settings
from django.http import HttpRequest
from redis import Redis
from redis.backoff import NoBackoff
from redis.commands.core import Script
from redis.exceptions import RedisError
from redis.retry import Retry

from apps.responses.public.tokens import PageToken

log = structlog.get_logger(__name__)

TRAP = "note-to-self"  # a field nobody sees; a name no browser fills in
FILES = ":files"  # where a counter has the code of a survey: none begins so
MINUTE = 60
PATIENCE = 0.1  # seconds for connecting, and for an answer
PAUSE = 5.0  # seconds without another try once the counter did not answer

COUNT = """
local n = redis.call("INCR", KEYS[1])
if n == 1 then redis.call("EXPIRE", KEYS[1], ARGV[1]) end
return n
"""

_down_until = 0.0


def is_too_fast(token: PageToken) -> bool:
    return bool(token.age < settings.PAGE_LEAST_SECONDS)


def is_flooding(request: HttpRequest, schema: str, code: str) -> bool:
    """Count one more submission to this survey from this address; True above the limit of a minute."""
    return _is_above(settings.PAGE_MOST_A_MINUTE, request, schema, code)


def is_flooding_files(request: HttpRequest, schema: str) -> bool:
    """Count one more file sent to this client from this address; True above the limit of a minute."""
    return _is_above(settings.PAGE_MOST_FILES_A_MINUTE, request, schema, FILES)


def _is_above(most: int, request: HttpRequest, schema: str, code: str) -> bool:
    """One atomic step in Valkey. Where Valkey does not answer nobody is held up."""
    global _down_until
    address = sender(request)
    if not most or not address or time.monotonic() < _down_until:
        return False
    try:
        return int(_counter()(keys=[counter_key(schema, code, address)], args=[MINUTE])) > most
    except RedisError as error:
        _down_until = time.monotonic() + PAUSE
        log.warning("page_counter_unreachable", error=str(error))
        return False


def sender(request: HttpRequest) -> str:
    """The address the request came from, seen through the proxies we trust; of IPv6 the network (/64)."""
    raw = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        raw = passed[-settings.TRUSTED_PROXIES :][0].strip() or raw
    try:
        address = ipaddress.ip_address(raw)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def counter_key(schema: str, code: str, address: str) -> str:
    """Keyed and one-way: the address itself is written nowhere."""
    whose = hmac.digest(settings.SECRET_KEY.encode(), f"{schema}:{code}:{address}".encode(), "sha256")
    return f"page:{whose.hex()[:32]}"


@cache
def _counter() -> Script:
    """The counting step, over one connection a process."""
    redis = Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=PATIENCE,
        socket_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )
    return redis.register_script(COUNT)
