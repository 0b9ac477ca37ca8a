from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_tenants.utils import tenant_context
from pytest_django import DjangoCaptureOnCommitCallbacks

from apps.accounts.actors import SYSTEM, Actor
from apps.accounts.errors import AlreadyMember, LastAdmin
from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.accounts.selectors import access_member, members_here, other_portals
from apps.accounts.services import change_role, invite_first_admin, invite_member, remove_member
from apps.audit.models import Entry
from apps.common.errors import Forbidden, Invalid, NotFound
from apps.tenancy.models import Client
from tests import people
from tests.accounts.test_password_links import follow, link_in
from tests.people import HOSTS, visit

pytestmark = pytest.mark.django_db

EVE = "eve@example.com"


@pytest.fixture
def admin(acme: Client) -> Actor:
    ada = User.objects.get(email=people.ADA)
    return Actor("user", str(ada.pk), ada.email, Role.ADMIN, client_id=acme.pk)


def member(email: str) -> Membership:
    return Membership.objects.get(user__email=email)


def roles_of_acme() -> dict[str, str]:
    rows = Membership.objects.filter(client__slug="acme")
    return dict(rows.values_list("user__email", "role"))


BEFORE = {people.ADA: "admin", people.BEN: "analyst", people.CLEO: "viewer"}


def test_a_new_person_chooses_a_password_from_the_invitation_and_signs_in(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = visit("acme", people.ADA).post(
            "/settings/people/invite/", {"email": " Eve@Example.com ", "role": "analyst"}
        )
    assert answer["Location"] == "/settings/people/"
    (message,) = mail.outbox
    assert message.to == [EVE]
    assert message.subject == "Your invitation to Acme Energy"
    assert "ada@example.com invites you to Acme Energy; your role there is analyst." in message.body
    visitor, _answer = follow(link_in(message), "acme")
    assert (
        visitor.post("/accounts/login/", {"login": EVE, "password": "quite-another-password"}).status_code
        == 302
    )
    assert visitor.get("/settings/account/").status_code == 200


def test_somebody_who_has_a_password_from_elsewhere_is_told_to_use_it(
    in_acme: Client, admin: Actor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite_member(people.DAN, Role.VIEWER, actor=admin)
    (message,) = mail.outbox
    assert link_in(message) == "http://acme.localhost:8000/accounts/login/"
    assert "the password you have already" in message.body


def test_an_invitation_is_pending_until_the_first_sign_in_here() -> None:
    ada = visit("acme", people.ADA)
    page = ada.get("/settings/people/").content.decode()
    assert page.count("invited") == 2  # ben and cleo; ada is signed in
    visit("acme", people.BEN)
    assert ada.get("/settings/people/").content.decode().count("invited") == 1


def test_an_invitation_can_be_sent_again(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    path = f"/settings/people/{member(people.BEN).pk}/invite-again/"
    with django_capture_on_commit_callbacks(execute=True):
        assert visit("acme", people.ADA).post(path).status_code == 302
    assert [message.to for message in mail.outbox] == [[people.BEN]]


def test_nobody_is_invited_twice(in_acme: Client, admin: Actor) -> None:
    with pytest.raises(AlreadyMember):
        invite_member("BEN@example.com", Role.VIEWER, actor=admin)
    assert roles_of_acme() == BEFORE


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("not an address", "viewer"),
        (EVE, "agency_owner"),
        (EVE, "king"),
        ("a" * 250 + "@example.com", "viewer"),
    ],
)
def test_an_invitation_needs_an_address_and_a_role_of_the_place(
    in_acme: Client, admin: Actor, email: str, role: str
) -> None:
    with pytest.raises(Invalid):
        invite_member(email, role, actor=admin)
    assert roles_of_acme() == BEFORE
    assert not User.objects.filter(email=email).exists()


def test_the_last_admin_can_neither_go_nor_step_down(in_acme: Client, admin: Actor) -> None:
    with pytest.raises(LastAdmin):
        remove_member(member(people.ADA), actor=admin)
    with pytest.raises(LastAdmin):
        change_role(member(people.ADA), Role.VIEWER, actor=admin)
    assert roles_of_acme() == BEFORE


def test_an_admin_whose_account_is_closed_does_not_count(in_acme: Client, admin: Actor, ben: User) -> None:
    change_role(member(people.BEN), Role.ADMIN, actor=admin)
    ben.is_active = False
    ben.save()
    with pytest.raises(LastAdmin):
        remove_member(member(people.ADA), actor=admin)


def test_with_a_second_admin_the_first_may_go(in_acme: Client, admin: Actor) -> None:
    change_role(member(people.BEN), Role.ADMIN, actor=admin)
    remove_member(member(people.ADA), actor=admin)
    assert roles_of_acme() == {people.BEN: "admin", people.CLEO: "viewer"}
    assert User.objects.filter(email=people.ADA).exists()


def test_the_last_owner_of_the_agency_stays() -> None:
    with pytest.raises(LastAdmin):
        remove_member(member(people.ANA), actor=SYSTEM)
    assert member(people.ANA).role == Role.AGENCY_OWNER


def test_a_member_cannot_raise_their_own_role(in_acme: Client, analyst: Actor) -> None:
    with pytest.raises(Forbidden):
        change_role(member(people.BEN), Role.ADMIN, actor=analyst)
    ben = visit("acme", people.BEN)
    answer = ben.post(f"/settings/people/{member(people.BEN).pk}/", {"role": "admin"})
    assert answer.status_code == 403
    assert roles_of_acme() == BEFORE


def test_only_an_admin_invites_and_removes(in_acme: Client, analyst: Actor) -> None:
    with pytest.raises(Forbidden):
        invite_member(EVE, Role.ADMIN, actor=analyst)
    with pytest.raises(Forbidden):
        remove_member(member(people.CLEO), actor=analyst)
    assert roles_of_acme() == BEFORE


def test_a_role_changes_and_a_member_goes_from_the_pages() -> None:
    ada, cleo = visit("acme", people.ADA), member(people.CLEO)
    assert ada.get(f"/settings/people/{cleo.pk}/").status_code == 200
    assert ada.post(f"/settings/people/{cleo.pk}/", {"role": "analyst"})["Location"] == "/settings/people/"
    assert roles_of_acme()[people.CLEO] == "analyst"
    assert ada.post(f"/settings/people/{cleo.pk}/remove/")["Location"] == "/settings/people/"
    assert people.CLEO not in roles_of_acme()


def test_a_refusal_is_said_on_the_page() -> None:
    ada, own = visit("acme", people.ADA), member(people.ADA)
    answer = ada.post(f"/settings/people/{own.pk}/", {"role": "viewer"})
    assert "Somebody must stay who can manage people" in answer.content.decode()
    ada.post(f"/settings/people/{own.pk}/remove/")
    assert "Somebody must stay" in ada.get(f"/settings/people/{own.pk}/").content.decode()
    assert roles_of_acme() == BEFORE


def test_the_agency_has_its_own_people_page() -> None:
    ana = visit("agency", people.ANA)
    page = ana.get("/people/").content.decode()
    assert people.ANA in page
    assert people.BEN not in page
    assert ana.post("/people/invite/", {"email": EVE, "role": "agency_analyst"}).status_code == 302
    assert member(EVE).client is None
    assert ana.get(f"/people/{member(people.BEN).pk}/").status_code == 404


def test_a_member_of_another_client_is_not_found(in_acme: Client) -> None:
    with pytest.raises(NotFound):
        access_member(member(people.DAN).pk)
    assert people.DAN not in [row.user.email for row in members_here()]


def test_every_change_leaves_a_line(in_acme: Client, admin: Actor) -> None:
    invited = invite_member(EVE, Role.VIEWER, actor=admin)
    change_role(invited, Role.ANALYST, actor=admin)
    remove_member(invited, actor=admin)
    lines = Entry.objects.filter(target=EVE, client_id=in_acme.pk).order_by("at")
    assert list(lines.values_list("event", "actor_label", "details")) == [
        ("member.invited", people.ADA, {"role": "viewer"}),
        ("member.role_changed", people.ADA, {"before": "viewer", "after": "analyst"}),
        ("member.removed", people.ADA, {"role": "analyst"}),
    ]


def test_the_first_admin_is_invited_by_mail_and_again_only_until_they_came(
    globex: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    globex.admin_email = "Gil@example.com"
    with django_capture_on_commit_callbacks(execute=True), tenant_context(globex):
        invite_first_admin(globex)
        invite_first_admin(globex)  # taken up after a kill: the first mail may be lost
        Membership.objects.filter(user__email="gil@example.com").update(accepted_at=timezone.now())
        invite_first_admin(globex)
    assert member("gil@example.com").role == Role.ADMIN
    assert [message.to for message in mail.outbox] == [["gil@example.com"]] * 2
    assert link_in(mail.outbox[0]).startswith("http://globex.localhost:8000/accounts/password/reset/key/")


def test_a_member_of_two_finds_the_other_portal_in_the_menu(ben: User, globex: Client) -> None:
    visitor = visit("acme", people.BEN)
    assert HOSTS["globex"] not in visitor.get("/settings/account/").content.decode()
    Membership.objects.create(user=ben, client=globex, role=Role.VIEWER)
    Membership.objects.create(user=ben, client=None, role=Role.AGENCY_ANALYST)
    page = visitor.get("/settings/account/").content.decode()
    assert '<a href="http://globex.localhost:8000">Open Globex Clinics</a>' in page
    assert '<a href="http://localhost:8000">Open cxplatform</a>' in page


def test_a_suspended_client_is_not_offered(in_acme: Client, ben: User, globex: Client) -> None:
    Membership.objects.create(user=ben, client=globex, role=Role.VIEWER)
    Client.objects.filter(pk=globex.pk).update(state=Client.State.SUSPENDED)
    assert other_portals(str(ben.pk)) == []


def test_a_person_changes_name_and_language(ben: User) -> None:
    visitor: Any = visit("acme", people.BEN)
    answer = visitor.post("/settings/account/", {"name": " Ben Bianchi ", "language": "it"})
    assert answer["Location"] == "/settings/account/"
    ben.refresh_from_db()
    assert (ben.name, ben.language) == ("Ben Bianchi", "it")
    assert 'lang="it"' in visitor.get("/settings/account/").content.decode()
    assert visitor.post("/settings/account/", {"name": "Ben", "language": "xx"}).status_code == 200
    ben.refresh_from_db()
    assert (ben.name, ben.language) == ("Ben Bianchi", "it")
