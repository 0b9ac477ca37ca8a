from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django_tenants.utils import tenant_context
from pytest_django import DjangoAssertNumQueries

from apps.accounts.backends import MembershipBackend
from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.accounts.sessions import SessionStore
from apps.audit.models import Entry
from apps.tenancy.hosts import client_info
from apps.tenancy.models import Client
from tests import people
from tests.people import HOSTS, PASSWORD, Visitor, visit

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"


def signed_in(visitor: Visitor) -> bool:
    """Whether this host knows who is looking: nobody is sent to the sign-in page."""
    return bool(visitor.get("/settings/account/").status_code == 200)


def carry(visitor: Visitor, host: str) -> Visitor:
    """Another browser that sends this one's session cookie to ``host``."""
    carrier = Browser()
    carrier.cookies["cx_session"] = visitor.browser.cookies["cx_session"].value
    return Visitor(carrier, HOSTS[host])


def try_to_sign_in(host: str, email: str, password: str = PASSWORD) -> Any:
    return visit(host).post(SIGN_IN, {"login": email, "password": password})


def without_token(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_a_member_signs_in_and_out() -> None:
    ben = visit("acme", people.BEN)
    assert signed_in(ben)
    assert ben.post("/accounts/logout/").status_code == 302
    assert not signed_in(ben)


def test_the_agency_signs_in_on_its_own_host_alone() -> None:
    assert signed_in(visit("agency", people.ANA))
    assert try_to_sign_in("acme", people.ANA).status_code == 200


def test_an_address_is_the_same_in_capitals_and_with_spaces() -> None:
    assert try_to_sign_in("acme", " BEN@Example.COM ").status_code == 302


def test_no_membership_nobody_and_a_wrong_password_answer_alike() -> None:
    answers = [
        try_to_sign_in("acme", people.BEN, "wrong-password-entirely"),
        try_to_sign_in("acme", people.DAN),
        try_to_sign_in("acme", people.ANA),
        try_to_sign_in("acme", "nobody@example.com"),
    ]
    bodies = {re.sub(r"[\w.]+@example\.com", "", without_token(answer)) for answer in answers}
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    assert len(bodies) == 1
    assert "do not fit together" in bodies.pop()


def test_an_inactive_person_answers_like_a_wrong_password(ben: User) -> None:
    ben.is_active = False
    ben.save()
    wrong = without_token(try_to_sign_in("acme", people.CLEO, "wrong-password-entirely"))
    assert without_token(try_to_sign_in("acme", people.BEN)) == wrong.replace(people.CLEO, people.BEN)


def test_every_failure_costs_one_query_and_one_hash(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch, acme: Client
) -> None:
    hashed: list[str] = []
    real = User.set_password, User.check_password
    monkeypatch.setattr(User, "set_password", lambda user, raw: (hashed.append("set"), real[0](user, raw)))
    monkeypatch.setattr(
        User, "check_password", lambda user, raw: hashed.append("check") or real[1](user, raw)
    )
    with tenant_context(client_info(acme)):
        assert User.objects.exists()  # the search path is set by the first query
        for email in (people.DAN, "nobody@example.com", people.BEN):
            with django_assert_num_queries(1):
                assert MembershipBackend().authenticate(None, email=email, password="wrong") is None
    assert hashed == ["check", "set", "check"]


def test_the_admin_site_is_no_second_door() -> None:
    """Django's own sign-in form knows no limits; ours is the only one that opens."""
    visitor = visit("agency")
    visitor.post("/admin/login/", {"username": people.ANA, "password": PASSWORD, "next": "/admin/"})
    assert not signed_in(visitor)


def test_a_cookie_carried_to_another_client_is_signed_out_there(globex: Client, ben: User) -> None:
    Membership.objects.create(user=ben, client=globex, role=Role.ADMIN)  # even as a member of both
    visitor = visit("acme", people.BEN)
    for host in ("globex", "agency"):
        assert not signed_in(carry(visitor, host))
    assert signed_in(carry(visitor, "acme"))
    assert signed_in(visitor)


def test_a_half_finished_sign_in_is_not_carried_to_another_client(acme: Client, globex: Client) -> None:
    """allauth keeps a pending second step in the session, under ``account_login``."""
    with tenant_context(acme):
        half = SessionStore()
        half["account_login"] = {"user": "somebody"}
        half.save()
        assert SessionStore(half.session_key).get("account_login") == {"user": "somebody"}
    with tenant_context(globex):
        assert SessionStore(half.session_key).get("account_login") is None


def test_signing_out_elsewhere_with_a_carried_cookie_leaves_the_session_alone(globex: Client) -> None:
    visitor = visit("acme", people.BEN)
    carry(visitor, "globex").post("/accounts/logout/")
    with tenant_context(globex):
        SessionStore(visitor.browser.cookies["cx_session"].value).flush()
    assert signed_in(visitor)


def test_a_removed_member_is_signed_out_by_the_next_click(ben: User) -> None:
    visitor = visit("acme", people.BEN)
    ben.memberships.all().delete()
    assert not signed_in(visitor)
    assert visitor.get(SIGN_IN).status_code == 200  # and can sign in as somebody else


def test_a_suspended_person_is_signed_out_by_the_next_click(ben: User) -> None:
    visitor = visit("acme", people.BEN)
    ben.is_active = False
    ben.save()
    assert not signed_in(visitor)


def test_guesses_do_not_multiply_by_the_number_of_hosts() -> None:
    """Five wrong guesses in five minutes for one address, whatever hosts they come in through."""
    hosts = ["acme", "globex", "agency", "acme", "globex"]
    answers = [try_to_sign_in(host, people.BEN, "wrong-password-entirely") for host in hosts]
    assert all("do not fit together" in answer.content.decode() for answer in answers)
    for host in ("acme", "agency"):
        assert "Too many tries" in try_to_sign_in(host, people.BEN).content.decode()
    assert signed_in(visit("acme", people.CLEO))


def test_a_forged_forwarding_header_does_not_reset_the_limit_of_an_address() -> None:
    """No proxy is trusted by default: the limit per address counts the connection's."""
    for number in range(10):
        forged = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        data = {"login": f"guess{number}@example.com", "password": PASSWORD}
        visit("acme").post(SIGN_IN, data, **forged)
    data = {"login": people.BEN, "password": PASSWORD}
    answer = visit("acme").post(SIGN_IN, data, HTTP_X_FORWARDED_FOR="203.0.113.99")
    assert "Too many tries" in answer.content.decode()


def test_behind_a_trusted_proxy_the_limit_counts_the_visitor(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        data = {"login": f"guess{number}@example.com", "password": PASSWORD}
        visit("acme").post(SIGN_IN, data, HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.1")
    data = {"login": people.BEN, "password": PASSWORD}
    refused = visit("acme").post(SIGN_IN, data, HTTP_X_FORWARDED_FOR="203.0.113.1")
    answered = visit("acme").post(SIGN_IN, data, HTTP_X_FORWARDED_FOR="203.0.113.2")
    assert (refused.status_code, answered.status_code) == (200, 302)


def test_there_is_no_way_to_sign_up() -> None:
    for path in ("signup/", "email/", "login/code/", "reauthenticate/", "social/connections/"):
        assert visit("acme").get(f"/accounts/{path}").status_code == 404


def test_signing_in_leads_to_where_one_wanted_to_go_but_never_to_another_host() -> None:
    data = {"login": people.BEN, "password": PASSWORD}
    assert visit("acme").post(f"{SIGN_IN}?next=/settings/account/", data)["Location"] == "/settings/account/"
    assert visit("acme").post(f"{SIGN_IN}?next=https://example.org/", data)["Location"] == "/"


def test_a_sign_in_is_noted_and_accepts_the_invitation(acme: Client) -> None:
    mine = Membership.objects.get(user__email=people.BEN)
    assert mine.accepted_at is None
    visit("acme", people.BEN)
    mine.refresh_from_db()
    assert mine.accepted_at is not None
    assert (
        Entry.objects.filter(event="person.signed_in", actor_label=people.BEN, client_id=acme.pk).count() == 1
    )


def test_the_pages_follow_the_language_a_person_chose(ben: User) -> None:
    ben.language = "it"
    ben.save()
    assert 'lang="it"' in visit("acme", people.BEN).get("/settings/account/").content.decode()


def test_the_language_switch_is_kept_for_mails(ben: User) -> None:
    visitor = visit("acme", people.BEN)
    answer = visitor.post("/language/", {"language": "it", "next": "/settings/account/"})
    assert answer["Location"] == "/settings/account/"
    ben.refresh_from_db()
    assert ben.language == "it"
    assert visitor.post("/language/", {"language": "xx"}).status_code == 302
    ben.refresh_from_db()
    assert ben.language == "it"
