from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.tenancy import prepared
from apps.tenancy.prepared import Prepared
from apps.touchpoints.models import Channel

pytestmark = pytest.mark.django_db

CHANNEL = Prepared("test_channel", "SELECT id, name FROM {schema}.touchpoints_channel WHERE code = $1")


@pytest.fixture(autouse=True)
def _one_channel_each(acme: Any, globex: Any) -> None:
    for client in (acme, globex):
        with tenant_context(client):
            Channel.objects.create(code="pigeon", name={"en": client.slug}, position=99)


def name_in(client: Any) -> Any:
    with tenant_context(client):
        row = CHANNEL.row("pigeon")
        return row and json.loads(row[1])["en"]


def test_each_client_is_asked_for_its_own_row(acme: Any, globex: Any) -> None:
    assert [name_in(c) for c in (acme, globex, acme, globex)] == ["acme", "globex", "acme", "globex"]


def test_what_is_not_there_is_none(in_acme: Any) -> None:
    assert CHANNEL.row("nothing") is None
    assert CHANNEL.row("pigeon\0") is None
    assert CHANNEL.row("' OR true --") is None


def test_in_public_there_is_no_such_table(db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANNEL.row("pigeon")


def test_a_session_that_was_emptied_is_asked_anew(acme: Any) -> None:
    name_in(acme)
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        cursor.execute("DEALLOCATE ALL")
    with pytest.raises(DatabaseError), transaction.atomic():
        name_in(acme)  # an error inside a transaction ends it, as any does
    assert name_in(acme) == "acme"


def test_beyond_the_bound_statements_are_not_kept(acme: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 0)
    monkeypatch.setattr(prepared, "_kept", type(prepared._kept)())
    assert [name_in(acme), name_in(acme)] == ["acme", "acme"]
    assert [len(names) for names in prepared._kept.values()] == [0]


def test_it_counts_as_a_query(in_acme: Any) -> None:
    with CaptureQueriesContext(connection) as queries:
        CHANNEL.row("pigeon")
    assert len(queries) == 1


RENAME = Prepared(
    "test_rename", "UPDATE {schema}.touchpoints_channel SET name = $1::jsonb WHERE code = $2 RETURNING id"
)


def test_what_is_written_in_a_transaction_goes_with_it(acme: Any, globex: Any) -> None:
    """Also as its first statement: by Django's cursor, which begins it."""
    with tenant_context(acme), transaction.atomic():
        assert RENAME.write('{"en": "100 % dove"}', "pigeon") is not None
        assert name_in(acme) == "100 % dove"
        transaction.set_rollback(True)
    assert (name_in(acme), name_in(globex)) == ("acme", "globex")
