"""The public page as a browser without JavaScript and without cookies meets it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.kpis.models import Score
from apps.surveys.services import change_draft, close_survey, publish_survey, schedule_survey
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent
from tests.surveys.examples import relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("relation")]

OPENS = datetime.datetime(2999, 3, 1, 8, tzinfo=datetime.UTC)
NOTE = {"type": "comment", "name": "note", "title": "Anything else?"}


def test_answers_travel_over_two_pages_and_are_scored(acme: Any, stored: Stored) -> None:
    someone = Respondent("acme", "relation").open()
    page = someone.send({"q-recommend": "9"})
    assert (page.status, page.fields["q-recommend"]) == (200, ["9"])
    assert page.shown == ["counter", "easy"]
    done = someone.send({"q-counter": "4"})
    assert (done.status, done.location) == (303, "/s/relation/thanks/?lang=en")
    [response] = stored()
    assert (response.answers, response.source) == ({"recommend": 9, "counter": 4}, "page")
    with tenant_context(acme):
        assert {s.item: s.value for s in Score.objects.all()} == {"recommend": 9, "counter": 4}


def test_going_back_finds_the_answers_of_both_pages() -> None:
    someone = Respondent("acme", "relation").open()
    someone.send({"q-recommend": "9"})
    first = someone.send({"q-easy": "7"}, button="go=back")
    assert (first.shown, first.fields["q-recommend"]) == (["recommend"], ["9"])
    second = someone.send({"q-recommend": "10"})
    assert (second.fields["q-easy"], second.fields["q-recommend"]) == (["7"], ["10"])


def test_a_page_with_a_fault_stays_and_says_so_on_top_and_beside_the_question(stored: Stored) -> None:
    page = Respondent("acme", "relation").open().send()
    assert page.status == 400
    assert '<a href="#q-recommend">Would you recommend us?</a>' in page.html
    assert 'id="q-recommend-error"' in page.html
    assert "<title>Error: How are we doing?</title>" in page.html
    assert stored() == []


def test_answers_of_earlier_pages_are_judged_again_at_the_end(stored: Stored) -> None:
    someone = Respondent("acme", "relation").open()
    someone.send({"q-recommend": "9"})
    page = someone.send({"q-recommend": "99"})
    assert (page.status, page.shown) == (400, ["recommend"])
    assert "Choose a number from 0 to 10." in page.html
    assert stored() == []


def test_the_last_page_sends_and_earlier_ones_go_on() -> None:
    someone = Respondent("acme", "relation").open()
    assert ">Next</button>" in someone.page.html
    assert ">Send</button>" in someone.send({"q-recommend": "9"}).html


def test_opening_and_answering_sets_no_cookie_and_asks_for_no_session() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        someone = Respondent("acme", "relation").open()
        pages = [someone.page, someone.send({"q-recommend": "9"}), someone.send()]
        pages.append(someone.get(pages[-1].location))
    assert [page.status for page in pages] == [200, 200, 303, 200]
    for page in pages:
        assert "Set-Cookie" not in page.headers
        assert "Cookie" not in page.headers.get("Vary", "")
        assert page.headers["Content-Security-Policy"].count("'none'") == 3
        assert page.headers["X-Frame-Options"] == "DENY"
    assert not [q for q in queries if "session" in q["sql"] or "accounts_" in q["sql"]]


def test_a_view_costs_one_query_and_an_answer_few(publish: Publish) -> None:
    publish([NOTE])
    Respondent("acme", "ours").open().send()  # fills what a process keeps
    someone = Respondent("acme", "ours", "store=Roma")
    with CaptureQueriesContext(connection) as viewing:
        someone.open()
    assert [q["sql"].split()[0] for q in viewing] == ["SELECT"]
    with CaptureQueriesContext(connection) as answering:
        assert someone.send({"q-note": "fine"}).status == 303
    assert len(answering) <= 9


def test_the_first_page_of_everybody_is_the_same_but_for_the_token() -> None:
    first, second = (Respondent("acme", "relation").open().page for _ in range(2))
    tokens = first.fields["token"][0], second.fields["token"][0]
    assert tokens[0] != tokens[1]
    assert first.html.replace(tokens[0], "") == second.html.replace(tokens[1], "")


def test_the_thank_you_page_can_be_reloaded_and_says_the_surveys_words(
    publish: Publish, stored: Stored
) -> None:
    publish([NOTE], thankYou={"en": "<p>See you <b>soon</b>.</p><script>x</script>"})
    someone = Respondent("acme", "ours").open()
    address = someone.send({"q-note": "fine"}).location
    for _ in range(2):
        assert "<p>See you <b>soon</b>.</p>" in someone.get(address).html
    assert len(stored()) == 1


def test_privacy_stands_at_the_foot_and_the_brand_on_top(publish: Publish) -> None:
    publish([NOTE], privacy="<p>Kept for two years.</p>")
    html = Respondent("acme", "ours").open().page.html
    assert "<p>Kept for two years.</p>" in html
    assert "Acme Energy" in html
    assert '<link rel="stylesheet" href="/brand-0b5c6b' in html


def test_unknown_surveys_drafts_and_imports_are_nothing_at_all(acme: Any) -> None:
    from apps.surveys.services import create_survey

    with tenant_context(acme):
        create_survey(relationship(), actor=SYSTEM, code="draft")
        publish_survey(create_survey(relationship(), actor=SYSTEM, code="file", is_import=True), actor=SYSTEM)
    for code in ("nowhere", "draft", "file"):
        page = Respondent("acme", code).open().page
        assert (page.status, "There is no such survey" in page.html) == (404, True)


def test_a_survey_of_one_client_is_unknown_at_another() -> None:
    assert Respondent("globex", "relation").open().page.status == 404


def test_a_closed_survey_says_so_and_takes_nothing(acme: Any, relation: Any, stored: Stored) -> None:
    someone = Respondent("acme", "relation").open()
    someone.send({"q-recommend": "9"})
    with tenant_context(acme):
        close_survey(relation, actor=SYSTEM)
    page = someone.send()
    assert page.status == 410
    assert "Your answers were not stored." in page.html
    assert "This survey is closed" in Respondent("acme", "relation").open().page.html
    assert stored() == []


def test_a_survey_that_opens_later_tells_the_day_in_the_clients_time_zone(acme: Any, relation: Any) -> None:
    with tenant_context(acme):
        schedule_survey(relation, opens_at=OPENS, closes_at=None, actor=SYSTEM)
    page = Respondent("acme", "relation").open().page
    assert page.status == 403
    assert "It opens on 1 Mar 2999 at 09:00." in page.html


def test_a_survey_past_its_end_tells_until_when_it_was_open(acme: Any, relation: Any) -> None:
    ended = datetime.datetime(2020, 3, 1, 8, tzinfo=datetime.UTC)
    with tenant_context(acme):
        schedule_survey(relation, opens_at=None, closes_at=ended, actor=SYSTEM)
    assert "It took answers until 1 Mar 2020 at 09:00." in Respondent("acme", "relation").open().page.html


def test_answers_are_judged_by_the_version_that_was_shown(acme: Any, relation: Any, stored: Stored) -> None:
    someone = Respondent("acme", "relation").open()
    document = relationship()
    document["pages"][0]["elements"][0]["name"] = "other"
    document["pages"][0]["elements"].pop()
    with tenant_context(acme):
        change_draft(relation, document, actor=SYSTEM)
        publish_survey(relation, actor=SYSTEM)
    someone.send({"q-recommend": "9"})
    assert someone.send().status == 303
    [response] = stored()
    with tenant_context(acme):
        assert (response.version.number, response.answers) == (1, {"recommend": 9})
    assert Respondent("acme", "relation").open().page.shown == ["other"]


def test_other_methods_are_refused() -> None:
    someone = Respondent("acme", "relation")
    assert someone.browser.put(someone.path, HTTP_HOST=someone.host).status_code == 405
    assert someone.browser.head(someone.path, HTTP_HOST=someone.host).status_code == 200
    assert someone.browser.post("/s/relation/thanks/", HTTP_HOST=someone.host).status_code == 405


def test_an_address_without_its_last_slash_works_too(stored: Stored) -> None:
    someone = Respondent("acme", "relation")
    someone.path = "/s/relation"
    someone.open().send({"q-recommend": "9"})
    assert someone.send().status == 303
    assert len(stored()) == 1
