"""The survey builder as an analyst meets it: three surveys built by mouse and by keyboard, published and answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.accounts.actors import SYSTEM
from apps.kpis.models import Score
from apps.responses.models import Response
from apps.surveys.models import Survey
from apps.surveys.questionnaire import load
from apps.surveys.services import create_survey
from apps.surveys.templates_library import template
from tests.browser.axe import serious_findings
from tests.browser.building import Hand, Keyboard, Mouse, shape
from tests.browser.site import Site
from tests.people import ADA, BEN, PASSWORD
from tests.surveys.examples import relationship

DESK = {"width": 1280, "height": 900}
# What a respondent ticks on each page, and the values that then stand in the ledger.
ANSWERS: dict[str, tuple[list[list[tuple[int, str]]], list[int]]] = {
    "relationship_nps": ([[(0, "9")], [(4, "4")]], [4, 9]),
    "contact_csat_ces": ([[(0, "choice1"), (1, "5"), (2, "6")], []], [5, 6]),
    "store_visit": ([[(0, "8"), (2, "choice1")], [(0, "10")]], [8, 10]),
}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser's console says; nothing may be left at the end."""
    found: list[str] = []
    yield found
    assert found == []


def signed_in(site: Site, browser: Browser, complaints: list[str], email: str = ADA, **context: Any) -> Page:
    page = browser.new_context(**{"locale": "en-GB", "viewport": DESK} | context).new_page()
    page.set_default_timeout(10_000)
    page.set_default_navigation_timeout(30_000)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.url("/accounts/login/"))
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


@pytest.fixture
def ada(site: Site, browser: Browser, complaints: list[str]) -> Iterator[Page]:
    page = signed_in(site, browser, complaints)
    yield page
    page.context.close()


@pytest.fixture
def draft(site: Site) -> str:
    """The address of the builder of a fresh draft of two pages."""
    with site.inside("acme"):
        document = relationship()
        del document["pages"][1]["elements"][0]["touchpoint"]
        uid = create_survey(document, actor=SYSTEM).uid
    return site.url(f"/surveys/{uid}/builder/")


def stored(site: Site, page: Page) -> Survey:
    """The survey whose builder is open, as the database has it once everything is saved."""
    expect(page.locator("#save-state")).to_contain_text("Saved")
    uid = re.search(r"/surveys/([0-9a-f-]{36})/", page.url)
    assert uid is not None
    with site.inside("acme"):
        found: Survey = Survey.objects.get(uid=uid[1])
        return found


def rows(page: Page) -> list[str]:
    return [row.get_attribute("data-place") or "" for row in page.get_by_role("treeitem").all()]


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
@pytest.mark.parametrize("key", list(ANSWERS))
def test_a_survey_is_built_published_and_answered(site: Site, ada: Page, key: str, hand: type[Hand]) -> None:
    wanted = load(template(key).questionnaire).dump()
    ada.goto(site.url("/surveys/new/"))
    ada.get_by_label("Title", exact=True).fill(f"{key} by {hand.__name__}")
    ada.get_by_role("button", name="Begin").press("Enter")
    hand(ada).build(wanted)
    survey = stored(site, ada)
    assert shape(survey.draft) == shape(wanted)
    publish(ada)
    answer(site, ada, survey, ANSWERS[key][0])
    with site.inside("acme"):
        response = Response.objects.get(survey=survey)
        scores = Score.objects.filter(source_id=response.pk)
        assert sorted(score.value for score in scores) == ANSWERS[key][1]
    ada.goto(site.url(f"/surveys/{survey.uid}/"))
    expect(ada.get_by_role("link", name="1 response")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("link", name="Publish…").press("Enter")
    page.get_by_role("button", name="Publish the survey").press("Enter")
    expect(page.get_by_text("Version 1 takes answers now.")).to_be_visible()


def answer(site: Site, page: Page, survey: Survey, pages: list[list[tuple[int, str]]]) -> None:
    names = [[e["name"] for e in p["elements"]] for p in survey.draft["pages"]]
    page.goto(site.url(f"/s/{survey.code}/"))
    for number, ticked in enumerate(pages):
        for place, value in ticked:
            page.locator(f"[name='q-{names[number][place]}'][value='{value}']").check()
        if number == 0:
            page.get_by_role("button", name="Next").click()
            expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.wait_for_timeout(1000)  # who is quicker than this is asked to press once more
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_builder_fits_the_screen_and_hinders_nobody(
    site: Site, browser: Browser, complaints: list[str], draft: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    page = signed_in(site, browser, complaints, viewport=size, has_touch=width == 360)
    for select in ("survey", "page:p1", "why", "counter"):
        page.goto(f"{draft}?select={select}")
        if width == 360:
            page.get_by_role("button", name="Properties").tap()
        expect(page.locator("#panel")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert serious_findings(page) == [], select
    if width == 360:
        page.get_by_role("button", name="Structure").tap()
    page.get_by_role("button", name="Question", exact=True).click()
    expect(page.get_by_role("dialog", name="Add a question")).to_be_visible()
    assert serious_findings(page) == []
    page.context.close()


def test_rows_are_dragged_removed_and_brought_back(site: Site, ada: Page, draft: str) -> None:
    ada.goto(draft)
    easy, why = ada.locator("#row-easy"), ada.locator("#row-why")
    easy.hover()
    ada.mouse.down()
    box = why.bounding_box()
    assert box is not None
    ada.mouse.move(box["x"] + 40, box["y"] + 20)
    ada.mouse.move(box["x"] + 40, box["y"] + 3)
    ada.mouse.up()
    moved = ["survey", "page:p1", "recommend", "easy", "why", "page:p2", "counter"]
    expect(ada.locator("#row-easy + #row-why")).to_be_visible()
    assert rows(ada) == moved
    easy.focus()
    ada.keyboard.press("Delete")
    expect(easy).to_have_count(0)
    ada.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(easy).to_be_visible()
    easy.focus()
    ada.keyboard.press("Alt+ArrowDown")
    expect(ada.locator("#row-why + #row-easy")).to_be_focused()
    assert [[e["name"] for e in p["elements"]] for p in stored(site, ada).draft["pages"]] == [
        ["recommend", "why", "easy"],
        ["counter"],
    ]


def test_titles_are_changed_where_they_stand(site: Site, ada: Page, draft: str) -> None:
    ada.goto(draft)
    ada.locator("#row-why").focus()
    ada.keyboard.press("F2")
    ada.keyboard.type("What was wrong?")
    ada.keyboard.press("Enter")
    expect(ada.locator("#row-why")).to_be_focused()
    title = ada.frame_locator("iframe[data-frame]").get_by_text("What was wrong?")
    expect(title).to_be_visible()
    ada.wait_for_load_state("networkidle")  # the page is drawn anew after an edit: what is clicked must stay
    title.dblclick()
    ada.keyboard.type("What went badly?")
    ada.keyboard.press("Enter")
    expect(ada.locator("#row-why")).to_contain_text("What went badly?")
    assert stored(site, ada).draft["pages"][0]["elements"][1]["title"]["en"] == "What went badly?"


def test_of_two_editors_nobody_overwrites_the_other(
    site: Site, browser: Browser, ada: Page, draft: str, complaints: list[str]
) -> None:
    ben = signed_in(site, browser, complaints, BEN)
    for page in (ada, ben):
        page.goto(f"{draft}?select=why")
    ada.locator("#f-title").fill("Ada's words")
    expect(ada.locator("#row-why")).to_contain_text("Ada's words")
    ben.locator("#f-description").fill("Ben's help")
    expect(ben.get_by_role("alert")).to_contain_text("ada@example.com changed this survey at")
    expect(ben.locator("#save-state")).to_contain_text("somebody else changed this survey")
    expect(ben.locator("#f-description")).to_have_value("Ben's help")
    ben.get_by_role("button", name="Put my change on top").click()
    question = stored(site, ben).draft["pages"][0]["elements"][1]
    assert (question["title"]["en"], question["description"]["en"]) == ("Ada's words", "Ben's help")
    ben.context.close()
    complaints[:] = [said for said in complaints if "409 (Conflict)" not in said]


def test_nothing_that_was_typed_is_lost_without_a_connection(
    site: Site, ada: Page, draft: str, complaints: list[str]
) -> None:
    ada.goto(f"{draft}?select=why")
    ada.context.set_offline(True)
    ada.locator("#f-title").fill("Typed in a tunnel")
    expect(ada.locator("#save-state")).to_contain_text("Not saved: no connection")
    ada.locator("#f-description").fill("So was this")
    ada.context.set_offline(False)
    question = stored(site, ada).draft["pages"][0]["elements"][1]
    assert (question["title"]["en"], question["description"]["en"]) == ("Typed in a tunnel", "So was this")
    complaints[:] = [said for said in complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_a_refused_value_stays_beside_the_reason(
    site: Site, ada: Page, draft: str, complaints: list[str]
) -> None:
    ada.goto(f"{draft}?select=why")
    ada.get_by_label("Most characters").fill("lots")
    ada.get_by_label("Most characters").blur()
    expect(ada.locator("#f-maxLength-error")).to_have_text("Give a number.")
    expect(ada.get_by_label("Most characters")).to_have_value("lots")
    complaints[:] = [said for said in complaints if "422" not in said]


def test_the_draft_is_tried_by_language_and_path(site: Site, ada: Page, draft: str) -> None:
    ada.goto(draft)
    ada.get_by_role("button", name="Phone, 360 pixels").click()
    ada.get_by_role("button", name="Try it").click()
    trial = ada.frame_locator("iframe[data-frame]")
    trial.locator("[name=q-recommend][value='9']").check()
    expect(trial.get_by_text("What went wrong?")).to_be_hidden()
    trial.get_by_role("button", name="Italiano").click()
    trial.get_by_role("button", name="Avanti").click()
    expect(trial.get_by_text("Com'è stato lo sportello?")).to_be_visible()
    assert ada.locator("iframe[data-frame]").bounding_box()["width"] == 360  # type: ignore[index]
    with site.inside("acme"):
        assert not Response.objects.filter(survey=stored_uid(draft)).exists()


def stored_uid(address: str) -> Any:
    return Survey.objects.get(uid=address.split("/surveys/")[1].split("/")[0])
