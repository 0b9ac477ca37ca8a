from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.audit.models import Entry
from apps.touchpoints.models import Touchpoint
from apps.touchpoints.services import archive_touchpoint, create_touchpoint
from tests.portal.answers import give
from tests.portal.conftest import LAUNCH
from tests.portal.reading import words

pytestmark = pytest.mark.django_db

FORM = {
    "name_en": "Checkout",
    "name_it": "Cassa",
    "code": "checkout",
    "stage": "purchase",
    "channel": "store",
    "mode": "physical",
    "operational_purpose": "Pay within two minutes",
    "relationship_purpose": "",
    "owner": "Store operations",
    "target": "8.5",
    "weight": "2",
    "intended": "on",
}


@pytest.fixture
def counter(in_acme: Any) -> Touchpoint:
    name = {"en": "Counter", "it": "Sportello", "de": "Schalter"}
    return create_touchpoint(actor=SYSTEM, code="counter", name=name, stage="purchase", channel="store")


def test_an_empty_inventory_tells_the_next_step_to_who_can_take_it(viewer: Any, analyst_of_acme: Any) -> None:
    assert "Add the first touchpoint" in words(analyst_of_acme.get("/touchpoints/"))
    text = words(viewer.get("/touchpoints/"))
    assert "Add the first touchpoint" not in text
    assert "An analyst can add the first." in text


def test_an_analyst_adds_a_touchpoint(analyst_of_acme: Any, acme: Any) -> None:
    answer = analyst_of_acme.post("/touchpoints/new/", FORM)
    assert answer.status_code == 302
    with tenant_context(acme):
        made = Touchpoint.objects.get()
        assert (made.code, made.name) == ("checkout", {"en": "Checkout", "it": "Cassa"})
        assert (str(made.target), str(made.weight), made.mode) == ("8.5", "2.00", "physical")
        assert (made.intended, made.owned) == (True, False)
    text = words(analyst_of_acme.get(answer.url))
    assert "Checkout" in text
    assert "Nobody has said yet what people should think afterwards." in text
    assert "Target 8.5" not in text  # no figure yet, so no target beside it


def test_a_code_left_empty_is_made_of_the_name(analyst_of_acme: Any, acme: Any) -> None:
    for name in ("Façade & Entrance", "窓口"):
        assert (
            analyst_of_acme.post("/touchpoints/new/", {**FORM, "code": "", "name_en": name}).status_code
            == 302
        )
    with tenant_context(acme):
        first, second = Touchpoint.objects.order_by("pk").values_list("code", flat=True)
    assert first == "facade-entrance"
    assert len(second) == 10


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    analyst_of_acme: Any, counter: Touchpoint, acme: Any
) -> None:
    answer = analyst_of_acme.post("/touchpoints/new/", {**FORM, "code": "counter"})
    assert "Another touchpoint has this code." in answer.context["form"].errors["code"]
    wrong = analyst_of_acme.post("/touchpoints/new/", {**FORM, "name_en": "", "target": "11", "code": "Ä"})
    assert set(wrong.context["form"].errors) == {"name_en", "target", "code"}
    with tenant_context(acme):
        assert Touchpoint.objects.count() == 1


def test_a_change_keeps_the_code_and_names_in_other_languages(
    counter: Touchpoint, analyst_of_acme: Any, acme: Any
) -> None:
    changed = {**FORM, "code": "stolen", "name_en": "Front desk", "name_it": ""}
    answer = analyst_of_acme.post(f"/touchpoints/{counter.uid}/edit/", changed)
    assert answer.status_code == 302
    with tenant_context(acme):
        counter.refresh_from_db()
        assert (counter.code, counter.owner) == ("counter", "Store operations")
        assert counter.name == {"en": "Front desk", "de": "Schalter"}


def test_archiving_and_restoring(counter: Touchpoint, analyst_of_acme: Any, acme: Any) -> None:
    analyst_of_acme.post(f"/touchpoints/{counter.uid}/archive/")
    assert analyst_of_acme.get("/touchpoints/").context["lines"] == []
    [line] = analyst_of_acme.get("/touchpoints/?show=archived").context["lines"]
    assert line.touchpoint == counter
    analyst_of_acme.post(f"/touchpoints/{counter.uid}/restore/")
    [line] = analyst_of_acme.get("/touchpoints/").context["lines"]
    assert line.touchpoint == counter
    with tenant_context(acme):
        assert list(Entry.objects.order_by("pk").values_list("event", flat=True))[-2:] == [
            "touchpoint.archived",
            "touchpoint.restored",
        ]


@pytest.mark.parametrize("act", ["edit", "archive", "restore"])
def test_a_viewer_changes_nothing(counter: Touchpoint, viewer: Any, acme: Any, act: str) -> None:
    if act == "restore":
        with tenant_context(acme):
            archive_touchpoint(counter, actor=SYSTEM)
    with tenant_context(acme):
        before = Touchpoint.objects.values().get()
    assert viewer.post(f"/touchpoints/{counter.uid}/{act}/", FORM).status_code == 403
    assert viewer.post("/touchpoints/new/", FORM).status_code == 403
    with tenant_context(acme):
        assert Touchpoint.objects.values().get() == before
    assert "New touchpoint" not in words(viewer.get("/touchpoints/"))


def test_another_clients_touchpoint_is_not_found(
    counter: Touchpoint, analyst_of_globex: Any, acme: Any
) -> None:
    for path in ("", "edit/"):
        assert analyst_of_globex.get(f"/touchpoints/{counter.uid}/{path}").status_code == 404
    assert analyst_of_globex.post(f"/touchpoints/{counter.uid}/archive/").status_code == 404
    with tenant_context(acme):
        assert Touchpoint.objects.get().archived_at is None


def test_the_list_warns_of_gaps(viewer: Any, launch: Any) -> None:
    give([{"steps": {"news": 9}}] * 3, survey="launch")
    text = words(viewer.get("/touchpoints/"))
    assert "4 stages have no measured touchpoint: Awareness, Consideration, Retention, Advocacy." in text
    assert "4 touchpoints have had no answer for a year: Marketing, Purchase, Out of stock, Store" in text
    assert "5 touchpoints have no operational purpose" in text


def test_the_list_is_searched_and_filtered(viewer: Any, launch: Any) -> None:
    def found(query: str) -> list[str]:
        return [line.touchpoint.code for line in viewer.get(f"/touchpoints/?{query}").context["lines"]]

    assert found("q=OUT of") == ["stock"]
    assert found("stage=retention") == []
    assert found("channel=store&mode=digital&q=news") == ["news"]
    assert len(found("stage=purchase")) == 5


def test_the_page_shows_its_place_in_the_whole(viewer: Any, launch: Any, acme: Any) -> None:
    give([{"steps": LAUNCH, "why": "Never there when you need it"}] * 40, survey="launch")
    with tenant_context(acme):
        stock = Touchpoint.objects.get(code="stock")
    answer = viewer.get(f"/touchpoints/{stock.uid}/")
    text = words(answer)
    assert "Number 1 of 5 by shortfall: it takes 56.3% of all that is missing to 10." in text
    assert "At 10 it would lift the whole to 7.86." in text
    assert "Target 7.0 on the common axis from 0 to 10" in text
    assert "40 answers" in text
    assert "Never there when you need it" in text
    assert "The launch" in text
    assert [(part.label, part.n) for part in answer.context["breakdown"]] == [("Store", 40)]


def test_effort_stands_for_the_operational_purpose_and_other_metrics_beside_it(
    viewer: Any, survey: Any, acme: Any
) -> None:
    give([{"recommend": 9, "counter": 4}] * 30)
    with tenant_context(acme):
        counter = Touchpoint.objects.get(code="counter")
    answer = viewer.get(f"/touchpoints/{counter.uid}/")
    operational, relationship = answer.context["purposes"]
    assert operational.card is None
    assert (relationship.card.value, relationship.card.n) == (100.0, 30)
    assert "touchpoint=counter" in relationship.card.how_url
    figure = viewer.get(relationship.card.how_url)
    assert figure.context["reading"].kpi.n == 30
