from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from apps.accounts.actors import Actor
from apps.audit.models import Entry
from apps.touchpoints import services
from apps.touchpoints.errors import InvalidTouchpoint, UnknownTouchpoint
from apps.touchpoints.models import Stage, Touchpoint
from apps.touchpoints.selectors import access_touchpoint, inventory, touchpoints
from tests.people import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]


def make(analyst: Actor, code: str = "checkout", **fields: Any) -> Touchpoint:
    given = {"name": {"en": "Checkout", "it": "Cassa"}, "stage": "purchase", "channel": "web", **fields}
    return services.create_touchpoint(actor=analyst, code=code, **given)


def problems(error: pytest.ExceptionInfo[InvalidTouchpoint]) -> dict[str, str]:
    return {problem.pointer: problem.code for problem in error.value.errors}


def test_a_touchpoint_is_kept_with_its_stage_and_channel_and_audited(analyst: Actor) -> None:
    made = make(analyst, weight=2, target=8.5, relationship_purpose="Feels safe")
    kept = access_touchpoint(made.uid)
    assert (kept.stage.code, kept.channel.code, kept.mode) == ("purchase", "web", "digital")
    assert (kept.weight, kept.target, kept.intended, kept.owned) == (
        Decimal("2.00"),
        Decimal("8.5"),
        True,
        True,
    )
    assert kept.name == {"en": "Checkout", "it": "Cassa"}
    entry = Entry.objects.get(event="touchpoint.created")
    assert (entry.target, entry.actor_id, entry.client_id) == ("checkout", analyst.id, analyst.client_id)


def test_every_wrong_field_is_named_and_nothing_is_kept(analyst: Actor) -> None:
    wrong: dict[str, Any] = {
        "name": {"en": "  "},
        "stage": "nowhere",
        "channel": "fax",
        "mode": "virtual",
        "intended": "yes",
        "owner": "\0",
        "operational_purpose": "x" * 301,
        "weight": float("nan"),
        "target": 11,
    }
    with pytest.raises(InvalidTouchpoint) as error:
        make(analyst, "Not A Code", **wrong)
    assert problems(error) == {
        "/code": "format",
        "/name": "required",
        "/stage": "unknown_stage",
        "/channel": "unknown_channel",
        "/mode": "choice",
        "/intended": "type",
        "/owner": "character",
        "/operational_purpose": "too_long",
        "/weight": "range",
        "/target": "range",
    }
    assert not Touchpoint.objects.exists()


def test_a_code_is_taken_once_also_by_an_archived_touchpoint(analyst: Actor) -> None:
    services.archive_touchpoint(make(analyst), actor=analyst)
    with pytest.raises(InvalidTouchpoint) as error:
        make(analyst)
    assert problems(error) == {"/code": "taken"}
    assert Touchpoint.objects.count() == 1


def test_no_touchpoint_is_called_none(analyst: Actor) -> None:
    with pytest.raises(InvalidTouchpoint) as error:
        make(analyst, code="none")
    assert problems(error) == {"/code": "reserved"}
    assert not Touchpoint.objects.filter(code="none").exists()


def test_a_change_touches_only_what_is_given(analyst: Actor) -> None:
    made = make(analyst, owner="Shop team")
    changed = services.change_touchpoint(made, actor=analyst, stage=None, target="7.5", owner="Shop team")
    assert (changed.stage, changed.target, changed.channel.code) == (None, Decimal("7.5"), "web")
    assert Entry.objects.get(event="touchpoint.changed").details == {"fields": ["stage", "target"]}


def test_the_code_cannot_change(analyst: Actor) -> None:
    made = make(analyst)
    services.change_touchpoint(made, actor=analyst, code="checkout")
    with pytest.raises(InvalidTouchpoint) as error:
        services.change_touchpoint(made, actor=analyst, code="till", owner="x")
    assert problems(error) == {"/code": "fixed"}
    made.refresh_from_db()
    assert (made.code, made.owner) == ("checkout", "")


def test_an_unknown_field_is_refused(analyst: Actor) -> None:
    with pytest.raises(InvalidTouchpoint) as error:
        services.change_touchpoint(make(analyst), actor=analyst, colour="red")
    assert problems(error) == {"/colour": "unknown_field"}


def test_archiving_takes_it_out_of_the_inventory_and_restoring_puts_it_back(analyst: Actor) -> None:
    made = make(analyst)
    services.archive_touchpoint(made, actor=analyst)
    assert touchpoints() == []
    assert touchpoints(archived=True) == [made]
    services.restore_touchpoint(made, actor=analyst)
    services.restore_touchpoint(made, actor=analyst)
    assert touchpoints() == [made]
    assert Entry.objects.filter(event="touchpoint.restored").count() == 1


def test_the_search_reads_names_in_every_language_owners_and_purposes(analyst: Actor) -> None:
    make(analyst)
    make(
        analyst, "call-centre", name={"en": "Call centre"}, owner="Sofia", stage="retention", channel="phone"
    )
    assert [t.code for t in touchpoints(search="CASSA")] == ["checkout"]
    assert [t.code for t in touchpoints(search="sofia")] == ["call-centre"]
    assert [t.code for t in touchpoints(stage="retention", channel="phone", mode="digital")] == [
        "call-centre"
    ]
    assert touchpoints(channel="store") == []


def test_the_inventory_names_its_gaps(analyst: Actor) -> None:
    measured = make(analyst, operational_purpose="Pays in two minutes", relationship_purpose="Feels safe")
    unmeasured = make(analyst, "advert", stage="awareness", operational_purpose="Clicks")
    found = inventory({measured.pk})
    assert [s.code for s in found.stages_unmeasured] == [
        "awareness",
        "consideration",
        "retention",
        "advocacy",
    ]
    assert (found.unmeasured, found.without_relationship) == ((unmeasured,), (unmeasured,))
    assert found.without_operational == ()
    assert found.has_gaps
    assert Stage.objects.count() == 5


def test_another_clients_touchpoint_is_unknown(analyst: Actor, globex: Any) -> None:
    from django_tenants.utils import tenant_context

    made = make(analyst)
    with tenant_context(globex), pytest.raises(UnknownTouchpoint):
        access_touchpoint(made.uid)
    assert visit("globex").get(f"/touchpoints/{made.uid}/").status_code in {302, 404}
