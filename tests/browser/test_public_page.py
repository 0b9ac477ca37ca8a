"""Answering a survey in a real browser: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.kpis.selectors import Scope, definition_of, kpi_rows
from apps.responses.models import Response
from tests.browser.site import Site
from tests.surveys.examples import publish_document, published_relationship

UNHAPPY = {"all": [{"question": "recommend", "op": "<=", "value": 6}]}
WAIT = {"en": "How was the wait?", "it": "Com'è stata l'attesa?"}
WORDS = {
    "en": {
        "recommend": "Would you recommend us?",
        "why": "What went wrong?",
        "counter": "How was the counter?",
    },
    "it": {
        "recommend": "Ci consiglierebbe?",
        "why": "Che cosa è andato storto?",
        "counter": "Com'è stato lo sportello?",
    },
}


@pytest.fixture(scope="module")
def survey(site: Site) -> Any:
    with site.inside():
        return published_relationship("browsed")


@pytest.fixture
def counted(site: Site, survey: Any) -> Any:
    """How many answers, and the sum of the NPS scores, since the test began."""

    def now() -> tuple[int, int]:
        with site.inside():
            definition = definition_of("nps")
            assert definition is not None
            counts = kpi_rows(definition, Scope(survey="browsed"), threshold=1)[0].histogram
            return Response.objects.filter(survey__code="browsed").count(), sum(
                v * n for v, n in enumerate(counts)
            )

    before = now()
    return lambda: tuple(b - a for a, b in zip(before, now(), strict=True))


@pytest.fixture
def plain(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that runs no script, in the language given as parameter."""
    language = getattr(request, "param", "en")
    context = browser.new_context(
        java_script_enabled=False, locale=language, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("radiogroup", name=question).locator(f'input[value="{answer}"]').check()


def press(page: Page, button: str = "next") -> None:
    page.locator(f'.survey__actions button[value="{button}"]').click()


def test_by_mouse_a_follow_up_appears_at_once_and_the_score_arrives(
    site: Site, page: Page, counted: Any
) -> None:
    page.goto(site.url("/s/browsed/"))
    why = page.get_by_label("What went wrong?")
    expect(why).to_be_hidden()
    choose(page, "Would you recommend us?", "3")
    why.fill("The queue")
    choose(page, "Would you recommend us?", "8")
    expect(why).to_be_hidden()
    press(page)
    choose(page, "How was the counter?", "4")
    press(page)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert counted() == (1, 8)


def test_by_keyboard_alone(site: Site, page: Page, counted: Any) -> None:
    page.goto(site.url("/s/browsed/"))
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q-recommend":
            break
    page.keyboard.press("Space")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Next"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    while page.evaluate("document.activeElement.textContent") != "Send":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert counted() == (1, 7)


@pytest.mark.parametrize(("plain", "language"), [("en", "en"), ("it", "it")], indirect=["plain"])
def test_without_javascript(site: Site, plain: Page, language: str, counted: Any) -> None:
    words = WORDS[language]
    plain.goto(site.url("/s/browsed/"))
    assert plain.locator("html").get_attribute("lang") == language
    press(plain)
    expect(plain.locator(".error-summary a")).to_have_text(words["recommend"])
    expect(plain.locator(".error-summary")).to_be_focused()
    choose(plain, words["recommend"], "2")
    press(plain)
    plain.get_by_label(words["why"]).fill("The queue")
    press(plain)
    choose(plain, words["counter"], "5")
    press(plain, "back")
    expect(plain.get_by_label(words["why"])).to_have_value("The queue")
    press(plain)
    expect(plain.get_by_role("radiogroup", name=words["counter"]).locator('[value="5"]')).to_be_checked()
    plain.wait_for_timeout(1_000)  # whoever is quicker than a person is asked to send once more
    press(plain)
    plain.wait_for_url("**/thanks/**")
    assert counted() == (1, 2)
    with site.inside():
        newest = Response.objects.filter(survey__code="browsed").first()
        assert newest.answers == {"recommend": 2, "why": "The queue", "counter": 5}
        assert newest.language == language


def test_the_language_is_switched_with_the_answers_kept(site: Site, page: Page, survey: Any) -> None:
    page.goto(site.url("/s/browsed/"))
    choose(page, "Would you recommend us?", "9")
    page.get_by_role("button", name="Italiano").click()
    expect(page.get_by_role("radiogroup", name="Ci consiglierebbe?").locator('[value="9"]')).to_be_checked()


def test_enter_in_a_text_goes_on_instead_of_switching_the_language(
    site: Site, page: Page, counted: Any
) -> None:
    with site.inside():
        publish_document(
            [{"type": "text", "name": "town", "title": {"en": "Town", "it": "Città"}}], "entered"
        )
    page.goto(site.url("/s/entered/"))
    page.get_by_label("Town").fill("Bari")
    page.get_by_label("Town").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_double_click_and_a_way_back_store_once(site: Site, page: Page, counted: Any) -> None:
    page.goto(site.url("/s/browsed/"))
    choose(page, "Would you recommend us?", "9")
    press(page)
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.locator('.survey__actions button[value="next"]').dblclick()
    page.wait_for_url("**/thanks/**")
    page.reload()
    page.go_back()
    press(page)
    page.wait_for_url("**/thanks/**")
    assert counted() == (1, 9)


def test_a_database_that_restarts_meanwhile_is_not_noticed(site: Site, page: Page, counted: Any) -> None:
    site.cut_connections()
    page.goto(site.url("/s/browsed/"))
    choose(page, "Would you recommend us?", "9")
    press(page)
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    site.cut_connections()
    press(page)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert counted() == (1, 9)


def test_nothing_is_stored_in_the_browser(site: Site, page: Page, survey: Any) -> None:
    page.goto(site.url("/s/browsed/"))
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_no_address_but_the_clients_own_is_asked_for(site: Site, page: Page, survey: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url("/s/browsed/"))
    assert len(asked) >= 4
    assert [url for url in asked if not url.startswith(site.url(""))] == []
