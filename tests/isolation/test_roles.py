"""Every address says who may call it, and answers each role as its row says."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.isolation.routes import HOST_CONFS, Route, is_guarded, routes
from tests.isolation.rows import AGENCY, API, CLIENT, Row
from tests.isolation.world import SCOPES, answer, make_twin, member_of

pytestmark = pytest.mark.django_db

AGENCY_ROLES = ("agency_analyst", "agency_owner")
CLIENT_ROLES = ("viewer", "analyst", "admin")
TABLES = {"agency": AGENCY, "client": CLIENT | API}


def cases(table: dict[str, Row]) -> list[tuple[str, str, Row]]:
    return [(name, method, row) for name, row in table.items() for method in row.answers]


def expected(table: dict[str, Row]) -> dict[tuple[str, str], list[int]]:
    return {(name, method): row.answers[method] for name, method, row in cases(table)}


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


def test_the_agencys_pages_answer_each_role() -> None:
    members = [None, *(member_of(None, f"{role}@example.com", role) for role in AGENCY_ROLES)]
    twin, conf = make_twin("acme"), HOST_CONFS["agency"]
    seen = {
        (name, method): [
            answer("agency", member, method, row.address(name, twin, conf), row).status_code
            for member in members
        ]
        for name, method, row in cases(AGENCY)
    }
    assert seen == expected(AGENCY)


def test_a_clients_pages_answer_each_role() -> None:
    twin, conf = make_twin("acme"), HOST_CONFS["client"]
    members = [None, *(member_of(twin.client, f"{role}@example.com", role) for role in CLIENT_ROLES)]
    seen = {
        (name, method): [
            answer("acme", member, method, row.address(name, twin, conf), row).status_code
            for member in members
        ]
        for name, method, row in cases(CLIENT)
    }
    assert seen == expected(CLIENT)


def test_the_api_answers_each_scope() -> None:
    twin, conf = make_twin("acme"), HOST_CONFS["client"]
    secrets = [None, *(twin.keys[scope] for scope in SCOPES)]
    seen = {
        (name, method): [
            answer("acme", None, method, row.address(name, twin, conf), row, secret).status_code
            for secret in secrets
        ]
        for name, method, row in cases(API)
    }
    assert seen == expected(API)


def test_a_signed_in_browser_is_nobody_to_the_api() -> None:
    twin = make_twin("acme")
    admin = member_of(twin.client, "admin@example.com", "admin")
    address = API["touchpoint-list"].address("touchpoint-list", twin, HOST_CONFS["client"])
    assert answer("acme", admin, "get", address, API["touchpoint-list"]).status_code == 401
