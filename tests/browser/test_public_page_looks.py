"""How the public page looks and whom it serves: axe, sizes, zoom, forced colours, right to left."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from apps.accounts.actors import SYSTEM
from apps.surveys.services import close_survey
from tests.browser.axe import serious_findings
from tests.browser.site import Site
from tests.surveys.examples import publish_document, published_relationship


@pytest.fixture(scope="module")
def survey(site: Site) -> Any:
    with site.inside():
        return published_relationship("looked")


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("radiogroup", name=question).locator(f'input[value="{answer}"]').check()


def press(page: Page, button: str = "next") -> None:
    page.locator(f'.survey__actions button[value="{button}"]').click()


def test_nothing_moves_while_the_page_comes_up(site: Site, page: Page, survey: Any) -> None:
    page.goto(site.url("/s/looked/"))
    shift = """new Promise(resolve => {
      let sum = 0;
      new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
        .observe({type: "layout-shift", buffered: true});
      setTimeout(() => resolve(sum), 300);
    })"""
    assert page.evaluate(shift) == 0


def test_axe_finds_nothing_serious_on_any_page(site: Site, page: Page, survey: Any) -> None:
    with site.inside():
        close_survey(publish_document([{"type": "nps", "name": "a"}], "shut"), actor=SYSTEM)
    page.goto(site.url("/s/looked/"))
    assert serious_findings(page) == []
    press(page)
    page.locator(".error-summary").wait_for()
    assert serious_findings(page) == []
    choose(page, "Would you recommend us?", "3")
    press(page)
    page.get_by_text("Page 2 of 2").wait_for()
    assert serious_findings(page) == []
    for address in ("/s/looked/thanks/", "/s/shut/", "/s/nowhere/"):
        page.goto(site.url(address))
        assert serious_findings(page) == []


EVERY_KIND: list[dict[str, Any]] = [
    {"type": "nps", "name": "nps", "title": "Recommend?"},
    {"type": "csat", "name": "ten", "points": 10, "title": "Satisfied?"},
    {"type": "ces", "name": "ces", "title": "Easy?"},
    {
        "type": "matrix",
        "name": "visit",
        "title": "Your visit",
        "rows": [{"name": "shop", "title": "The shop"}, {"name": "staff", "title": "The staff"}],
        "minRateDescription": "Poor",
        "maxRateDescription": "Excellent",
    },
    {"type": "radiogroup", "name": "one", "title": "Which one?", "choices": ["a", "b"]},
    {"type": "checkbox", "name": "many", "title": "Which ones?", "choices": ["a", "b" * 60]},
    {"type": "text", "name": "number", "inputType": "number", "title": "How many?"},
    {"type": "text", "name": "day", "inputType": "date", "title": "When?"},
    {"type": "comment", "name": "long", "title": "Anything else?", "maxLength": 100},
    {"type": "consent", "name": "agree", "title": "You may write to me."},
    {"type": "html", "name": "words", "html": "<p>Thanks.</p>"},
]


@pytest.fixture(scope="module")
def every_kind(site: Site) -> str:
    with site.inside():
        publish_document(EVERY_KIND, "kinds")
    return site.url("/s/kinds/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_kind_of_question(page: Page, every_kind: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(every_kind)
    assert serious_findings(page) == []


@pytest.mark.parametrize("width", [320, 360, 640, 1280])
def test_every_target_is_large_enough_and_nothing_runs_out_of_the_page(
    page: Page, every_kind: str, width: int
) -> None:
    """640 is also what 1280 leaves at a zoom of 200 %."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(every_kind)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    sizes = page.eval_on_selector_all(
        ".scale__point, .choice, .entry, .button, .masthead__languages [lang]",
        "all => all.map(e => e.getBoundingClientRect()).map(r => [Math.floor(r.width), Math.floor(r.height)])",
    )
    assert len(sizes) > 60
    assert [size for size in sizes if min(size) < 44] == []


def test_a_scale_of_eleven_stands_in_two_rows_on_a_small_phone_and_in_one_on_a_desk(
    page: Page, every_kind: str
) -> None:
    rows = "new Set([...document.querySelectorAll('#q-nps .scale__point')].map(e => e.offsetTop)).size"
    found = []
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(every_kind)
        found.append(page.evaluate(rows))
    assert found == [2, 2, 1]


def test_in_forced_colours_the_chosen_point_still_stands_out(page: Page, every_kind: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(every_kind)
    choose(page, "Recommend?", "9")
    colour = "e => getComputedStyle(e.parentElement.querySelector('span')).backgroundColor"
    chosen, other = (page.locator(f"#q-nps-{n}").evaluate(colour) for n in (9, 8))
    assert chosen != other


def test_right_to_left_the_scale_starts_at_the_right(site: Site, page: Page) -> None:
    with site.inside():
        title = {"en": "Recommend?", "ar": "هل توصي بنا؟"}
        publish_document([{"type": "nps", "name": "nps", "title": title}], "turned")
    page.goto(site.url("/s/turned/?lang=ar"))
    left = "e => e.getBoundingClientRect().left"
    assert page.locator("#q-nps-0").evaluate(left) > page.locator("#q-nps-5").evaluate(left)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
