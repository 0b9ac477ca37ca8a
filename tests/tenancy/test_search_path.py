"""``SET search_path`` is sent once per client and connection: it must hold whatever happens to either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.tenancy.models import Client
from apps.touchpoints.models import Stage
from tests.people import visit


def path() -> str:
    """The first schema the server would look into."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def kill_the_connection() -> None:
    """As a restarted server or a dropped line would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


@pytest.mark.django_db
def test_the_path_is_set_once_for_many_queries(acme: Client) -> None:
    assert settings.TENANT_LIMIT_SET_CALLS
    with tenant_context(acme), CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            assert Stage.objects.count() == 5
    assert sum("SET search_path" in query["sql"] for query in queries) == 1


@pytest.mark.django_db
def test_a_savepoint_rolled_back_takes_no_client_along(acme: Client, globex: Client) -> None:
    with tenant_context(acme):
        assert path() == acme.schema_name
        with transaction.atomic(), tenant_context(globex):
            assert path() == globex.schema_name
            transaction.set_rollback(True)
        assert path() == acme.schema_name


@pytest.mark.django_db
def test_a_client_entered_before_a_rolled_back_savepoint_is_still_entered(
    acme: Client, globex: Client
) -> None:
    with tenant_context(acme):
        assert path() == acme.schema_name
    connection.set_tenant(globex)
    with transaction.atomic():  # the path of globex is sent inside, and undone with the savepoint
        assert path() == globex.schema_name
        transaction.set_rollback(True)
    assert path() == globex.schema_name


@pytest.mark.django_db
def test_an_error_inside_a_savepoint_keeps_the_client(acme: Client, globex: Client) -> None:
    with tenant_context(globex):
        assert path() == globex.schema_name
    connection.set_tenant(acme)
    with pytest.raises(Exception, match="division by zero"), transaction.atomic():  # noqa: SIM117
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
    assert path() == acme.schema_name


@pytest.fixture
def _unwrapped(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """No transaction around the test: it reads only, and loses its connection."""
    with django_db_blocker.unblock():
        yield
        connection.set_schema_to_public()
        connection.close()


@pytest.mark.usefixtures("_unwrapped")
def test_a_lost_connection_comes_back_into_the_same_client() -> None:
    acme = Client.objects.get(slug="acme")
    with tenant_context(acme):
        assert path() == acme.schema_name
        kill_the_connection()
        with pytest.raises(OperationalError):
            path()
        close_old_connections()
        assert path() == acme.schema_name
    assert path() == "public"


@pytest.mark.usefixtures("_unwrapped")
def test_a_lost_connection_is_noticed_before_the_next_request() -> None:
    """CONN_HEALTH_CHECKS: what the previous request's client was has no part in it."""
    acme = Client.objects.get(slug="acme")
    with tenant_context(acme):
        assert path() == acme.schema_name
        kill_the_connection()
    close_old_connections()  # as request_started does
    assert path() == "public"
    assert visit("globex").get("/accounts/login/").status_code == 200
    assert path() == "public"
