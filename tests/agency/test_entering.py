from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import Actor
from apps.accounts.entering import issue_entry_token
from apps.accounts.models import EntryToken, Membership, Session
from apps.accounts.roles import Role
from apps.audit.models import Entry
from apps.common.errors import Forbidden
from apps.tenancy.models import Client
from apps.tenancy.services import suspend_client
from tests.people import ADA, ANA, Visitor, join, visit

pytestmark = pytest.mark.django_db

REASON = "Help with the spring survey"


def way_in(client: Client, email: str = ANA) -> str:
    """The address the console leads to after the reason was given."""
    answer = visit("agency", email).post(f"/clients/{client.pk}/enter/", {"reason": REASON})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert answer["Referrer-Policy"] == "no-referrer"
    return str(answer["Location"])


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def entered(client: Client, email: str = ANA) -> Visitor:
    visitor = visit(client.slug)
    answer = visitor.get(path_of(way_in(client, email)))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    return visitor


def test_staff_enter_with_a_reason_and_see_where_they_are(acme: Client) -> None:
    url = way_in(acme)
    assert url.startswith("http://acme.localhost")
    assert urlsplit(url).path == "/enter/"
    inside = entered(acme)
    page = inside.get("/settings/account/").content.decode()
    assert "You are in Acme Energy as agency staff until" in page
    assert inside.get("/settings/people/").status_code == 200  # an agency owner is an admin inside
    session = Session.objects.get(schema=acme.schema_name)
    left = session.expire_date - timezone.now()
    assert datetime.timedelta(minutes=59) < left <= datetime.timedelta(hours=1)


def test_the_address_with_the_token_is_left_at_once_and_never_kept(acme: Client) -> None:
    answer = visit("acme").get(path_of(way_in(acme)))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_the_database_knows_the_tokens_digest_only(acme: Client) -> None:
    token = parse_qs(urlsplit(way_in(acme)).query)["token"][0]
    assert len(token) >= 43
    kept = EntryToken.objects.get()
    assert token not in (kept.digest, kept.reason)
    assert len(kept.digest) == 64


def test_a_token_works_once(acme: Client) -> None:
    path = path_of(way_in(acme))
    assert visit("acme").get(path).status_code == 302
    again = visit("acme").get(path)
    assert again.status_code == 403
    assert "cx_session" not in again.cookies


def test_a_token_is_good_for_30_seconds(acme: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        path = path_of(way_in(acme))
        clock.shift(31)
        assert visit("acme").get(path).status_code == 403
        fresh = path_of(way_in(acme))
        clock.shift(29)
        assert visit("acme").get(fresh).status_code == 302


def test_a_token_opens_its_own_client_alone_and_is_used_up_by_trying(acme: Client, globex: Client) -> None:
    path = path_of(way_in(acme))
    assert visit("globex").get(path).status_code == 403
    assert visit("acme").get(path).status_code == 403
    assert not Entry.objects.filter(event="client.entered").exists()


def test_made_up_tokens_are_refused(acme: Client) -> None:
    for query in ("", "?token=", "?token=guess", "?token=%00"):
        assert visit("acme").get(f"/enter/{query}").status_code == 403


def test_the_stay_ends_after_an_hour(acme: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        inside = entered(acme)
        clock.shift(3599)
        assert inside.get("/settings/people/").status_code == 200
        clock.shift(2)
        assert inside.get("/settings/people/").status_code == 302


def test_losing_the_agency_role_ends_the_stay(acme: Client) -> None:
    inside = entered(acme)
    Membership.objects.filter(user__email=ANA, client=None).delete()
    assert inside.get("/settings/people/").status_code == 302


def test_a_token_of_somebody_who_left_the_agency_is_refused(acme: Client) -> None:
    path = path_of(way_in(acme))
    Membership.objects.filter(user__email=ANA, client=None).delete()
    assert visit("acme").get(path).status_code == 403


def test_leaving_ends_the_session(acme: Client) -> None:
    inside = entered(acme)
    assert inside.post("/enter/leave/")["Location"] == "/enter/left/"
    assert "http://localhost" in inside.get("/enter/left/").content.decode()
    assert inside.get("/settings/people/").status_code == 302
    assert not Session.objects.filter(schema=acme.schema_name).exists()


def test_leaving_is_not_for_members(acme: Client) -> None:
    ada = visit("acme", ADA)
    ada.post("/enter/leave/")
    assert ada.get("/settings/people/").status_code == 200


def test_both_sides_read_who_entered_and_why(acme: Client, globex: Client) -> None:
    entered(acme)
    line, own = Entry.objects.filter(event="client.entered").order_by("client_id")
    assert (line.client_id, line.actor_label, line.details) == (
        acme.pk,
        ANA,
        {"reason": REASON, "agency": True},
    )
    assert (own.client_id, own.target, own.details) == (None, "acme", {"reason": REASON})
    clients_page = visit("acme", ADA).get("/settings/audit/").content.decode()
    assert "entered the portal for the agency" in clients_page
    assert REASON in clients_page
    agencys_page = visit("agency", ANA).get("/log/", {"client": "acme"}).content.decode()
    assert REASON in agencys_page
    with tenant_context(globex):
        join("dora@example.com", globex, Role.ADMIN)
    assert REASON not in visit("globex", "dora@example.com").get("/settings/audit/").content.decode()


def test_an_agency_analyst_is_an_analyst_inside(acme: Client) -> None:
    join("tom@example.com", None, Role.AGENCY_ANALYST)
    inside = entered(acme, "tom@example.com")
    assert inside.get("/settings/account/").status_code == 200
    assert inside.get("/settings/people/").status_code == 403
    assert inside.get("/settings/audit/").status_code == 403


def test_without_a_reason_nobody_gets_in(acme: Client) -> None:
    agency = visit("agency", ANA)
    for reason in ("", "   ", "x" * 201):
        assert agency.post(f"/clients/{acme.pk}/enter/", {"reason": reason}).status_code == 200
    assert not EntryToken.objects.exists()


def test_a_suspended_client_cannot_be_entered(acme: Client) -> None:
    suspend_client(acme, actor=None)
    answer = visit("agency", ANA).post(f"/clients/{acme.pk}/enter/", {"reason": REASON})
    assert answer.status_code == 200
    assert not EntryToken.objects.exists()


def test_members_of_a_client_get_no_token(acme: Client) -> None:
    with pytest.raises(Forbidden):
        issue_entry_token(acme, reason=REASON, actor=Actor("user", "", role=Role.ADMIN))
    assert not EntryToken.objects.exists()


def test_the_form_may_lead_to_this_clients_host_alone(acme: Client, globex: Client) -> None:
    policy: Any = visit("agency", ANA).get(f"/clients/{acme.pk}/enter/")["Content-Security-Policy"]
    directive = next(part for part in policy.split(";") if "form-action" in part)
    assert directive.split() == ["form-action", "'self'", "http://acme.localhost:8000"]
