"""``manage.py provision_client``: what its options set, and how it refuses."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import tenant_context

from apps.tenancy.models import Client
from apps.touchpoints.models import Channel, Stage

pytestmark = pytest.mark.django_db


def test_the_options_become_the_clients_settings_and_its_defaults_are_there(
    mailoutbox: list[object], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        call_command(
            "provision_client",
            "nordlicht",
            "--name=Nordlicht",
            "--industry=Energy",
            "--language=it",
            "--time-zone=Europe/Berlin",
            "--admin-email=Eva@nordlicht.example",
        )
    client = Client.objects.get(slug="nordlicht")
    kept = (client.name, client.industry, client.language, client.time_zone, client.state)
    assert kept == ("Nordlicht", "Energy", "it", "Europe/Berlin", "ready")
    assert [(m.user.email, m.role) for m in client.memberships.all()] == [("eva@nordlicht.example", "admin")]
    assert len(mailoutbox) == 1
    with tenant_context(client):
        assert Stage.objects.count() == 5
        assert Channel.objects.filter(code="store").exists()


def test_a_wrong_option_is_named_and_creates_nothing() -> None:
    with pytest.raises(CommandError, match="/time_zone"):
        call_command("provision_client", "nordlicht", "--time-zone=Europe/Nowhere")
    assert not Client.objects.filter(slug="nordlicht").exists()


def test_a_short_name_is_given_once() -> None:
    with pytest.raises(CommandError, match="exists already"):
        call_command("provision_client", "acme")
