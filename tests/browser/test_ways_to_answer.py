"""Lists, stars, sliders, opposites and pictures in a real browser: by keyboard alone, on the smallest phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response
from apps.surveys.services import create_survey, publish_survey
from tests.browser.axe import serious_findings
from tests.browser.site import Site
from tests.responses.public.test_types import ALL

TAPPED = "label.choice, label.scale__point, input:not([type=radio], [type=checkbox], [type=hidden]), select, button"
SMALL = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.getClientRects().length && !e.closest(".trap"))
    .map(e => e.getBoundingClientRect())
    .filter(box => box.width < 44 || box.height < 44).length"""


@pytest.fixture(scope="module")
def survey(site: Site) -> Any:
    document = {"title": "Ways", "language": "en", "pages": [{"name": "p", "elements": ALL}]}
    with site.inside():
        made = create_survey(document, actor=SYSTEM, code="ways")
        publish_survey(made, actor=SYSTEM)
    return made


def test_by_keyboard_alone(site: Site, page: Page, survey: Any) -> None:
    page.goto(site.url("/s/ways/"))
    page.get_by_role("combobox", name="country").focus()
    for key in ("try d", "ArrowDown", "Enter", "Tab", "Space", "Tab", "Space", "ArrowRight", "Tab", "Space"):
        page.keyboard.type(key) if " " in key else page.keyboard.press(key)
    page.get_by_role("slider", name="warm").focus()
    for key in ("ArrowRight", "Tab", "Tab", "Space", "ArrowRight", "Tab", "Tab", "Space", "Tab", "Space"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    with site.inside():
        assert Response.objects.get(survey__code="ways").answers == {
            "country": "d",
            "again": True,
            "stars": 2,
            "faces": 0,
            "warm": 0.6,
            "image": {"age": 2},
            "place": "sea",
            "places": ["sea"],
        }


def test_it_is_accessible_and_every_target_large_on_the_smallest_phone(
    site: Site, page: Page, survey: Any
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site.url("/s/ways/"))
    assert page.evaluate(SMALL, TAPPED) == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert serious_findings(page) == []
    page.get_by_role("combobox", name="country").press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(12)
    assert serious_findings(page) == []
