"""Every address says who may call it, and answers each role as its row says."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from apps.accounts.models import Membership
from tests.isolation.routes import HOST_CONFS, Route, is_guarded, routes
from tests.isolation.rows import AGENCY, API, CLIENT, Row
from tests.isolation.world import SCOPES, browser_of, call, make_twin, member_of

pytestmark = pytest.mark.django_db

AGENCY_ROLES = ("agency_analyst", "agency_owner")
CLIENT_ROLES = ("viewer", "analyst", "admin")
TABLES = {"agency": AGENCY, "client": CLIENT | API}


def cases(table: dict[str, Row]) -> list[tuple[str, str]]:
    return [(name, method) for name, row in table.items() for method in row.answers]


def naked(conf: list[Route]) -> list[str]:
    return [route.name for route in conf if not is_guarded(route)]


@pytest.mark.parametrize("host", HOST_CONFS)
def test_every_view_says_who_may_call_it(host: str) -> None:
    assert naked(routes(HOST_CONFS[host])) == []


def test_a_view_that_does_not_say_so_is_found() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    pattern = path("secrets/", view, name="secrets")
    assert naked([Route("secrets", str(pattern.pattern), view, ())]) == ["secrets"]


@pytest.mark.parametrize("host", HOST_CONFS)
def test_every_address_has_its_row_and_every_row_its_address(host: str) -> None:
    assert {route.name for route in routes(HOST_CONFS[host])} == set(TABLES[host])


def test_a_row_of_the_api_names_every_method_of_its_address() -> None:
    known = {route.name: route.methods for route in routes(HOST_CONFS["client"]) if route.name in API}
    assert {name: set(row.answers) for name, row in API.items() if known.get(name)} == {
        name: methods for name, methods in known.items() if methods
    }


@pytest.mark.parametrize(("name", "method"), cases(AGENCY))
def test_the_agencys_pages_answer_each_role(name: str, method: str) -> None:
    row = AGENCY[name]
    twin = make_twin("acme")
    address = row.address(name, twin, HOST_CONFS["agency"])
    members = [None, *(member_of(None, f"{role}@example.com", role) for role in AGENCY_ROLES)]
    assert answers("agency", members, method, address, row) == row.answers[method]


@pytest.mark.parametrize(("name", "method"), cases(CLIENT))
def test_a_clients_pages_answer_each_role(name: str, method: str) -> None:
    row = CLIENT[name]
    twin = make_twin("acme")
    address = row.address(name, twin, HOST_CONFS["client"])
    members = [None, *(member_of(twin.client, f"{role}@example.com", role) for role in CLIENT_ROLES)]
    assert answers("acme", members, method, address, row) == row.answers[method]


def answers(place: str, members: list[Membership | None], method: str, address: str, row: Row) -> list[int]:
    return [call(browser_of(place, member), method, address, row.data).status_code for member in members]


@pytest.mark.parametrize(("name", "method"), cases(API))
def test_the_api_answers_each_scope(name: str, method: str) -> None:
    row = API[name]
    twin = make_twin("acme")
    address = row.address(name, twin, HOST_CONFS["client"])
    visitor = browser_of("acme", None)
    secrets = [None, *(twin.keys[scope] for scope in SCOPES)]
    seen = [call(visitor, method, address, row.data, secret).status_code for secret in secrets]
    assert seen == row.answers[method]


def test_a_signed_in_browser_is_nobody_to_the_api() -> None:
    twin = make_twin("acme")
    admin = browser_of("acme", member_of(twin.client, "admin@example.com", "admin"))
    assert call(admin, "get", reverse("touchpoint-list", HOST_CONFS["client"])).status_code == 401
