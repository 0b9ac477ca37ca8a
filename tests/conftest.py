from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django_tenants.utils import tenant_context

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.audit.models import Entry
from apps.tenancy.hosts import host_cache
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, provision
from tests import people


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """The test database with the cast, whatever is collected: pytest-django's own leaves the real one in place
    where only tests that commit are run, since those do not carry its marker.
    """
    with django_db_blocker.unblock():
        kept = django_db_keepdb and not django_db_createdb
        made = setup_databases(request.config.option.verbose, interactive=False, keepdb=kept)
        people.settle()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, request.config.option.verbose)


@pytest.fixture(autouse=True)
def _leave_the_client() -> Iterator[None]:
    """A connection left in a client, a remembered host or a counted sign-in would leak into the next test."""
    yield
    connection.set_schema_to_public()
    host_cache.clear()


def pytest_configure(config: pytest.Config) -> None:
    """A quick hasher, for hundreds of sign-ins; and cache keys of this run's own, where runs share a Redis."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
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


@pytest.fixture
def together(django_db_setup: None, django_db_blocker: Any) -> Iterator[Client]:
    """A client whose rows are committed, for what several connections do at once; the test body is inside it."""
    with django_db_blocker.unblock():
        client = provision(create_client(slug="together", name="Together", in_background=False).pk)
        try:
            with tenant_context(client):
                yield client
        finally:
            connection.set_schema_to_public()
            with connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{client.schema_name}" CASCADE')
            Entry.objects.filter(client_id=client.pk).delete()
            client.delete()
            connection.close()


@pytest.fixture
def beside(together: Client) -> Iterator[Callable[..., Future[Any]]]:
    """Starts work in a thread with a connection of its own, inside the client of ``together``."""

    def inside(work: Callable[..., Any], *args: Any) -> Any:
        try:
            with tenant_context(together):
                return work(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as threads:
        yield lambda work, *args: threads.submit(inside, work, *args)
