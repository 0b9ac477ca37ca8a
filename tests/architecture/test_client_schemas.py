"""What keeps every client's schema self-contained and fit to live on a node of its own (ADR 0003)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django_tenants.utils import tenant_context

from apps.tenancy.models import Client
from apps.tenancy.services import create_client, provision
from apps.touchpoints.models import Touchpoint


def labels(names: list[str]) -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name in names}


TENANT, SHARED = labels(settings.TENANT_APPS), labels(settings.SHARED_APPS)


def client_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in TENANT]


def test_no_app_is_in_public_and_in_clients() -> None:
    assert not set(settings.TENANT_APPS) & set(settings.SHARED_APPS)


@pytest.mark.parametrize("model", client_models(), ids=lambda m: m._meta.label)
def test_every_client_table_has_a_wide_primary_key(model: type[models.Model]) -> None:
    assert isinstance(model._meta.pk, (models.BigAutoField, models.UUIDField, models.OneToOneField))


@pytest.mark.parametrize("model", client_models(), ids=lambda m: m._meta.label)
def test_no_client_model_points_into_public(model: type[models.Model]) -> None:
    targets = {f.remote_field.model._meta.app_label for f in model._meta.local_fields if f.remote_field}
    assert not targets & SHARED


def rows(sql: str, schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [schema])
        return [row[0] for row in cursor.fetchall()]


def test_a_client_schema_holds_plain_tables_only(acme: Client) -> None:
    kinds = (
        "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind NOT IN ('r','i','S')"
    )
    functions = "SELECT proname FROM pg_proc WHERE pronamespace = %s::regnamespace"
    triggers = (
        "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relnamespace = %s::regnamespace AND NOT tgisinternal"
    )
    assert [rows(sql, acme.schema_name) for sql in (kinds, functions, triggers)] == [[], [], []]


def test_no_foreign_key_leaves_the_schema(acme: Client) -> None:
    leaving = (
        "SELECT conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid"
        " WHERE k.contype = 'f' AND k.connamespace = %s::regnamespace AND c.relnamespace <> k.connamespace"
    )
    assert rows(leaving, acme.schema_name) == []


@pytest.mark.django_db
def test_a_content_type_means_the_same_in_a_client_created_later(acme: Client, globex: Client) -> None:
    """contenttypes live in public alone; in both, ids drifted apart after a later migration."""
    provision(create_client(slug="latecomer", name="Latecomer", in_background=False).pk)
    found = []
    for client in (acme, globex, Client.objects.get(slug="latecomer")):
        with tenant_context(client):
            ContentType.objects.clear_cache()
            found.append(ContentType.objects.get_for_model(Touchpoint).pk)
    assert len(set(found)) == 1
