from __future__ import annotations

from typing import Any

import pytest

from apps.audit.models import Entry
from apps.tenancy.models import Client
from tests.api.calls import Caller, pointers

pytestmark = pytest.mark.django_db

CHECKOUT = {
    "code": "checkout",
    "name": {"en": "Checkout", "it": "Cassa"},
    "stage": "purchase",
    "channel": "store",
    "mode": "physical",
    "intended": True,
    "owned": False,
    "weight": 2.5,
}


def made(writer: Caller, **extra: Any) -> dict[str, Any]:
    answer = writer.post("touchpoints/", {**CHECKOUT, **extra})
    assert answer.status_code == 201, answer.content
    body: dict[str, Any] = answer.json()
    return body


def codes(writer: Caller, query: str = "") -> list[str]:
    return [row["code"] for row in writer.get(f"touchpoints/{query}").json()["results"]]


def test_a_touchpoint_is_read_as_it_was_sent(writer: Caller) -> None:
    body = made(writer)
    assert {name: body[name] for name in CHECKOUT} == CHECKOUT
    assert body["archived_at"] is None
    assert writer.get(f"touchpoints/{body['id']}/").json() == body
    assert writer.get(f"touchpoints/{body['id'].upper()}/").json() == body


def test_only_code_and_name_are_needed(writer: Caller) -> None:
    body = writer.post("touchpoints/", {"code": "app", "name": {"en": "App"}}).json()
    expected = {
        "stage": None,
        "channel": None,
        "mode": "digital",
        "intended": True,
        "weight": 1.0,
        "target": None,
    }
    assert {name: body[name] for name in expected} == expected


def test_every_mistake_is_named(writer: Caller) -> None:
    bad = {"code": "A b", "name": {}, "stage": "nowhere", "mode": "astral", "weight": -1, "intended": "yes"}
    answer = writer.post("touchpoints/", bad)
    assert answer.status_code == 400
    assert sorted(pointers(answer)) == ["/code", "/intended", "/mode", "/name", "/stage", "/weight"]
    answer = writer.post("touchpoints/", {"colour": "red"})
    assert sorted(pointers(answer)) == ["/code", "/colour", "/name"]
    assert codes(writer) == []


def test_a_code_is_taken_once(writer: Caller) -> None:
    made(writer)
    answer = writer.post("touchpoints/", CHECKOUT)
    assert (answer.status_code, pointers(answer)) == (400, ["/code"])
    assert codes(writer) == ["checkout"]


def test_a_change_touches_what_is_sent_and_the_code_stays(writer: Caller) -> None:
    body = made(writer)
    path = f"touchpoints/{body['id']}/"
    changed = writer.send("PATCH", path, {"owner": "Ada", "target": 8, "stage": None}).json()
    assert changed == {**body, "owner": "Ada", "target": 8.0, "stage": None}
    answer = writer.send("PATCH", path, {"code": "till", "owner": "Ben"})
    assert (answer.status_code, pointers(answer)) == (400, ["/code"])
    assert writer.get(path).json() == changed


def test_deleting_archives_and_restoring_brings_back(writer: Caller, acme: Client) -> None:
    body = made(writer)
    path = f"touchpoints/{body['id']}/"
    assert [writer.send("DELETE", path).status_code for _ in range(2)] == [204, 204]
    assert codes(writer) == []
    assert codes(writer, "?archived=true") == ["checkout"]
    assert writer.get(path).json()["archived_at"] is not None
    assert writer.post(f"{path}restore/").json() == body
    assert codes(writer) == ["checkout"]


def test_the_list_is_filtered(writer: Caller) -> None:
    made(writer)
    made(writer, code="app", stage="retention", channel="app")
    assert codes(writer) == ["app", "checkout"]
    assert codes(writer, "?code=app") == ["app"]
    assert codes(writer, "?stage=purchase") == ["checkout"]
    assert codes(writer, "?channel=app") == ["app"]
    assert codes(writer, "?code=nobody") == []
    answer = writer.get("touchpoints/?colour=red&code=app")
    assert (answer.status_code, pointers(answer)) == (400, ["?colour"])


def test_writes_are_audited_with_the_keys_name(writer: Caller, acme: Client) -> None:
    body = made(writer)
    writer.send("DELETE", f"touchpoints/{body['id']}/")
    entries = Entry.objects.filter(target="checkout", client_id=acme.pk).order_by("at")
    assert [(entry.event, entry.actor_kind, entry.actor_label) for entry in entries] == [
        ("touchpoint.created", "api_key", "test"),
        ("touchpoint.archived", "api_key", "test"),
    ]
