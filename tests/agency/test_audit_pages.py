from __future__ import annotations

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.audit.models import Entry
from apps.audit.services import record
from apps.tenancy.models import Client
from tests.people import ADA, ANA, BEN, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lines(acme: Client, globex: Client) -> None:
    for client in (acme, globex):
        with tenant_context(client):
            record("survey.published", actor=SYSTEM, target=f"{client.slug}-survey", version=1)
    record("member.invited", actor=SYSTEM, target="tom@example.com", role="agency_analyst")


def test_the_console_shows_every_line_with_its_client() -> None:
    text = visit("agency", ANA).get("/log/").content.decode()
    assert "acme-survey" in text
    assert "globex-survey" in text
    assert "tom@example.com" in text
    assert "Globex Clinics" in text


def test_the_console_filters_by_client_and_words() -> None:
    agency = visit("agency", ANA)
    mine = agency.get("/log/", {"client": "acme"}).content.decode()
    assert "acme-survey" in mine
    assert "globex-survey" not in mine
    found = agency.get("/log/", {"q": "globex-s"}).content.decode()
    assert "globex-survey" in found
    assert "acme-survey" not in found


def test_a_clients_admins_see_their_own_lines_alone() -> None:
    ada = visit("acme", ADA)
    text = ada.get("/settings/audit/").content.decode()
    assert "acme-survey" in text
    assert "globex-survey" not in text
    assert "tom@example.com" not in text
    assert "globex-survey" not in ada.get("/settings/audit/", {"q": "globex"}).content.decode()
    assert visit("acme", BEN).get("/settings/audit/").status_code == 403


def test_long_logs_have_pages() -> None:
    Entry.objects.all().delete()
    for number in range(51):
        record("survey.published", actor=SYSTEM, target=f"number-{number:02}")
    agency = visit("agency", ANA)
    newest, oldest = agency.get("/log/"), agency.get("/log/", {"page": "2"})
    assert "number-50" in newest.content.decode()
    assert "number-00" not in newest.content.decode()
    assert "number-00" in oldest.content.decode()
    for number in ("0", "-1", "x", "٣", "99999999999999999999"):
        assert agency.get("/log/", {"page": number}).status_code == 200


def test_an_event_without_words_is_shown_by_its_name() -> None:
    record("thing.happened", actor=SYSTEM)
    assert "thing.happened" in visit("agency", ANA).get("/log/").content.decode()
