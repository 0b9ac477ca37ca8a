"""What only a browser can tell of the console: policies across redirects, and scripts of others that must run."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.people import ANA, PASSWORD


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser's console says; nothing may be left at the end."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture
def agency(site: Site, page: Page, complaints: list[str]) -> Page:
    """Ana at the agency's host."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site.url("/accounts/login/", "agency"))
    page.locator("[name=login]").fill(ANA)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Clients", level=1)).to_be_visible()
    return page


def enter(page: Page) -> None:
    page.get_by_role("link", name="Acme Energy").click()
    page.get_by_role("link", name="Enter the portal").click()
    page.get_by_label("Why do you enter?").fill("Look at the spring survey")
    page.get_by_role("button", name="Enter").click()
    expect(page.get_by_text("You are in Acme Energy as agency staff until")).to_be_visible()


def test_staff_enter_a_portal_and_leave_it(site: Site, agency: Page) -> None:
    enter(agency)
    assert agency.url == site.url("/", "acme")  # the token is gone from the address
    agency.get_by_role("button", name="Leave").click()
    expect(agency.get_by_role("heading", name="You have left Acme Energy")).to_be_visible()
    agency.get_by_role("link", name="To the agency's console").click()
    expect(agency.get_by_role("heading", name="Clients", level=1)).to_be_visible()


def test_a_short_name_is_proposed_and_the_making_watched(site: Site, agency: Page) -> None:
    agency.get_by_role("link", name="New client").click()
    agency.get_by_label("Name of the company").fill("Nova Più")
    agency.get_by_label("Industry").click()
    expect(agency.get_by_label("Short name")).to_have_value("nova-piu")
    agency.get_by_role("button", name="Create the client").click()
    expect(agency.get_by_role("heading", name="Creating Nova Più")).to_be_visible()
    expect(agency.get_by_text("You can leave this page")).to_be_visible()


def test_the_records_work_under_their_own_policy(site: Site, agency: Page) -> None:
    agency.get_by_role("link", name="Records").first.click()
    expect(agency.get_by_text("shared by all clients")).to_be_visible()
    agency.get_by_role("link", name="Clients").first.click()
    expect(agency.locator("#result_list tbody th")).not_to_have_count(0)
    agency.goto(site.url("/", "agency"))
    enter(agency)
    agency.goto(site.url("/admin/touchpoints/stage/", "acme"))
    agency.locator("#result_list tbody th a").first.click()
    position = agency.locator("[name=position]")
    position.fill("0")
    agency.locator("[name=_save]").click()
    expect(agency.locator("body")).to_contain_text(re.compile("was changed successfully"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_console_fits_the_screen(site: Site, agency: Page, width: int) -> None:
    agency.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/clients/new/", "/log/"):
        agency.goto(site.url(path, "agency"))
        assert agency.evaluate("document.documentElement.scrollWidth") <= width
