from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django_tenants.utils import tenant_context

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.tenancy.hosts import host_cache
from apps.tenancy.models import Client
from tests import people


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        people.settle()


@pytest.fixture(autouse=True)
def _leave_the_client() -> Iterator[None]:
    """A connection left in a client, a remembered host or a counted sign-in would leak into the next test."""
    yield
    connection.set_schema_to_public()
    host_cache.clear()


def pytest_configure(config: pytest.Config) -> None:
    """Keys of its own: runs that share a Redis must not count each other's sign-ins."""
    settings.CACHES["default"]["KEY_PREFIX"] = settings.DATABASES["default"]["TEST"]["NAME"] or "test"


@pytest.fixture(autouse=True)
def _own_cache(request: pytest.FixtureRequest) -> None:
    """Starts without the sign-ins counted for the test before."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        redis = cache._cache.get_client(write=True)
        counted = list(redis.scan_iter(match=f"*:{cache.key_prefix}:*", count=1000))
        if counted:
            redis.delete(*counted)


@pytest.fixture
def acme(db: None) -> Client:
    return Client.objects.get(slug="acme")


@pytest.fixture
def globex(db: None) -> Client:
    return Client.objects.get(slug="globex")


@pytest.fixture
def in_acme(acme: Client) -> Iterator[Client]:
    """The test body runs inside acme's schema."""
    with tenant_context(acme):
        yield acme


@pytest.fixture
def ben(db: None) -> User:
    return User.objects.get(email=people.BEN)


@pytest.fixture
def analyst(ben: User, acme: Client) -> Actor:
    return Actor("user", str(ben.pk), ben.email, Role.ANALYST, client_id=acme.pk)
