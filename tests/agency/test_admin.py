"""Django's admin: agency staff alone, shared tables on their host, a client's own on its host, nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from django_tenants.utils import tenant_context

from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.agency.admin import site
from apps.agency.admin.bases import ClientRecords, SharedRecords
from apps.audit.models import Entry
from apps.kpis.models import Score
from apps.kpis.services import verify_rollups
from apps.tenancy.models import Client, Domain
from apps.touchpoints.models import Stage, Touchpoint
from tests.agency.answers import answer
from tests.agency.test_entering import entered
from tests.people import ADA, ANA, BEN, Visitor, join, visit

pytestmark = pytest.mark.django_db

SHARED = [model for model, admin in site._registry.items() if isinstance(admin, SharedRecords)]
OWN = [model for model, admin in site._registry.items() if isinstance(admin, ClientRecords)]
LEDGER_AND_FROZEN = [
    "kpis_score",
    "kpis_scoredelta",
    "kpis_histogram",
    "kpis_metricdefinition",
    "kpis_ledger",
    "kpis_member",
    "surveys_version",
    "surveys_survey",
    "responses_response",
    "exchange_import",
    "exchange_apikey",
]


def changelist(model: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_every_table_is_shown_on_one_kind_of_host() -> None:
    assert len(SHARED) + len(OWN) == len(site._registry)
    assert {model._meta.app_label for model in SHARED} == {"accounts", "agency", "audit", "tenancy"}
    assert {model._meta.app_label for model in OWN} == {
        "exchange",
        "kpis",
        "responses",
        "surveys",
        "touchpoints",
    }


def test_shared_tables_open_on_the_agencys_host_alone(acme: Client) -> None:
    ana, inside = visit("agency", ANA), entered(acme)
    for model in SHARED:
        assert ana.get(changelist(model)).status_code == 200, model
        assert inside.get(changelist(model)).status_code == 403, model


def test_a_clients_tables_open_on_its_host_alone(acme: Client) -> None:
    answer(acme, [10] * 3)
    ana, inside = visit("agency", ANA), entered(acme)
    for model in OWN:
        assert inside.get(changelist(model)).status_code == 200, model
        assert ana.get(changelist(model)).status_code == 403, model


def test_a_client_never_shows_anothers_rows(acme: Client, globex: Client) -> None:
    with tenant_context(globex):
        Touchpoint.objects.create(code="globex-only", name={"en": "Globex only"})
    assert "globex-only" in entered(globex).get(changelist(Touchpoint)).content.decode()
    assert "globex-only" not in entered(acme).get(changelist(Touchpoint)).content.decode()


@pytest.mark.parametrize("email", [ADA, BEN])
def test_members_of_a_client_never_get_in(acme: Client, email: str) -> None:
    member = visit("acme", email)
    for path in ("/admin/", changelist(Touchpoint)):
        answer = member.get(path, follow=True)
        assert answer.status_code == 403, path


def test_staff_who_are_members_of_a_client_still_have_to_enter(acme: Client) -> None:
    join(ANA, acme, Role.VIEWER)
    assert visit("acme", ANA).get("/admin/", follow=True).status_code == 403
    assert entered(acme).get("/admin/").status_code == 200


def test_nobody_signed_in_is_led_to_the_one_sign_in(acme: Client) -> None:
    for host in ("agency", "acme"):
        answer = visit(host).get("/admin/login/")
        assert answer["Location"] == "/accounts/login/?next=%2Fadmin%2F"


@pytest.mark.parametrize("table", LEDGER_AND_FROZEN)
def test_the_ledger_and_what_is_frozen_are_to_look_at(acme: Client, table: str) -> None:
    answer(acme, [10] * 3)
    inside = entered(acme)
    model = next(model for model in OWN if model._meta.db_table == table)
    with tenant_context(acme):
        row = model.objects.first()
        count = model.objects.count()
    assert inside.get(f"{changelist(model)}add/").status_code == 403
    if row is not None:
        change = f"{changelist(model)}{row.pk}/change/"
        assert 'name="_save"' not in inside.get(change).content.decode()
        assert inside.post(change, {"value": "1", "_save": "1"}).status_code == 403
        assert inside.post(f"{changelist(model)}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    doomed = {"action": "delete_selected", "_selected_action": [str(getattr(row, "pk", 1))], "post": "yes"}
    inside.post(changelist(model), doomed)
    with tenant_context(acme):
        assert model.objects.count() == count
        assert verify_rollups() == []
        assert Score.objects.count() == 9


def edit_touchpoint(visitor: Visitor, acme: Client, **changes: Any) -> Any:
    with tenant_context(acme):
        touchpoint = Touchpoint.objects.get_or_create(code="counter", defaults={"name": {"en": "Counter"}})[0]
    data = {"name": '{"en": "Counter"}', "mode": "physical", "owner": "Marta", "weight": "1", **changes}
    return visitor.post(f"{changelist(Touchpoint)}{touchpoint.pk}/change/", data)


def test_an_owner_edits_the_inventory_and_the_client_reads_it_in_its_log(acme: Client) -> None:
    assert edit_touchpoint(entered(acme), acme).status_code == 302
    with tenant_context(acme):
        assert Touchpoint.objects.get(code="counter").owner == "Marta"
    line = Entry.objects.get(event="touchpoint.changed")
    assert (line.client_id, line.actor_label, line.target) == (acme.pk, ANA, "counter")
    assert line.details["agency"] is True
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("name", ['["x"]', '{"xx": "y"}', '{"en": ""}', "{}", '"x"', '{"en": 5}'])
def test_a_name_that_would_break_pages_is_refused(acme: Client, name: str) -> None:
    answer = edit_touchpoint(entered(acme), acme, name=name)
    assert answer.status_code == 200
    with tenant_context(acme):
        assert Touchpoint.objects.get(code="counter").name == {"en": "Counter"}


def test_an_analyst_of_the_agency_looks_but_changes_nothing(acme: Client) -> None:
    join("tom@example.com", None, Role.AGENCY_ANALYST)
    inside = entered(acme, "tom@example.com")
    assert inside.get(changelist(Touchpoint)).status_code == 200
    assert edit_touchpoint(inside, acme).status_code == 403
    assert inside.get(f"{changelist(Stage)}add/").status_code == 403
    tom = visit("agency", "tom@example.com")
    assert tom.get(changelist(Domain)).status_code == 200
    assert tom.get(f"{changelist(Domain)}add/").status_code == 403


def test_a_stage_is_renamed_and_noted_on_the_clients_side(acme: Client) -> None:
    with tenant_context(acme):
        stage = Stage.objects.get(code="purchase")
    data = {"name": '{"en": "Buying"}', "position": "2", "code": "other"}
    assert entered(acme).post(f"{changelist(Stage)}{stage.pk}/change/", data).status_code == 302
    with tenant_context(acme):
        stage.refresh_from_db()
    assert (stage.code, stage.name) == ("purchase", {"en": "Buying"})
    line = Entry.objects.get(event="record.changed")
    assert (line.client_id, line.details["agency"], line.details["fields"]) == (acme.pk, True, ["Name"])
    assert not LogEntry.objects.exists()


def test_a_client_gets_a_domain_of_its_own(acme: Client) -> None:
    ana = visit("agency", ANA)
    data = {"domain": "Feedback.Acme.example.", "tenant": str(acme.pk)}
    assert ana.post(f"{changelist(Domain)}add/", data).status_code == 302
    added = Domain.objects.get(domain="feedback.acme.example")
    assert (added.tenant_id, added.is_primary) == (acme.pk, False)
    assert Domain.objects.get(domain="acme.localhost").is_primary
    assert Entry.objects.get(event="record.added").client_id == acme.pk
    assert ana.post(f"{changelist(Domain)}{added.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Domain.objects.filter(pk=added.pk).exists()


@pytest.mark.parametrize(
    "host", ["localhost", "new.localhost", "globex.localhost", "a b.example", "x", "http://x.y"]
)
def test_a_domain_must_be_a_free_host_name_outside_the_agencys_own(acme: Client, host: str) -> None:
    before = Domain.objects.count()
    answer = visit("agency", ANA).post(f"{changelist(Domain)}add/", {"domain": host, "tenant": str(acme.pk)})
    assert answer.status_code == 200
    assert Domain.objects.count() == before


def test_the_first_address_cannot_be_deleted_or_moved(acme: Client, globex: Client) -> None:
    ana = visit("agency", ANA)
    primary = Domain.objects.get(domain="acme.localhost")
    assert ana.post(f"{changelist(Domain)}{primary.pk}/delete/", {"post": "yes"}).status_code == 403
    moved = {"domain": "elsewhere.example", "tenant": str(globex.pk)}
    assert ana.post(f"{changelist(Domain)}{primary.pk}/change/", moved).status_code == 403
    primary.refresh_from_db()
    assert (primary.domain, primary.tenant_id, primary.is_primary) == ("acme.localhost", acme.pk, True)


def test_an_owner_blocks_a_person_but_not_themselves() -> None:
    ana = visit("agency", ANA)
    ben, own = User.objects.get(email=BEN), User.objects.get(email=ANA)
    assert (
        ana.post(f"{changelist(User)}{ben.pk}/change/", {"name": "Ben", "language": "it"}).status_code == 302
    )
    ben.refresh_from_db()
    assert (ben.name, ben.language, ben.is_active, ben.email) == ("Ben", "it", False, BEN)
    assert ana.post(f"{changelist(User)}{own.pk}/change/", {"name": ""}).status_code == 403


def test_hashes_are_never_shown(acme: Client) -> None:
    ben = User.objects.get(email=BEN)
    page = visit("agency", ANA).get(f"{changelist(User)}{ben.pk}/change/").content.decode()
    assert ben.password not in page
    assert "pbkdf2" not in page


def test_clients_and_memberships_are_changed_by_their_services_alone(acme: Client) -> None:
    ana = visit("agency", ANA)
    member = Membership.objects.filter(client=acme).first()
    assert member is not None
    for model, row in ((Client, acme), (Membership, member)):
        assert ana.post(f"{changelist(model)}{row.pk}/change/", {"role": "viewer"}).status_code == 403
        assert ana.post(f"{changelist(model)}{row.pk}/delete/", {"post": "yes"}).status_code == 403
        assert ana.get(f"{changelist(model)}add/").status_code == 403


def test_the_admin_leaves_the_connection_in_public(acme: Client) -> None:
    entered(acme).get(changelist(Touchpoint))
    assert connection.schema_name == "public"


def test_the_policy_is_relaxed_for_the_admin_alone() -> None:
    ana = visit("agency", ANA)
    assert "'unsafe-eval'" in ana.get("/admin/")["Content-Security-Policy"]
    assert "unsafe" not in ana.get("/")["Content-Security-Policy"]
