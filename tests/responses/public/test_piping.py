"""Earlier answers in the texts of later pages, and the one first page that is everybody's."""

from __future__ import annotations

import re
from typing import Any

import pytest

from apps.responses import views
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('x')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"
WHO = {"type": "text", "name": "who", "title": "Your name?"}
SHOPS = [{"value": "r", "text": "Rome"}, {"value": "b", "text": "Bari"}]
SHOP = {"type": "radiogroup", "name": "shop", "title": "Which shop?", "choices": SHOPS}
HOW = {
    "type": "radiogroup",
    "name": "how",
    "title": "{who}, how was {shop}?",
    "description": "About {shop}",
    "choices": [{"value": "well", "text": "I like {shop}"}, {"value": "badly"}],
}
SAID = {
    "type": "html",
    "name": "said",
    "html": '<p>Thank you <b>{who}</b> <a href="https://x.example/?s={who}">more</a></p>',
}


def through(publish: Publish, name: str) -> Respondent:
    """Somebody of this name who went to Rome, on the second page."""
    publish([WHO, SHOP], [HOW, SAID], title="Ours")
    someone = Respondent("acme", "ours").open()
    someone.send({"q-who": name, "q-shop": "r"})
    return someone


def test_answers_stand_in_titles_help_choices_and_statements(publish: Publish) -> None:
    html = through(publish, "Ann").page.html
    for words in ("Ann, how was Rome?", "About Rome", "I like Rome", "Thank you <b>Ann</b>"):
        assert words in html
    assert 'href="https://x.example/?s=Ann"' in html


def test_they_stand_there_in_the_respondents_language(publish: Publish) -> None:
    rome = {"value": "r", "text": {"en": "Rome", "it": "Roma"}}
    shop = {**SHOP, "title": {"en": "Which shop?", "it": "Quale negozio?"}, "choices": [rome]}
    how = {"type": "comment", "name": "how", "title": {"en": "How was {shop}?", "it": "Com'era {shop}?"}}
    publish([shop], [how])
    someone = Respondent("acme", "ours", **{"accept-language": "it"}).open()
    assert "Com&#x27;era Roma?" in someone.send({"q-shop": "r"}).html


def test_what_somebody_wrote_is_never_markup(publish: Publish) -> None:
    someone = through(publish, SCRIPT)
    assert "<script>alert" not in someone.page.html
    assert f"{ESCAPED}, how was Rome?" in someone.page.html
    assert "<b>&lt;script&gt;alert('x')&lt;/script&gt;</b>" in someone.page.html
    assert "s=%3Cscript%3Ealert%28%27x%27%29%3C%2Fscript%3E" in someone.page.html


def test_a_missing_answer_leaves_nothing(publish: Publish) -> None:
    publish(
        [WHO], [{"type": "comment", "name": "note", "title": "So {who}! And {param:none}?"}], title="Ours"
    )
    someone = Respondent("acme", "ours").open()
    assert "So ! And ?" in someone.send().html


def test_a_parameter_of_the_address_stands_on_the_first_page_of_who_came_with_it(publish: Publish) -> None:
    publish([{**WHO, "title": "Welcome to {param:store}"}], title="Ours")
    assert "Welcome to Ostia" in Respondent("acme", "ours", "store=Ostia").open().page.html
    assert ">Welcome to <" in Respondent("acme", "ours").open().page.html.replace(
        "Welcome to  ", "Welcome to "
    )
    evil = Respondent("acme", "ours", "store=%3Cscript%3Ealert('x')%3C/script%3E").open().page.html
    assert f"Welcome to {ESCAPED}" in evil
    assert "<script>alert" not in evil


def test_only_a_first_page_that_differs_by_the_address_is_made_anew(
    publish: Publish, monkeypatch: Any
) -> None:
    publish([WHO], [SHOP], title="Ours")
    publish([{**WHO, "title": "Welcome to {param:store}"}], code="theirs", title="Ours")
    made: list[str] = []
    real = views.page_html
    monkeypatch.setattr(views, "page_html", lambda sheet: made.append(sheet.survey.code) or real(sheet))
    for code in ("ours", "theirs"):
        Respondent("acme", code, "store=Ostia").open()
        Respondent("acme", code).open()
    assert made == ["theirs"]


def test_errors_and_questions_brought_up_are_named_as_the_respondent_reads_them(publish: Publish) -> None:
    publish([WHO], [{**WHO, "name": "how", "title": "And {who}?", "isRequired": True}], title="Ours")
    someone = Respondent("acme", "ours").open()
    someone.send({"q-who": SCRIPT})
    page = someone.send()
    assert page.status == 400
    assert f'<a href="#q-how">And {ESCAPED}?</a>' in page.html


CARRIED = {"type": "radiogroup", "name": "best", "isRequired": True, "choicesFrom": {"question": "seen"}}
SEEN = {"type": "checkbox", "name": "seen", "choices": SHOPS}


def test_choices_are_carried_to_the_next_page(publish: Publish, stored: Stored) -> None:
    publish([SEEN], [CARRIED], title="Ours")
    someone = Respondent("acme", "ours").open()
    page = someone.send({"q-seen": ["b"]})
    assert ('value="b"' in page.html, 'type="radio" name="q-best" id="q-best-2"' in page.html) == (
        True,
        False,
    )
    assert someone.send({"q-best": "r"}).status == 400
    assert someone.send({"q-best": "b"}).status == 303
    assert stored()[0].answers == {"seen": ["b"], "best": "b"}


def test_a_page_whose_question_carries_nothing_is_left_out(publish: Publish, stored: Stored) -> None:
    publish([SEEN], [CARRIED], title="Ours")
    assert Respondent("acme", "ours").open().send().status == 303
    assert stored()[0].answers == {}


def test_on_the_same_page_they_are_brought_up_by_the_answer(publish: Publish, stored: Stored) -> None:
    follow = {"type": "text", "name": "follow", "visibleIf": {"question": "seen", "op": "notempty"}}
    publish([SEEN, CARRIED, follow], title="Ours")
    someone = Respondent("acme", "ours").open()
    assert someone.page.shown == ["seen"]
    assert '"waits": ["best"]' in someone.page.html
    page = someone.send({"q-seen": ["r", "b"]}, asked="seen follow")
    assert page.shown == ["seen", "best", "follow"]
    assert '"waits": []' in page.html
    assert someone.send({"q-seen": ["r"], "q-best": "b"}).status == 400
    assert someone.send({"q-best": "r"}).status == 303
    assert stored()[0].answers == {"seen": ["r"], "best": "r"}


def names(html: str) -> list[str]:
    """The values of the radio buttons, in their order."""
    return re.findall(r'type="radio" name="q-pick" id="[^"]*" value="(\w+)"', html)


PICK = {
    "type": "radiogroup",
    "name": "pick",
    "choicesOrder": "random",
    "choices": [*"abcdefgh", {"value": "z", "isFixed": True}],
}


def test_a_random_order_differs_between_respondents_and_never_for_one(publish: Publish) -> None:
    publish([PICK], [WHO], title="Ours")
    orders = set()
    for _ in range(4):
        someone = Respondent("acme", "ours").open()
        first = names(someone.page.html)
        assert sorted(first) == [*"abcdefgh", "z"]
        assert first[-1] == "z"
        someone.send({"q-pick": "c"})
        back = someone.send(button="go=back")
        assert (names(back.html), back.fields["q-pick"]) == (first, ["c"])
        orders.add(tuple(first))
    assert len(orders) > 1


def test_random_questions_keep_statements_and_what_belongs_together_in_place(publish: Publish) -> None:
    intro = {"type": "html", "name": "intro", "html": "<p>Hello</p>"}
    why = {"type": "text", "name": "why", "visibleIf": {"question": "shop", "op": "notempty"}}
    free = [{"type": "text", "name": f"t{n}"} for n in range(5)]
    survey = {"name": "p1", "elementsOrder": "random", "elements": [intro, SHOP, why, *free]}
    publish(pages=[survey], title="Ours")
    orders = set()
    for _ in range(4):
        shown = Respondent("acme", "ours").open().page.shown
        assert shown[:2] == ["intro", "shop"]
        assert sorted(shown[2:]) == ["t0", "t1", "t2", "t3", "t4"]
        orders.add(tuple(shown))
    assert len(orders) > 1


def test_random_pages_come_in_one_order_both_ways(publish: Publish, stored: Stored) -> None:
    pages = [{"name": f"p{n}", "elements": [{"type": "text", "name": f"t{n}"}]} for n in range(4)]
    publish(pages=[{**pages[0], "isFixed": True}, *pages[1:]], pagesOrder="random", title="Ours")
    orders = set()
    for _ in range(5):
        someone = Respondent("acme", "ours").open()
        met = [someone.page.shown[0], *(someone.send().shown[0] for _ in range(3))]
        assert (met[0], sorted(met)) == ("t0", ["t0", "t1", "t2", "t3"])
        assert [someone.send(button="go=back").shown[0] for _ in range(3)] == met[-2::-1]
        orders.add(tuple(met))
    assert len(orders) > 1
