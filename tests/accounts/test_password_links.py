from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django_tenants.utils import tenant_context
from pytest_django import DjangoCaptureOnCommitCallbacks

from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.tenancy.models import Client, Domain
from tests import people
from tests.people import HOSTS, PASSWORD, Visitor, visit

pytestmark = pytest.mark.django_db

NEW = "quite-another-password"


@pytest.fixture
def ask(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Ask on a host for a link; the mails sent by it."""

    def ask(host: str, email: str, **extra: Any) -> list[mail.EmailMessage]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            answer = visit(host).post("/accounts/password/reset/", {"email": email}, **extra)
        assert answer["Location"] == "/accounts/password/reset/done/"
        return list(mail.outbox)

    return ask


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^https?://\S+$", message.body, re.MULTILINE)
    assert found, message.body
    return found.group()


def follow(link: str, host: str, password: str = NEW) -> tuple[Visitor, Any]:
    """Open the path of a link on a host and post the form; the answer to the post."""
    visitor = visit(host)
    path = "/" + link.split("/", 3)[3]
    answer = visitor.get(path)
    if answer.status_code != 302:
        return visitor, answer
    form = answer["Location"]
    return visitor, visitor.post(form, {"password1": password, "password2": password})


def test_a_member_chooses_a_new_password_and_signs_in_with_it(ask: Any, ben: User) -> None:
    (message,) = ask("acme", people.BEN)
    assert message.to == [people.BEN]
    assert message.subject == "Choose a new password for Acme Energy"
    visitor, answer = follow(link_in(message), "acme")
    assert answer["Location"] == "/accounts/login/"
    ben.refresh_from_db()
    assert ben.check_password(NEW)
    assert visitor.post("/accounts/login/", {"login": people.BEN, "password": NEW}).status_code == 302


def test_a_link_works_once(ask: Any, ben: User) -> None:
    (message,) = ask("acme", people.BEN)
    follow(link_in(message), "acme")
    _visitor, answer = follow(link_in(message), "acme", "a-third-password-altogether")
    assert "cannot be used any more" in answer.content.decode()
    ben.refresh_from_db()
    assert ben.check_password(NEW)


def test_a_link_of_acme_is_worth_nothing_at_globex(ask: Any, ben: User, globex: Client) -> None:
    Membership.objects.create(user=ben, client=globex, role=Role.VIEWER)  # even for a member of both
    (message,) = ask("acme", people.BEN)
    for host in ("globex", "agency"):
        _visitor, answer = follow(link_in(message), host)
        assert "cannot be used any more" in answer.content.decode()
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)


def test_a_link_dies_with_the_membership(ask: Any, ben: User) -> None:
    (message,) = ask("acme", people.BEN)
    ben.memberships.all().delete()
    _visitor, answer = follow(link_in(message), "acme")
    assert "cannot be used any more" in answer.content.decode()
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)


@pytest.mark.parametrize("email", [people.DAN, people.ANA, "nobody@example.com"])
def test_who_is_no_member_gets_no_mail_and_the_same_answer(ask: Any, email: str) -> None:
    assert ask("acme", email) == []


def test_links_lead_to_the_primary_domain_whatever_the_host_header_says(ask: Any, acme: Client) -> None:
    Domain.objects.filter(tenant=acme).update(is_primary=False)
    Domain.objects.create(domain="cx.acme-energy.example", tenant=acme, is_primary=True)
    (message,) = ask("acme", people.BEN)
    assert link_in(message).startswith("http://cx.acme-energy.example:8000/accounts/password/reset/key/")
    assert HOSTS["acme"] not in message.body


def test_links_of_the_agency_lead_to_the_base_domain(ask: Any) -> None:
    (message,) = ask("agency", people.ANA)
    assert link_in(message).startswith("http://localhost:8000/accounts/password/reset/key/")


def test_a_mail_is_in_the_language_of_the_person_else_of_the_client(
    ask: Any, ben: User, acme: Client
) -> None:
    from django.utils import translation

    from apps.accounts import mails

    seen = []
    real = mails.render_to_string

    def watch(template: str, context: Any) -> str:
        seen.append(translation.get_language())
        return real(template, context)

    mails.render_to_string = watch
    try:
        acme.language = "it"
        acme.save(update_fields=["language"])
        ask("acme", people.BEN)
        ben.language = "en"
        ben.save()
        ask("acme", people.BEN)
    finally:
        mails.render_to_string = real
    assert seen == ["it", "it", "en", "en"]


def test_a_short_password_is_refused_and_nothing_changes(ask: Any, ben: User) -> None:
    (message,) = ask("acme", people.BEN)
    _visitor, answer = follow(link_in(message), "acme", "short")
    assert answer.status_code == 200
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)


def test_five_links_a_minute_for_one_address(ask: Any) -> None:
    for _number in range(5):
        ask("acme", people.BEN)
    answer = visit("globex").post("/accounts/password/reset/", {"email": people.BEN})
    assert answer.status_code == 429
    assert "try again in a minute" in answer.content.decode()


def test_changing_ones_password_signs_out_every_other_browser(ben: User) -> None:
    here, elsewhere = visit("acme", people.BEN), visit("acme", people.BEN)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/settings/account/password/", data)["Location"] == "/settings/account/"
    assert here.get("/settings/account/").status_code == 200
    assert elsewhere.get("/settings/account/").status_code == 302


def test_changing_a_password_needs_the_present_one(ben: User) -> None:
    data = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert visit("acme", people.BEN).post("/settings/account/password/", data).status_code == 200
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)


def test_a_token_holds_the_place_it_was_made_in(ben: User, acme: Client, globex: Client) -> None:
    from apps.accounts.tokens import tokens

    with tenant_context(acme):
        token = tokens.make_token(ben)
        assert tokens.check_token(ben, token)
    with tenant_context(globex):
        assert not tokens.check_token(ben, token)
