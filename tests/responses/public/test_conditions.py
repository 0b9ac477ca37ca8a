"""Conditions without JavaScript: what an answer brings up is asked, and nothing is lost."""

from __future__ import annotations

import json
import re

import pytest

from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

SCORE = {"type": "nps", "name": "recommend", "isRequired": True}
UNHAPPY = {"all": [{"question": "recommend", "op": "<=", "value": 6}]}
WHY = {"type": "comment", "name": "why", "title": "What went wrong?", "visibleIf": UNHAPPY}
CALL = {"type": "text", "name": "call", "visibleIf": {"all": [{"question": "why", "op": "notempty"}]}}
LAST = {"type": "text", "name": "last"}


def test_a_question_brought_up_by_an_answer_is_asked_once(publish: Publish, stored: Stored) -> None:
    publish([SCORE, WHY])
    someone = Respondent("acme", "ours").open()
    assert someone.page.shown == ["recommend"]
    page = someone.send({"q-recommend": "3"})
    assert (page.status, page.shown, page.fields["q-recommend"]) == (200, ["recommend", "why"], ["3"])
    assert '<a href="#q-why">What went wrong?</a>' in page.html
    assert someone.send({"q-why": "The queue"}).status == 303
    assert stored()[0].answers == {"recommend": 3, "why": "The queue"}


def test_what_is_brought_up_may_bring_up_more(publish: Publish, stored: Stored) -> None:
    publish([SCORE, {**WHY, "isRequired": True}, CALL])
    someone = Respondent("acme", "ours").open()
    page = someone.send({"q-recommend": "3"})
    assert (page.status, "Please answer this question." in page.html) == (
        200,
        False,
    )  # nobody has seen it yet
    assert someone.send().status == 400
    assert someone.send({"q-why": "Noise"}).shown == ["recommend", "why", "call"]
    assert someone.send().status == 303
    assert stored()[0].answers == {"recommend": 3, "why": "Noise"}


def test_a_changed_mind_hides_the_question_again_and_drops_its_answer(
    publish: Publish, stored: Stored
) -> None:
    publish([SCORE, WHY])
    someone = Respondent("acme", "ours").open()
    someone.send({"q-recommend": "3"})
    assert someone.send({"q-recommend": "9", "q-why": "The queue"}).status == 303
    assert (stored()[0].answers, stored()[0].ignored) == ({"recommend": 9}, ["why"])


def test_a_script_that_showed_the_question_is_not_asked_again(publish: Publish, stored: Stored) -> None:
    publish([SCORE, WHY])
    someone = Respondent("acme", "ours").open()
    assert someone.send({"q-recommend": "3"}, asked="recommend why").status == 303
    assert stored()[0].answers == {"recommend": 3}


def test_a_page_nobody_needs_is_left_out_both_ways(publish: Publish) -> None:
    publish([SCORE], [WHY], [LAST])
    someone = Respondent("acme", "ours").open()
    assert someone.send({"q-recommend": "9"}).shown == ["last"]
    assert someone.send(button="go=back").shown == ["recommend"]
    assert someone.send({"q-recommend": "2"}).shown == ["why"]


def test_the_only_later_page_left_out_ends_the_survey(publish: Publish, stored: Stored) -> None:
    publish([SCORE], [WHY])
    someone = Respondent("acme", "ours").open()
    assert ">Next</button>" in someone.page.html
    assert someone.send({"q-recommend": "9"}).status == 303
    assert len(stored()) == 1


def test_progress_counts_the_pages_that_are_shown(publish: Publish) -> None:
    publish([SCORE], [WHY], [LAST])
    someone = Respondent("acme", "ours").open()
    assert "Page 2 of 3" in someone.send({"q-recommend": "2"}).html
    someone.send(button="go=back")
    assert "Page 2 of 2" in someone.send({"q-recommend": "9"}).html


def test_a_parameter_of_the_address_shows_a_question(publish: Publish, stored: Stored) -> None:
    vip = {"any": [{"param": "tier", "op": "=", "value": "gold"}]}
    publish([LAST, {"type": "text", "name": "gift", "visibleIf": vip}])
    assert Respondent("acme", "ours").open().page.shown == ["last"]
    assert Respondent("acme", "ours", "tier=tin").open().page.shown == ["last"]
    golden = Respondent("acme", "ours", "tier=gold").open()
    assert golden.page.shown == ["last", "gift"]
    assert golden.send({"q-gift": "a pen"}).status == 303
    assert stored()[0].answers == {"gift": "a pen"}


def test_the_browser_gets_the_logic_with_the_answers_of_earlier_pages(publish: Publish) -> None:
    publish([SCORE, LAST], [WHY])
    someone = Respondent("acme", "ours", "tier=gold").open()
    assert 'id="logic"' not in someone.page.html
    html = someone.send({"q-recommend": "2", "q-last": "</script>"}).html
    island = json.loads(re.search(r'<script id="logic" type="application/json">(.*?)</script>', html)[1])
    assert island["answers"] == {"recommend": 2, "last": "</script>"}
    assert island["params"] == {"tier": "gold"}
    assert island["logic"] == {
        "pages": [{"name": "p2", "elements": [{"name": "why", "visibleIf": [UNHAPPY]}]}]
    }
