from __future__ import annotations

import pytest
from django.test import Client as Browser

from apps.tenancy.models import Client
from apps.tenancy.services import suspend_client
from tests.people import visit

pytestmark = pytest.mark.django_db


def test_an_unknown_host_gets_404_and_never_the_console() -> None:
    assert Browser().get("/", HTTP_HOST="nobody.example.org").status_code == 404


def test_a_suspended_client_turns_visitors_away(acme: Client) -> None:
    suspend_client(acme, actor=None)
    answer = visit("acme").get("/")
    assert answer.status_code == 403
    assert "suspended" in answer.content.decode()


def test_health_answers_on_any_host() -> None:
    assert Browser().get("/healthz", HTTP_HOST="nobody.example.org").json() == {"status": "alive"}
    assert Browser().get("/readyz", HTTP_HOST="nobody.example.org").json()["status"] == "ready"
