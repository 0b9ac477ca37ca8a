"""Rules of pages, endings and screen-outs, as a browser without JavaScript meets them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.kpis.models import Score
from apps.responses.services import erase_response, restore_response
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

SCORE = {"type": "nps", "name": "recommend", "isRequired": True}
AGE = {"type": "text", "name": "age", "inputType": "number"}
WHY = {"type": "comment", "name": "why", "title": "What went wrong?"}
LAST = {"type": "text", "name": "last"}


def leaf(question: str, op: str, value: Any) -> dict[str, Any]:
    return {"question": question, "op": op, "value": value}


def pages(*elements: dict[str, Any], **rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A page for each element, p1 and so on, with the rules of each."""
    return [
        {"name": f"p{i}", "elements": [element], "next": rules.get(f"p{i}", [])}
        for i, element in enumerate(elements, 1)
    ]


HAPPY_SKIP = pages(SCORE, WHY, AGE, LAST, p1=[{"if": leaf("recommend", ">=", 9), "to": "page:p4"}])
YOUNG = [{"if": leaf("age", "<", 18), "to": "ending:young"}]
SCREENED = {
    "pages": pages(SCORE, AGE, LAST, p2=YOUNG),
    "endings": [{"name": "young", "title": "Sorry", "text": "<p>For adults only.</p>", "isScreenOut": True}],
}


def test_a_rule_leads_over_pages_and_back_returns_along_the_same_way(publish: Publish) -> None:
    publish(pages=HAPPY_SKIP)
    someone = Respondent("acme", "ours").open()
    assert someone.send({"q-recommend": "9"}).shown == ["last"]
    assert "Page 2 of 2" in someone.page.html
    assert someone.send(button="go=back").shown == ["recommend"]
    assert someone.send({"q-recommend": "3"}).shown == ["why"]
    assert someone.send().shown == ["age"]
    assert someone.send().shown == ["last"]
    assert someone.send(button="go=back").shown == ["age"]


def test_answers_of_pages_jumped_over_are_ignored_and_named(publish: Publish, stored: Stored) -> None:
    publish(pages=HAPPY_SKIP)
    someone = Respondent("acme", "ours").open()
    someone.send({"q-recommend": "3"})
    someone.send({"q-why": "The queue"})
    someone.send(button="go=back")
    someone.send(button="go=back")
    someone.send({"q-recommend": "10"})
    assert someone.send({"q-last": "bye"}).status == 303
    [response] = stored()
    assert (response.answers, response.ignored) == ({"recommend": 10, "last": "bye"}, ["why"])


def test_a_required_question_jumped_over_is_not_asked_for(publish: Publish, stored: Stored) -> None:
    required = {**WHY, "isRequired": True}
    publish(pages=pages(SCORE, required, LAST, p1=[{"if": leaf("recommend", ">", 6), "to": "page:p3"}]))
    someone = Respondent("acme", "ours").open()
    someone.send({"q-recommend": "9"})
    assert someone.send().status == 303
    assert stored()[0].answers == {"recommend": 9}


def test_a_rule_to_the_end_sends(publish: Publish, stored: Stored) -> None:
    publish(pages=pages(SCORE, LAST, p1=[{"if": leaf("recommend", "=", 10), "to": "end"}]))
    someone = Respondent("acme", "ours").open()
    assert ">Next</button>" in someone.page.html
    assert someone.send({"q-recommend": "10"}).location == "/s/ours/thanks/?lang=en"
    assert stored()[0].ending == ""


def test_the_button_says_send_where_nothing_can_follow(publish: Publish) -> None:
    more = {"if": {"param": "more", "op": "=", "value": "1"}, "to": "page:p2"}
    publish(pages=pages(SCORE, LAST, p1=[more, {"to": "end"}]))
    assert ">Send</button>" in Respondent("acme", "ours").open().page.html
    assert ">Next</button>" in Respondent("acme", "ours", "more=1").open().page.html


def test_whoever_is_screened_out_is_kept_without_a_score(acme: Any, publish: Publish, stored: Stored) -> None:
    publish(**SCREENED)
    someone = Respondent("acme", "ours").open()
    someone.send({"q-recommend": "9"})
    done = someone.send({"q-age": "15"})
    assert done.location == "/s/ours/thanks/?lang=en&ending=young"
    html = someone.get(done.location).html
    assert "<h1>Sorry</h1>" in html
    assert "<p>For adults only.</p>" in html
    [response] = stored()
    assert (response.ending, response.is_screened_out) == ("young", True)
    assert response.answers == {"recommend": 9, "age": 15}
    with tenant_context(acme):
        assert Score.objects.count() == 0
        restore_response(erase_response(response, actor=SYSTEM), actor=SYSTEM)
        assert Score.objects.count() == 0


def test_whoever_is_not_screened_out_is_scored(acme: Any, publish: Publish, stored: Stored) -> None:
    publish(**SCREENED)
    someone = Respondent("acme", "ours").open()
    someone.send({"q-recommend": "9"})
    someone.send({"q-age": "18"})
    assert someone.send().location == "/s/ours/thanks/?lang=en"
    assert (stored()[0].ending, stored()[0].is_screened_out) == ("", False)
    with tenant_context(acme):
        assert [score.value for score in Score.objects.all()] == [9]


def test_an_ending_nobody_named_is_chosen_by_its_condition(publish: Publish, stored: Stored) -> None:
    endings = [
        {"name": "never", "text": "Never"},
        {"name": "fan", "text": "Tell a friend", "visibleIf": leaf("recommend", ">=", 9)},
    ]
    publish([SCORE], endings=endings, thankYou="Thanks")
    for score, name, words in (("9", "fan", "Tell a friend"), ("3", "", "Thanks")):
        someone = Respondent("acme", "ours").open()
        html = someone.get(someone.send({"q-recommend": score}).location).html
        assert words in html
        assert stored()[-1].ending == name


def test_an_unknown_ending_in_the_address_is_the_usual_thanks(publish: Publish) -> None:
    publish([SCORE], thankYou="See you")
    someone = Respondent("acme", "ours")
    for address in ("?ending=none", "?ending=%00", "?of=forged:token", "?of=YQ:x&ending=../x"):
        page = someone.get(f"/s/ours/thanks/{address}")
        assert (page.status, "See you" in page.html) == (200, True)


def test_another_language_of_an_ending_is_one_link_away(publish: Publish) -> None:
    ending = {"name": "fan", "text": {"en": "Tell a friend", "it": "Lo dica a un amico"}}
    publish(pages=pages(SCORE, p1=[{"to": "ending:fan"}]), endings=[ending])
    page = Respondent("acme", "ours").get("/s/ours/thanks/?ending=fan&lang=en")
    assert 'href="?ending=fan&amp;lang=it"' in page.html
    assert "Lo dica a un amico" in Respondent("acme", "ours").get("/s/ours/thanks/?ending=fan&lang=it").html


PANEL = "https://panel.example/done/{last}?score={recommend}&total={calculated:total}&who={param:rid}#end"


def test_an_ending_sends_on_to_its_own_address_only(publish: Publish, stored: Stored) -> None:
    publish(
        pages=pages(SCORE, LAST, p2=[{"to": "ending:panel"}]),
        endings=[{"name": "panel", "redirect": PANEL}],
        calculatedValues=[{"name": "total", "expression": {"divide": [{"question": "recommend"}, 4]}}],
    )
    someone = Respondent("acme", "ours", "rid=a%26b").open()
    assert (
        "form-action 'self' https://panel.example;" in someone.page.headers["Content-Security-Policy"] + ";"
    )
    someone.send({"q-recommend": "9"})
    done = someone.send({"q-last": "//evil.example/?x=<é>"})
    assert done.status == 303
    path = "//evil.example/?x=<é>".encode()
    spelled = "".join(chr(b) if (chr(b).isalnum() and b < 128) or b in b"." else f"%{b:02X}" for b in path)
    assert done.location == f"https://panel.example/done/{spelled}?score=9&total=2.25&who=a%26b#end"
    assert len(stored()) == 1
    assert "form-action 'self'" in someone.get("/s/ours/thanks/").headers["Content-Security-Policy"]


def test_a_long_answer_makes_no_address_that_servers_refuse(publish: Publish, stored: Stored) -> None:
    ending = {"name": "panel", "redirect": "https://panel.example/?why={why}&who={param:rid}"}
    rule = [
        {"name": "p1", "elements": [{"type": "comment", "name": "why"}], "next": [{"to": "ending:panel"}]}
    ]
    publish(pages=rule, endings=[ending])
    done = Respondent("acme", "ours", "rid=" + "b" * 200).open().send({"q-why": "é" * 1500})
    assert done.location == "https://panel.example/?why=" + "%C3%A9" * 200 + "&who=" + "b" * 200
    assert stored()[0].answers == {"why": "é" * 1500}


def test_an_ending_may_speak_of_what_was_answered_and_calculated(publish: Publish) -> None:
    total = {"sum": [{"question": "recommend"}, {"question": "age"}]}
    words = "<p>{last}: {calculated:total} points for {param:team}</p>"
    publish(
        [SCORE, AGE, LAST],
        thankYou=words,
        calculatedValues=[{"name": "total", "expression": total}],
    )
    someone = Respondent("acme", "ours", "team=A").open()
    done = someone.send({"q-recommend": "9", "q-age": "30", "q-last": "<b>Ann</b>"})
    assert "&lt;b&gt;Ann&lt;/b&gt;: 39 points for A" in someone.get(done.location).html
    query = parse_qs(urlsplit(done.location).query)
    assert sorted(query) == ["lang", "of", "team"]
    assert "points" in someone.get("/s/ours/thanks/").html
    assert "Ann" not in someone.get("/s/ours/thanks/?of=" + query["of"][0][:-1] + "x").html


def test_a_receipt_of_one_client_opens_nothing_at_another(publish: Publish, globex: Any) -> None:
    from tests.surveys.examples import published_relationship

    publish([LAST], thankYou="{last}", code="relation")
    with tenant_context(globex):
        published_relationship("relation")
    done = Respondent("acme", "relation").open().send({"q-last": "Ann"})
    assert "Ann" in Respondent("acme", "relation").get(done.location).html
    assert "Ann" not in Respondent("globex", "relation").get(done.location).html


def test_a_question_is_required_by_a_condition(publish: Publish, stored: Stored) -> None:
    publish([SCORE], [{**WHY, "requiredIf": leaf("recommend", "<=", 6)}])
    someone = Respondent("acme", "ours").open()
    html = someone.send({"q-recommend": "2"}).html
    assert 'aria-required="true"' in html
    assert '<span class="question__optional" hidden>' in html
    assert someone.send().status == 400
    assert '<a href="#q-why">What went wrong?</a>' in someone.page.html
    someone.send(button="go=back")
    html = someone.send({"q-recommend": "9"}).html
    assert 'aria-required="true"' not in html
    assert someone.send().status == 303
    assert stored()[0].answers == {"recommend": 9}


def test_a_calculated_value_decides_what_is_shown(publish: Publish) -> None:
    mean = {"average": [{"question": "recommend"}, {"question": "age"}]}
    asked = {**WHY, "visibleIf": {"calculated": "mean", "op": "<", "value": 5}}
    publish([SCORE, AGE], [asked], calculatedValues=[{"name": "mean", "expression": mean}])
    someone = Respondent("acme", "ours").open()
    assert someone.send({"q-recommend": "4", "q-age": "5"}).shown == ["why"]
    someone.send(button="go=back")
    assert someone.send({"q-age": "6"}).status == 303
