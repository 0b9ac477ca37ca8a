from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail

from apps.agency.forms import propose_slug
from apps.audit.models import Entry
from apps.tenancy.models import Client
from apps.tenancy.services import provision
from cxplatform.celery import app
from tests.people import ANA, visit

pytestmark = pytest.mark.django_db

FIELDS = {
    "name": "Nova Più S.p.A.",
    "slug": "",
    "industry": "retail",
    "language": "it",
    "time_zone": "Europe/Rome",
    "brand_colour": "#0B5C6B",
    "admin_email": "first@example.com",
}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Nova Più S.p.A.", "nova-piu-spa"),
        ("3 Mobile", "c-3-mobile"),
        ("Q", "c-q"),
        ("Acme", "acme-2"),
        ("株式会社", ""),
        ("x" * 60, "x" * 36),
    ],
)
def test_a_short_name_is_proposed_from_the_name(acme: Client, name: str, slug: str) -> None:
    assert propose_slug(name) == slug


def test_the_proposal_is_shown_while_typing_and_spares_what_was_typed() -> None:
    agency = visit("agency", ANA)
    proposed = agency.get("/clients/new/short-name/", {"name": "Nova Più", "slug": ""}).content.decode()
    assert 'value="nova-piu"' in proposed
    kept = agency.get("/clients/new/short-name/", {"name": "Nova Più", "slug": "nova"}).content.decode()
    assert 'value="nova"' in kept


def test_creating_a_client_leads_to_its_progress(django_capture_on_commit_callbacks: Any) -> None:
    agency = visit("agency", ANA)
    answer = agency.post("/clients/new/", FIELDS)
    client = Client.objects.get(slug="nova-piu-spa")
    assert answer["Location"] == f"/clients/{client.pk}/progress/"
    assert (client.state, client.language, client.brand_colour) == ("creating", "it", "#0b5c6b")
    assert Entry.objects.get(event="client.created", client_id=client.pk).actor_label == ANA

    waiting = agency.get(answer["Location"]).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "Waiting to start" in waiting
    Client.objects.filter(pk=client.pk).update(state_detail="2/5 tables")
    part = agency.get(f"/clients/{client.pk}/progress/part/").content.decode()
    assert re.search(r'<progress[^>]* max="5" value="1"', part)
    assert "setting up the tables" in part
    Client.objects.filter(pk=client.pk).update(state_detail="2/5 tables (failed: ProgrammingError)")
    failed = agency.get(f"/clients/{client.pk}/progress/part/").content.decode()
    assert "it is tried again within a minute" in failed
    assert agency.get(f"/clients/{client.pk}/").status_code == 302  # back to its progress

    with django_capture_on_commit_callbacks(execute=True):
        provision(client.pk)
    done = agency.get(f"/clients/{client.pk}/progress/part/").content.decode()
    assert "http://nova-piu-spa.localhost" in done
    assert "hx-get" not in done
    assert client.memberships.get().user.email == "first@example.com"
    assert mail.outbox[-1].to == ["first@example.com"]


def test_the_job_runs_by_itself(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    app.loader.import_default_modules()
    agency = visit("agency", ANA)
    with django_capture_on_commit_callbacks(execute=True):
        agency.post("/clients/new/", FIELDS)
    assert Client.objects.get(slug="nova-piu-spa").state == Client.State.READY


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slug": "acme"}, "exists already"),
        ({"slug": "www"}, "reserved"),
        ({"slug": "a_b"}, "small letters, digits and hyphens"),
        ({"name": "株式会社"}, "Choose a short name"),
        ({"name": ""}, "required"),
        ({"brand_colour": "red"}, "Use a colour"),
        ({"time_zone": "Mars/Olympus"}, "not one of the available choices"),
        ({"admin_email": "nobody"}, "valid email"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_created(
    acme: Client, wrong: dict[str, str], words: str
) -> None:
    before = Client.objects.count()
    answer = visit("agency", ANA).post("/clients/new/", FIELDS | wrong)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Client.objects.count() == before
