"""Rules and endings in a real browser, whose policy must let a form lead on to another site."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response
from apps.surveys.services import create_survey, publish_survey
from tests.browser.site import Site

RECOMMEND = {"type": "nps", "name": "recommend", "title": {"en": "Would you recommend us?"}}
VISITS = {"type": "text", "inputType": "number", "name": "visits", "title": {"en": "How many visits?"}}
WHY = {
    "type": "comment",
    "name": "why",
    "title": {"en": "Why?"},
    "visibleIf": {"calculated": "points", "op": "<", "value": 10},
    "requiredIf": {"question": "recommend", "op": "<=", "value": 3},
}
TOTAL = {"sum": [{"question": "recommend"}, {"question": "visits"}]}


@pytest.fixture(scope="module")
def routed(site: Site) -> str:
    """A survey that sends fans on to the other client's host; its code."""
    document: dict[str, Any] = {
        "title": {"en": "Routed"},
        "language": "en",
        "pages": [
            {
                "name": "p1",
                "elements": [RECOMMEND, VISITS, WHY],
                "next": [{"if": {"question": "recommend", "op": ">=", "value": 9}, "to": "ending:fan"}],
            },
            {"name": "p2", "elements": [{"type": "text", "name": "more", "title": {"en": "Anything else?"}}]},
        ],
        "calculatedValues": [{"name": "points", "expression": TOTAL}],
        "endings": [
            {"name": "fan", "redirect": site.url("/s/from-a-friend/?points={calculated:points}", "globex")}
        ],
    }
    with site.inside():
        publish_survey(create_survey(document, actor=SYSTEM, code="routed"), actor=SYSTEM)
    return "routed"


def test_an_ending_leads_on_to_another_site(site: Site, page: Page, routed: str) -> None:
    page.goto(site.url(f"/s/{routed}/"))
    page.locator('input[name="q-recommend"][value="9"]').check()
    page.get_by_label("How many visits?").fill("3")
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(site.url("/s/from-a-friend/?points=12", "globex"))
    with site.inside():
        response = Response.objects.get(survey__code=routed)
        assert (response.ending, response.answers) == ("fan", {"recommend": 9, "visits": 3})


def test_what_is_calculated_and_required_follows_while_somebody_answers(
    site: Site, page: Page, routed: str
) -> None:
    page.goto(site.url(f"/s/{routed}/"))
    why = page.get_by_label("Why?")
    expect(why).to_be_hidden()
    page.locator('input[name="q-recommend"][value="3"]').check()
    expect(why).to_have_attribute("aria-required", "true")
    page.get_by_label("How many visits?").fill("7")
    expect(why).to_be_hidden()
    page.get_by_label("How many visits?").fill("1")
    page.locator('input[name="q-recommend"][value="5"]').check()
    expect(page.locator('[data-question="why"] .question__optional')).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("Anything else?")).to_be_visible()
