from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.audit.models import Entry
from apps.common.errors import Invalid
from apps.exchange.keys import create_key
from apps.exchange.models import ApiKey
from apps.tenancy.models import Client
from apps.tenancy.services import change_client_settings
from tests import people
from tests.people import visit

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Acme Power",
    "industry": "utilities",
    "brand_colour": "#FFCC00",
    "time_zone": "Europe/London",
    "languages": ["en", "de"],
    "language": "de",
    "small_number": "25",
    "target": "7.5",
}


def test_an_admin_changes_the_settings_and_every_page_follows(acme: Client) -> None:
    ada = visit("acme", people.ADA)
    assert ada.post("/settings/client/", FORM)["Location"] == "/settings/client/"
    acme.refresh_from_db()
    assert (acme.name, acme.industry, acme.brand_colour) == ("Acme Power", "utilities", "#ffcc00")
    assert (acme.time_zone, acme.languages, acme.language) == ("Europe/London", ["en", "de"], "de")
    assert (acme.small_number, acme.target) == (25, Decimal("7.5"))
    page = visit("acme").get("/accounts/login/").content.decode()
    assert "Acme Power" in page
    assert "/brand-ffcc00" in page


def test_a_change_leaves_a_line_with_before_and_after(acme: Client) -> None:
    change_client_settings(acme, actor=SYSTEM, name="Acme Power", small_number=10)
    entry = Entry.objects.get(event="client.settings_changed")
    assert entry.client_id == acme.pk
    assert entry.details == {"before": {"name": "Acme Energy"}, "after": {"name": "Acme Power"}}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("brand_colour", "teal"),
        ("time_zone", "Mars/Olympus"),
        ("languages", []),
        ("languages", ["xx"]),
        ("language", "fr"),
        ("small_number", 1),
        ("target", Decimal("10.1")),
    ],
)
def test_a_wrong_setting_is_refused_and_nothing_changes(acme: Client, field: str, value: Any) -> None:
    before = Client.objects.filter(pk=acme.pk).values().get()
    with pytest.raises(Invalid) as refusal:
        change_client_settings(acme, actor=SYSTEM, industry="utilities", **{field: value})
    assert refusal.value.errors[0].pointer in (f"/{field}", "/language")
    assert Client.objects.filter(pk=acme.pk).values().get() == before


def test_a_wrong_setting_is_said_beside_its_field() -> None:
    answer = visit("acme", people.ADA).post("/settings/client/", FORM | {"language": "it"})
    assert "Choose one of the client&#x27;s languages." in answer.content.decode()


def test_only_settings_can_be_changed(acme: Client) -> None:
    with pytest.raises(ValueError, match="schema_name"):
        change_client_settings(acme, actor=SYSTEM, schema_name="public")


def test_a_new_key_is_shown_once_and_works(acme: Client) -> None:
    ada = visit("acme", people.ADA)
    answer = ada.post("/settings/api-keys/", {"name": "till", "scope": "write"})
    secret = re.search(r'value="(cx_\w{40})"', answer.content.decode())
    assert secret
    assert "no-store" in answer["Cache-Control"]
    again = ada.get("/settings/api-keys/").content.decode()
    assert secret.group(1) not in again
    assert secret.group(1)[:9] in again


def test_a_key_is_revoked_after_a_question(acme: Client) -> None:
    with tenant_context(acme):
        key, _secret = create_key("till", scope="read", actor=SYSTEM)
    ada = visit("acme", people.ADA)
    assert "cannot be brought back" in ada.get(f"/settings/api-keys/{key.pk}/").content.decode()
    assert ada.post(f"/settings/api-keys/{key.pk}/revoke/")["Location"] == "/settings/api-keys/"
    with tenant_context(acme):
        assert ApiKey.objects.get(pk=key.pk).revoked_at is not None
    assert "was revoked" in ada.get(f"/settings/api-keys/{key.pk}/").content.decode()


def test_settings_open_where_the_member_may_do_something() -> None:
    assert visit("acme", people.ADA).get("/settings/")["Location"] == "/settings/client/"
    viewer = visit("acme", people.CLEO)
    assert viewer.get("/settings/")["Location"] == "/settings/account/"
    assert "/settings/people/" not in viewer.get("/settings/account/").content.decode()
