from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from apps.accounts.models import Membership
from apps.accounts.roles import Role
from apps.agency.models import ClientSummary
from apps.agency.services import refresh_summaries
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, provision, suspend_client
from tests.agency.answers import answer
from tests.people import ANA, BEN, DAN, PASSWORD, join, visit

pytestmark = pytest.mark.django_db


def names(answer: Any) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', answer.content.decode())


def test_clients_that_need_help_come_first_with_the_reason_in_words(acme: Client, globex: Client) -> None:
    create_client(slug="newbie", name="Newbie", in_background=False)
    idle = provision(create_client(slug="idle", name="An idle client", in_background=False).pk)
    suspend_client(idle, actor=None)
    answer(acme, [10] * 20)
    answer(globex, [10] * 14 + [0] * 6)
    answer(globex, [10] * 20, days_ago=100)
    refresh_summaries()
    page = visit("agency", ANA).get("/")
    assert names(page) == ["Globex Clinics", "Newbie", "An idle client", "Acme Energy"]
    text = page.content.decode()
    assert "NPS got worse" in text
    assert "being created" in text
    assert "suspended" in text
    assert "down 60.0, worse" in text
    assert "+40.0" in text
    assert "4 clients" in text


def test_silence_is_a_reason(acme: Client, globex: Client) -> None:
    answer(acme, [10] * 12, days_ago=15.5)
    refresh_summaries()
    page = visit("agency", ANA).get("/")
    assert names(page) == ["Acme Energy", "Globex Clinics"]
    assert "no answers for 15 days" in page.content.decode()


def test_figures_that_are_not_refreshed_are_told(acme: Client) -> None:
    refresh_summaries()
    ClientSummary.objects.filter(client=acme).update(
        refreshed_at=timezone.now() - datetime.timedelta(hours=27)
    )
    assert "figures could not be refreshed for a day" in visit("agency", ANA).get("/").content.decode()


def test_search_and_state_narrow_the_list(acme: Client) -> None:
    agency = visit("agency", ANA)
    assert names(agency.get("/", {"q": "clinic"})) == ["Globex Clinics"]
    suspend_client(acme, actor=None)
    assert names(agency.get("/", {"state": "suspended"})) == ["Acme Energy"]
    nothing = agency.get("/", {"q": "zzz"}).content.decode()
    assert "No client fits" in nothing
    assert "0 clients" in nothing


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Acme Energy", "Globex Clinics"]),
        ("-name", ["Globex Clinics", "Acme Energy"]),
        ("responses", ["Acme Energy", "Globex Clinics"]),
        ("-responses", ["Globex Clinics", "Acme Energy"]),
        ("nps", ["Globex Clinics", "Acme Energy"]),  # no value: at the end in both directions
        ("-nps", ["Globex Clinics", "Acme Energy"]),
        ("nonsense", ["Acme Energy", "Globex Clinics"]),
    ],
)
def test_the_list_is_sorted_by_any_column(acme: Client, globex: Client, sort: str, order: list[str]) -> None:
    answer(globex, [10] * 20)
    refresh_summaries()
    assert names(visit("agency", ANA).get("/", {"sort": sort})) == order


def test_an_empty_portfolio_offers_the_next_step(acme: Client, globex: Client) -> None:
    Membership.objects.exclude(client=None).delete()
    Client.objects.all().delete()
    assert "Create the first client" in visit("agency", ANA).get("/").content.decode()


def test_a_client_page_shows_facts_figures_and_the_way_in(acme: Client) -> None:
    answer(acme, [10] * 20)
    refresh_summaries()
    text = visit("agency", ANA).get(f"/clients/{acme.pk}/").content.decode()
    for words in ("http://acme.localhost", "1 admin, 1 analyst, 1 viewer", "Enter the portal", "+100.0"):
        assert words in text


def test_an_unknown_client_is_not_found() -> None:
    assert visit("agency", ANA).get("/clients/0198c0de-0000-7000-8000-000000000000/").status_code == 404


def test_the_console_is_for_agency_staff_alone(acme: Client) -> None:
    assert visit("agency").get("/").status_code == 302
    stranger = visit("agency")
    login = {"login": BEN, "password": PASSWORD}
    assert stranger.post("/accounts/login/", login).status_code == 200  # as with a wrong password
    assert stranger.get("/").status_code == 302
    assert visit("globex", DAN).get(f"/clients/{acme.pk}/").status_code == 404


def test_an_analyst_of_the_agency_looks_but_changes_nothing(acme: Client) -> None:
    join("tom@example.com", None, Role.AGENCY_ANALYST)
    tom = visit("agency", "tom@example.com")
    page = tom.get(f"/clients/{acme.pk}/").content.decode()
    assert "Enter the portal" in page
    assert "Suspend Acme Energy" not in page
    assert tom.get("/clients/new/").status_code == 403
    assert tom.post(f"/clients/{acme.pk}/suspend/", {"confirm": "acme"}).status_code == 403
    assert tom.post(f"/clients/{acme.pk}/resume/").status_code == 403
    acme.refresh_from_db()
    assert acme.state == Client.State.READY


def test_suspending_must_be_typed_and_can_be_undone(acme: Client) -> None:
    agency = visit("agency", ANA)
    refused = agency.post(f"/clients/{acme.pk}/suspend/", {"confirm": "acmee"})
    assert refused.status_code == 400
    acme.refresh_from_db()
    assert acme.state == Client.State.READY
    agency.post(f"/clients/{acme.pk}/suspend/", {"confirm": "acme"})
    acme.refresh_from_db()
    assert acme.state == Client.State.SUSPENDED
    agency.post(f"/clients/{acme.pk}/resume/")
    acme.refresh_from_db()
    assert acme.state == Client.State.READY
