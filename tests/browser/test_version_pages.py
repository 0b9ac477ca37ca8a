"""Versions as an analyst meets them: compared, taken back by keyboard, refused to be published while wrong."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.services import change_draft, publish_survey
from tests.browser.axe import serious_findings
from tests.browser.site import Site
from tests.people import BEN, PASSWORD
from tests.surveys.examples import published_relationship, relationship

CODE = "versions-browsed"


@pytest.fixture(scope="module")
def survey(site: Site) -> uuid.UUID:
    """Two versions that differ by a scale, and a draft in which nobody can be asked why."""
    with site.inside("acme"):
        made = published_relationship(CODE)
        document = relationship(title={"en": "And how are we doing now?", "it": "E adesso?"})
        document["pages"][1]["elements"][0]["points"] = 7
        change_draft(made, document, actor=SYSTEM)
        publish_survey(made, actor=SYSTEM)
        never = {"question": "recommend", "op": ">", "value": 10}
        document["pages"][0]["elements"][1]["visibleIf"] = never
        document["pages"][1]["elements"].pop()
        change_draft(made, document, actor=SYSTEM)
        return made.uid


@pytest.fixture
def analyst(site: Site, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(site.url("/accounts/login/"))
    page.locator("[name=login]").fill(BEN)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield page
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_fit_the_screen_and_hinder_nobody(
    site: Site, analyst: Page, survey: uuid.UUID, width: int
) -> None:
    analyst.set_viewport_size({"width": width, "height": 900})
    for path in ("versions/", "versions/1/compare/", "versions/1/compare/?other=2", "builder/publish/"):
        answer = analyst.goto(site.url(f"/surveys/{survey}/{path}"))
        assert answer is not None
        assert answer.status == 200, path
        assert analyst.evaluate("document.documentElement.scrollWidth") <= width, path
        assert serious_findings(analyst) == [], path


def test_an_error_leads_to_its_place_and_an_old_version_comes_back_by_keyboard(
    site: Site, analyst: Page, survey: uuid.UUID
) -> None:
    analyst.goto(site.url(f"/surveys/{survey}/builder/publish/"))
    expect(analyst.get_by_role("button", name="Publish")).to_be_disabled()
    analyst.get_by_role("link", name="What went wrong?").first.press("Enter")
    analyst.wait_for_url("**/builder/?select=why*")
    analyst.goto(site.url(f"/surveys/{survey}/versions/"))
    with analyst.expect_navigation():
        analyst.get_by_role("button", name=re.compile("Restore as draft.*Version 1")).press("Enter")
    expect(analyst.get_by_text("Version 1 is the draft again")).to_be_visible()
    with site.inside("acme"):
        found = Survey.objects.get(uid=survey)
        assert found.draft == found.versions.get(number=1).document
