"""The portal's pages as a member meets them: on a phone and a desk, in both languages, with axe looking on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from apps.responses.models import Response
from apps.responses.services import record_responses
from apps.responses.submissions import parse_submission
from tests.browser.axe import serious_findings
from tests.browser.site import Site
from tests.people import ADA, PASSWORD
from tests.surveys.examples import published_relationship

PAGES = (
    "/",
    "/kpis/nps/",
    "/touchpoints/",
    "/surveys/",
    "/surveys/new/",
    "/surveys/import/",
    "/responses/",
    "/imports/",
    "/settings/",
    "/settings/people/",
    "/settings/api-keys/",
)
CODE = "portal-pages"


@pytest.fixture(scope="module", autouse=True)
def answers(site: Site) -> None:
    with site.inside("acme"):
        published_relationship(CODE)
        sent = [
            {
                "survey": CODE,
                "submission_id": str(uuid.uuid4()),
                "answers": {"recommend": n % 11, "counter": 1 + n % 5, "easy": 1 + n % 7}
                | ({"why": "Nobody called back."} if n % 11 < 7 else {}),
                "dimensions": {"store": "Roma" if n % 2 else "Bari"},
            }
            for n in range(44)
        ]
        record_responses([parse_submission(payload) for payload in sent], source=Response.Source.API)


@pytest.fixture(params=["en-GB", "it-IT"])
def member(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Iterator[Page]:
    """Ada, the client's admin, signed in; what the browser complains of fails the test."""
    context = browser.new_context(locale=request.param)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.url("/accounts/login/"))
    page.locator("[name=login]").fill(ADA)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_the_screen_and_hinders_nobody(site: Site, member: Page, width: int) -> None:
    member.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        answer = member.goto(site.url(path))
        assert answer is not None
        assert answer.status == 200, path
        assert member.evaluate("document.documentElement.scrollWidth") <= width, path
        assert serious_findings(member) == [], path
