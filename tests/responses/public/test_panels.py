"""A group that repeats, answered without any script."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

PLACE: dict[str, Any] = {"type": "text", "name": "place", "title": "Where?", "isRequired": True}
AGAIN: dict[str, Any] = {"type": "radiogroup", "name": "again", "choices": ["yes", "no"]}
WHY: dict[str, Any] = {
    "type": "comment",
    "name": "why",
    "visibleIf": {"question": "again", "op": "=", "value": "no"},
}
TRIPS: dict[str, Any] = {
    "type": "paneldynamic",
    "name": "trips",
    "elements": [PLACE, AGAIN, WHY],
    "maxPanelCount": 3,
}
CITIES: dict[str, Any] = {
    "type": "checkbox",
    "name": "cities",
    "choices": [{"value": "rome", "text": "Rome"}, {"value": "bari", "text": "Bari"}, "oslo"],
}
LOOP: dict[str, Any] = {
    "type": "paneldynamic",
    "name": "trips",
    "elements": [{"type": "text", "name": "best", "title": "Best of {item}?", "isRequired": True}],
    "itemsFrom": "cities",
}
LAST: dict[str, Any] = {"type": "text", "name": "last"}


def items(html: str) -> list[str]:
    return re.findall(r'<fieldset class="panel-item" id="([^"]+)"', html)


@pytest.fixture
def someone(publish: Publish) -> Respondent:
    publish([TRIPS, LAST], [{"type": "text", "name": "more"}])
    return Respondent("acme", "ours").open()


def test_a_button_adds_an_item_and_everything_is_kept(someone: Respondent) -> None:
    page = someone.send({"q-trips.0.q-place": "Pisa", "q-last": "x"}, button="go=add:trips")
    assert page.status == 200
    assert items(page.html) == ["q-trips.0", "q-trips.1"]
    assert (page.fields["q-trips.0.q-place"], page.fields["q-last"]) == (["Pisa"], ["x"])


def test_a_button_removes_an_item_and_the_others_move_up(someone: Respondent) -> None:
    someone.send({}, button="go=add:trips")
    page = someone.send({}, button="go=add:trips")
    assert items(page.html) == ["q-trips.0", "q-trips.1", "q-trips.2"]
    assert 'value="add:trips"' not in page.html
    filled = {f"q-trips.{i}.q-place": place for i, place in enumerate(["Pisa", "Rome", "Bari"])}
    page = someone.send(filled, button="go=remove:trips:1")
    assert items(page.html) == ["q-trips.0", "q-trips.1"]
    assert page.fields["q-trips.1.q-place"] == ["Bari"]


def test_what_was_filled_in_is_stored_item_by_item(someone: Respondent, stored: Stored) -> None:
    someone.send({}, button="go=add:trips")
    someone.send({"q-trips.0.q-place": "Pisa", "q-trips.1.q-place": "Bari", "q-trips.1.q-again": "yes"})
    page = someone.send({}, button="go=back")
    assert page.fields["q-trips.1.q-place"] == ["Bari"]
    someone.send()
    assert someone.send({"q-more": "m"}).status == 303
    assert stored()[0].answers == {
        "trips": [{"place": "Pisa"}, {"place": "Bari", "again": "yes"}],
        "more": "m",
    }


def test_a_fault_is_named_at_its_item(someone: Respondent, stored: Stored) -> None:
    someone.send({}, button="go=add:trips")
    page = someone.send({"q-trips.0.q-place": "Pisa", "q-trips.1.q-again": "maybe"})
    assert page.status == 400
    summary = re.findall(r'<a href="#([^"]+)">([^<]+)', page.html)
    assert [(anchor, words.partition(":")[0]) for anchor, words in summary] == [
        ("q-trips.1.q-place", "Item 2"),
        ("q-trips.1.q-again", "Item 2"),
    ]
    assert page.fields["q-trips.0.q-place"] == ["Pisa"]
    assert stored() == []


@pytest.mark.parametrize(
    "go", ["add:last", "add:nobody", "remove:trips:9", "remove:trips", "remove:trips:0:0", "add:"]
)
def test_a_button_of_somebody_s_own_making_changes_nothing(someone: Respondent, go: str) -> None:
    assert someone.send({"q-trips.0.q-place": "Pisa"}, button=f"go={go}").status == 200


@pytest.mark.parametrize("count", ["999", "-1", "\x00", "x" * 5000, "9" * 500])
def test_any_number_of_items_is_taken_within_bounds(someone: Respondent, count: str) -> None:
    page = someone.send({"q-trips.0.q-place": "Pisa", "q-trips": count}, button="go=add:trips")
    assert page.status == 200
    assert 1 <= len(items(page.html)) <= 3


@pytest.mark.parametrize(
    ("name", "value"),
    [("q-place", "\x00"), ("q-place", "x" * 1001), ("q-again", "maybe"), ("item", "rome")],
)
def test_an_impossible_answer_inside_is_refused(
    someone: Respondent, stored: Stored, name: str, value: str
) -> None:
    page = someone.send({"q-trips.0.q-place": "Pisa", f"q-trips.0.{name}": value})
    assert (page.status == 400) == (name != "item")
    assert stored() == []


def test_a_loop_asks_once_for_each_choice(publish: Publish, stored: Stored) -> None:
    publish([CITIES], [LOOP])
    someone = Respondent("acme", "ours").open()
    page = someone.send({"q-cities": ["bari", "rome"]})
    assert re.findall(r"<legend>([^<]+)", page.html) == ["Rome", "Bari"]
    assert "Best of Rome?" in page.html
    page = someone.send({"q-trips.0.q-best": "Food"})
    assert re.findall(r'<a href="#([^"]+)">', page.html) == ["q-trips.1.q-best"]
    assert someone.send({"q-trips.1.q-best": "Sea"}).status == 303
    assert stored()[0].answers["trips"] == [{"item": "rome", "best": "Food"}, {"item": "bari", "best": "Sea"}]


def test_a_loop_follows_when_the_choices_change(publish: Publish, stored: Stored) -> None:
    publish([CITIES], [LOOP])
    someone = Respondent("acme", "ours").open()
    someone.send({"q-cities": ["bari", "rome"]})
    someone.send({"q-trips.0.q-best": "Food", "q-trips.1.q-best": "Sea"}, button="go=back")
    page = someone.send({"q-cities": ["bari", "oslo"]})
    assert re.findall(r"<legend>([^<]+)", page.html) == ["Bari", "oslo"]
    assert page.fields["q-trips.0.q-best"] == ["Sea"]
    assert someone.send({"q-trips.1.q-best": "Snow"}).status == 303
    assert stored()[0].answers["trips"] == [{"item": "bari", "best": "Sea"}, {"item": "oslo", "best": "Snow"}]


def test_a_loop_over_nothing_is_not_asked(publish: Publish, stored: Stored) -> None:
    publish([CITIES], [LOOP], [LAST])
    someone = Respondent("acme", "ours").open()
    assert someone.send({}).shown == ["last"]
    assert someone.send({"q-last": "x"}).status == 303
    assert stored()[0].answers == {"last": "x"}


def test_the_browser_is_told_the_conditions_inside(someone: Respondent) -> None:
    island = re.search(r'<script id="logic" type="application/json">(.+?)</script>', someone.page.html)
    assert island is not None
    assert json.loads(island[1])["panels"] == {
        "trips": [{"name": "place"}, {"name": "again"}, {"name": "why", "visibleIf": [WHY["visibleIf"]]}]
    }


def test_what_a_group_looks_at_stays_before_it_where_the_order_is_random(publish: Publish) -> None:
    others = [{"type": "text", "name": f"other{i}"} for i in range(4)]
    inside = [{"type": "text", "name": "a", "visibleIf": {"question": "first", "op": "notempty"}}]
    group = {"type": "paneldynamic", "name": "group", "elements": inside}
    page = {
        "name": "p1",
        "elements": [{"type": "text", "name": "first"}, *others, group],
        "elementsOrder": "random",
    }
    publish(pages=[page])
    orders = {tuple(Respondent("acme", "ours").open().page.shown) for _ in range(8)}
    assert len(orders) > 1
    assert all(order.index("first") < order.index("group") for order in orders)
