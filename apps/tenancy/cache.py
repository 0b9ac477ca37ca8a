"""The cache: keys are the client's own, except limits on signing in; a cache that is down is an empty cache."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

# Guesses of a password must not multiply by the number of hosts, so these keys are one for all of them.
SHARED_PREFIXES = ("allauth:rl:", "shared:")


def make_key(key: str, key_prefix: str, version: int) -> str:
    schema = "public" if str(key).startswith(SHARED_PREFIXES) else connection.schema_name
    return f"{schema}:{key_prefix}:{version}:{key}"


class PatientRedisCache(RedisCache):
    """Fails open: what the cache protects (floods, repeated work) must never stop an answer from being stored."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._or(default, lambda: super(PatientRedisCache, self).get(key, default, version))

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        self._or(None, lambda: super(PatientRedisCache, self).set(key, value, *args, **kwargs))

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._or(True, lambda: super(PatientRedisCache, self).add(key, value, *args, **kwargs)))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._or(0, lambda: super(PatientRedisCache, self).incr(key, delta, version)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._or(False, lambda: super(PatientRedisCache, self).delete(key, version)))

    @staticmethod
    def _or(otherwise: Any, act: Any) -> Any:
        try:
            return act()
        except RedisError as error:
            log.warning("cache_unreachable", error=str(error))
            return otherwise
