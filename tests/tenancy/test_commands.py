"""Management commands inside a client."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django_tenants.utils import tenant_context

from apps.kpis.models import Histogram
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, suspend_client
from tests.kpis.test_ledger import DAY


@pytest.mark.django_db
def test_a_command_for_nobody_says_so() -> None:
    with pytest.raises(CommandError, match="There is no client called 'nobody'"):
        call_command("verify_rollups", "nobody")


@pytest.mark.django_db
def test_a_command_leaves_a_client_that_is_being_created_alone() -> None:
    create_client(slug="tried", name="Tried", in_background=False)
    with pytest.raises(CommandError, match="tried is still being created"):
        call_command("rebuild_rollups", "tried")


@pytest.mark.django_db
def test_a_suspended_client_can_be_verified(acme: Client, capsys: pytest.CaptureFixture[str]) -> None:
    suspend_client(acme, actor=None)
    call_command("verify_rollups", "acme")
    assert capsys.readouterr().out == "acme: 0 differences\n"


@pytest.mark.django_db
def test_differences_are_printed_and_fail_the_command(
    acme: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    with tenant_context(acme):
        Histogram.objects.create(day=DAY, definition_id=99, n1=4)
    with pytest.raises(CommandError, match="Rollups differ from the scores: acme"):
        call_command("verify_rollups")
    out = capsys.readouterr().out
    assert "acme: 1 differences\n  Difference(day=datetime.date(2026, 3, 2), definition_id=99" in out
    assert "globex: 0 differences" in out
    call_command("rebuild_rollups")
    call_command("verify_rollups")
    assert "acme: rebuilt, 1 cells changed" in capsys.readouterr().out


def test_a_client_with_broken_tables_does_not_stop_the_others(
    together: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kpis_scoredelta")
    connection.set_schema_to_public()
    Client.objects.filter(pk=together.pk).update(name="Aaa")  # visited first
    with pytest.raises(CommandError, match=r"together: .*kpis_scoredelta"):
        call_command("rebuild_rollups")
    assert "acme: rebuilt, 0 cells changed\nglobex: rebuilt, 0 cells changed\n" in capsys.readouterr().out
