"""The results of a survey and the survey on paper, on a phone and a desk; what excludes other choices, by script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response
from apps.responses.services import record_responses
from apps.responses.submissions import parse_submission
from apps.surveys.services import create_survey, publish_survey
from tests.browser.axe import serious_findings
from tests.browser.site import Site
from tests.people import ADA, PASSWORD

CODE = "results-and-paper"
SHOPS = [{"value": "r", "text": "The shop beside the station"}, {"value": "b", "text": "Bari"}]
NONE = {"value": "none", "text": "None of these", "isExclusive": True}
ROWS = [{"name": "till", "title": "Waiting at the till"}, {"name": "shelf", "title": "Finding your way"}]
ELEMENTS: list[dict[str, Any]] = [
    {"type": "checkbox", "name": "seen", "title": "Which did you see?", "choices": [*SHOPS, NONE]},
    {"type": "nps", "name": "recommend", "title": "Would you recommend us?"},
    {"type": "ranking", "name": "order", "title": "What matters most?", "choices": SHOPS},
    {"type": "matrix", "name": "steps", "title": "How was each step?", "rows": ROWS},
    {"type": "text", "name": "age", "title": "How old are you?", "inputType": "number"},
    {"type": "comment", "name": "why", "title": "Why?"},
]


@pytest.fixture(scope="module")
def path(site: Site) -> str:
    with site.inside("acme"):
        document = {"title": "Your visit", "language": "en", "pages": [{"name": "p1", "elements": ELEMENTS}]}
        survey = create_survey(document, actor=SYSTEM, code=CODE)
        publish_survey(survey, actor=SYSTEM)
        sent = [
            {
                "survey": CODE,
                "submission_id": str(uuid.uuid4()),
                "answers": {
                    "seen": ["r"] if n % 3 else ["r", "b"],
                    "recommend": n % 11,
                    "order": ["r", "b"] if n % 2 else ["b", "r"],
                    "steps": {"till": n % 8, "shelf": 10 - n % 4},
                    "age": 20 + n,
                    "why": "Nobody called back.",
                },
            }
            for n in range(30)
        ]
        record_responses([parse_submission(payload) for payload in sent], source=Response.Source.API)
        return f"/surveys/{survey.uid}/"


@pytest.fixture
def member(site: Site, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(site.url("/accounts/login/"))
    page.locator("[name=login]").fill(ADA)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield page
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_both_pages_fit_the_screen_and_hinder_nobody(site: Site, member: Page, path: str, width: int) -> None:
    member.set_viewport_size({"width": width, "height": 900})
    for name in ("results/", "print/"):
        answer = member.goto(site.url(path + name))
        assert answer is not None
        assert answer.status == 200
        assert member.evaluate("document.documentElement.scrollWidth") <= width, name
        assert serious_findings(member) == [], name


def test_the_table_behind_a_chart_opens_by_keyboard(site: Site, member: Page, path: str) -> None:
    member.goto(site.url(path + "results/"))
    card = member.locator("#q-seen")
    card.get_by_text("Show as a table").focus()
    member.keyboard.press("Enter")
    expect(card.get_by_role("row", name="The shop beside the station 30")).to_be_visible()


def test_on_paper_only_the_survey_is_printed_and_no_question_is_torn(
    site: Site, member: Page, path: str
) -> None:
    member.goto(site.url(path + "print/"))
    member.emulate_media(media="print")
    expect(member.get_by_text("Back to the survey")).to_be_hidden()
    expect(member.get_by_role("heading", name="Would you recommend us?")).to_be_visible()
    torn = "[...document.querySelectorAll('.paper__question')].filter(q => getComputedStyle(q).breakInside !== 'avoid')"
    assert member.evaluate(f"{torn}.length") == 0
    pages = re.findall(rb"/Type\s*/Page\b", member.pdf(prefer_css_page_size=True))
    assert len(pages) == 1


def test_a_choice_that_excludes_the_others_unticks_them(site: Site, browser: Browser, path: str) -> None:
    page = browser.new_page()
    page.goto(site.url(f"/s/{CODE}/"))
    page.get_by_label("Bari").first.check()
    page.get_by_label("None of these").check()
    expect(page.get_by_label("Bari").first).not_to_be_checked()
    page.get_by_label("Bari").first.check()
    expect(page.get_by_label("None of these")).not_to_be_checked()
    page.close()
