"""Nothing of one client ever shows at another: addresses, pages, keys, tasks, cache, files."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django_tenants.utils import tenant_context

from apps.common.jobs import CLIENT_HEADER
from apps.tenancy.cache import SHARED_PREFIXES
from apps.tenancy.models import Client
from apps.tenancy.task_base import ClientTask, TaskRefused
from cxplatform.celery import app
from tests.isolation.routes import HOST_CONFS, routes
from tests.isolation.rows import API, CLIENT, TASKS
from tests.isolation.world import Twin, answer, make_twin, member_of

pytestmark = pytest.mark.django_db

ROWS = CLIENT | API


@pytest.fixture
def acme_twin(db: None) -> Twin:
    return make_twin("acme")


@pytest.fixture
def globex_twin(db: None) -> Twin:
    return make_twin("globex")


def as_admin(twin: Twin, method: str, name: str, ids_of: Twin, look: Any = None) -> Any:
    """The answer of ``twin``'s host to its own admin (person or key), with ids out of ``ids_of``."""
    row = ROWS[name]
    member = None if name in API else member_of(twin.client, f"admin-{twin.slug}@example.com", "admin")
    secret = twin.keys["admin"] if name in API else ""
    address = row.address(name, ids_of, HOST_CONFS["client"])
    return answer(twin.slug, member, method, address, row, secret, look)


def test_every_address_that_takes_something_in_has_ids_or_says_why_not() -> None:
    taking = {route.name for route in routes(HOST_CONFS["client"]) if route.parameters}
    assert taking == {name for name, row in ROWS.items() if row.ids or row.why_shared}


def test_the_integer_ids_of_both_clients_are_the_same(acme_twin: Twin, globex_twin: Twin) -> None:
    assert acme_twin.touchpoint.pk == globex_twin.touchpoint.pk
    assert acme_twin.survey.pk == globex_twin.survey.pk


def test_an_id_of_another_client_is_not_found(acme_twin: Twin, globex_twin: Twin) -> None:
    with_ids = [(name, method) for name, row in ROWS.items() if row.ids for method in row.answers]
    foreign = {
        (name, method): as_admin(globex_twin, method, name, ids_of=acme_twin).status_code
        for name, method in with_ids
    }
    assert foreign == dict.fromkeys(with_ids, 404)
    own = {
        (name, method): as_admin(globex_twin, method, name, ids_of=globex_twin).status_code
        for name, method in with_ids
    }
    assert own == {(name, method): ROWS[name].answers[method][-1] for name, method in with_ids}
    assert 404 not in own.values()


def test_nothing_is_changed_at_another_client(acme_twin: Twin, globex_twin: Twin) -> None:
    changing = [(name, m) for name, row in ROWS.items() if row.ids for m in row.answers if m != "get"]
    before = contents(acme_twin)
    for name, method in changing:
        seen = as_admin(globex_twin, method, name, ids_of=acme_twin, look=lambda: contents(acme_twin))
        assert seen.looked == before, name
    own = as_admin(acme_twin, "post", "response-erase", acme_twin, look=lambda: contents(acme_twin))
    assert own.looked != before


def test_a_page_shows_nothing_of_another_client(acme_twin: Twin, globex_twin: Twin) -> None:
    """With a control: of its own client the lists do show what is looked for."""
    shown = set()
    for name in [name for name, row in ROWS.items() if row.answers.get("get", [0])[-1] == 200]:
        body = as_admin(globex_twin, "get", name, ids_of=globex_twin).body.decode(errors="replace")
        assert [word for word in (acme_twin.mark, *acme_twin.ids) if word in body] == [], name
        if globex_twin.mark in body:
            shown.add(name)
    assert shown >= {"overview", "people", "surveys", "responses", "export_responses", "imports", "api_keys"}
    assert shown >= {"survey-list", "response-list", "touchpoint-list"}


def test_a_key_of_another_client_is_unknown(acme_twin: Twin, globex_twin: Twin) -> None:
    secret = globex_twin.keys["admin"]
    seen = {
        (name, method): answer(
            "acme", None, method, row.address(name, acme_twin, HOST_CONFS["client"]), row, secret
        ).status_code
        for name, row in API.items()
        for method in row.answers
    }
    open_to_all = {(name, m): seen for name, row in API.items() for m, (seen, *_r) in row.answers.items()}
    assert seen == open_to_all  # what the API answers without any key


def client_tasks() -> list[str]:
    return [name for name, task in tasks().items() if isinstance(task, ClientTask)]


def tasks() -> dict[str, Any]:
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if not name.startswith(("celery.", "tests."))}


def test_every_task_has_its_row() -> None:
    assert set(tasks()) == set(TASKS)
    assert set(client_tasks()) == {name for name, row in TASKS.items() if row.is_of_a_client}


@pytest.mark.parametrize("schema", [None, "public", "c_of_nobody"])
@pytest.mark.parametrize("name", [name for name, row in TASKS.items() if row.is_of_a_client])
def test_a_task_without_its_client_refuses(
    name: str, schema: str | None, acme_twin: Twin, globex_twin: Twin
) -> None:
    before = contents(acme_twin), contents(globex_twin)
    result = run(name, schema, TASKS[name].arguments(acme_twin))
    assert isinstance(result.result, TaskRefused)
    assert (contents(acme_twin), contents(globex_twin)) == before


@pytest.mark.parametrize("name", [name for name, row in TASKS.items() if row.is_of_a_client])
def test_a_task_of_one_client_leaves_the_other_alone(name: str, acme_twin: Twin, globex_twin: Twin) -> None:
    """Even with the other's ids for arguments."""
    before = contents(acme_twin)
    run(name, globex_twin.client.schema_name, TASKS[name].arguments(acme_twin))
    assert contents(acme_twin) == before
    run(name, acme_twin.client.schema_name, TASKS[name].arguments(acme_twin))
    assert (contents(acme_twin) != before) is TASKS[name].changes


def run(name: str, schema: str | None, arguments: tuple[Any, ...]) -> Any:
    headers = {CLIENT_HEADER: schema} if schema else {}
    result = tasks()[name].apply(args=arguments, headers=headers)
    connection.set_schema_to_public()
    return result


def contents(twin: Twin) -> dict[str, str]:
    """A digest of every table of a client's schema, and of what the shared tables hold of it."""
    schema, found = (
        twin.client.schema_name,
        {"members": str(list(twin.client.memberships.order_by("pk").values()))},
    )
    found["client"] = str(Client.objects.filter(pk=twin.client.pk).values().get())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT md5(string_agg(t::text, \'|\' ORDER BY t::text)) FROM "{schema}"."{table}" t'
            )
            found[table] = cursor.fetchone()[0]
    return found


def test_a_cache_entry_is_its_clients_alone(acme_twin: Twin, globex_twin: Twin) -> None:
    with tenant_context(acme_twin.client):
        cache.set("figure", "of acme", 60)
        assert cache.get("figure") == "of acme"
    with tenant_context(globex_twin.client):
        assert cache.get("figure") is None
        cache.set("figure", "of globex", 60)
    with tenant_context(acme_twin.client):
        assert cache.get("figure") == "of acme"
    assert cache.get("figure") is None


def test_only_limits_on_signing_in_are_shared(acme_twin: Twin, globex_twin: Twin) -> None:
    assert SHARED_PREFIXES == ("allauth:rl:", "shared:")
    with tenant_context(acme_twin.client):
        cache.set("allauth:rl:x", 1, 60)
    with tenant_context(globex_twin.client):
        assert cache.get("allauth:rl:x") == 1
