"""What keeps programs out, and never a person."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
import time_machine
from django.test import RequestFactory

from apps.common.ids import short_code
from apps.responses.public import floods
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

SCORE = {"type": "nps", "name": "recommend"}
TEXT = {"type": "text", "name": "last"}


@pytest.fixture(autouse=True)
def _fresh_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "_down_until", 0.0)


@pytest.fixture
def code() -> str:
    """One whose counter no earlier run of the tests has touched."""
    return short_code()


@pytest.fixture
def someone(publish: Publish, code: str) -> Respondent:
    publish([SCORE], [TEXT], code=code)
    respondent = Respondent("acme", code).open()
    respondent.send({"q-recommend": "9"})
    return respondent


def from_address(address: str, forwarded: str = "") -> str:
    return floods.sender(RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded))


def test_whoever_fills_the_trap_is_thanked_and_nothing_is_stored(
    someone: Respondent, stored: Stored, code: str
) -> None:
    done = someone.send({floods.TRAP: "http://spam.example"})
    assert (done.status, done.location) == (303, f"/s/{code}/thanks/")
    assert stored() == []


def test_the_trap_is_hidden_from_eyes_ears_and_the_keyboard(someone: Respondent) -> None:
    trap = re.search(r'<p class="trap"[^>]*>.*?</p>', someone.page.html)
    assert trap is not None
    assert 'aria-hidden="true"' in trap[0]
    assert 'tabindex="-1" autocomplete="off"' in trap[0]


def test_who_is_too_quick_presses_once_more_and_loses_nothing(
    someone: Respondent, stored: Stored, settings: Any
) -> None:
    settings.PAGE_LEAST_SECONDS = 60
    page = someone.send({"q-last": "bye"})
    assert (page.status, page.fields["q-recommend"], page.fields["q-last"]) == (200, ["9"], ["bye"])
    assert "Please press the button once more." in page.html
    assert stored() == []
    with time_machine.travel(time.time() + 61):
        assert someone.send().status == 303
    assert stored()[0].answers == {"recommend": 9, "last": "bye"}


def test_above_the_limit_of_a_minute_the_answers_stay_in_the_form(
    someone: Respondent, stored: Stored, settings: Any, code: str
) -> None:
    settings.PAGE_MOST_A_MINUTE = 1
    other = Respondent("acme", code).open()
    other.send()
    assert other.send().status == 303
    page = someone.send({"q-last": "bye"})
    assert (page.status, page.headers["Retry-After"]) == (429, "60")
    assert (page.fields["q-recommend"], page.fields["q-last"]) == (["9"], ["bye"])
    assert len(stored()) == 1
    settings.PAGE_MOST_A_MINUTE = 100
    assert someone.send().status == 303


def test_the_limit_counts_each_survey_client_and_network_alone(settings: Any, code: str) -> None:
    settings.PAGE_MOST_A_MINUTE = 1
    here = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    assert [floods.is_flooding(here, "c_a", code) for _ in range(2)] == [False, True]
    assert not floods.is_flooding(here, "c_b", code)
    assert not floods.is_flooding(here, "c_a", code + "2")
    assert not floods.is_flooding(RequestFactory().get("/", REMOTE_ADDR="192.0.2.2"), "c_a", code)


def test_a_dead_counter_holds_nobody_up(
    someone: Respondent, stored: Stored, settings: Any, monkeypatch: Any
) -> None:
    settings.PAGE_MOST_A_MINUTE = 1
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    floods._counter.cache_clear()
    monkeypatch.setattr(floods, "_counter", floods._counter.__wrapped__)
    for _ in range(3):
        assert someone.send({"q-last": "bye"}).status == 303
    assert len(stored()) == 1
    assert floods._down_until > 0


@pytest.mark.parametrize(
    ("proxies", "address", "forwarded", "seen"),
    [
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (1, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1", "1.1.1.1, 198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "nonsense", ""),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "", "", ""),
    ],
)
def test_the_address_is_read_through_the_proxies_we_trust(
    settings: Any, proxies: int, address: str, forwarded: str, seen: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert from_address(address, forwarded) == seen


def test_the_key_of_the_counter_does_not_hold_the_address() -> None:
    assert "192.0.2.1" not in floods.counter_key("c_a", "ours", "192.0.2.1")
