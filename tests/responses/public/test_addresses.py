"""What the address of a survey may say: language, dimensions, channel, preview."""

from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.kpis.models import Dimension, Member
from apps.kpis.selectors import Scope, definition_of, kpi_rows
from tests.people import CLEO, DAN, visit
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Respondent

pytestmark = pytest.mark.django_db

SCORE = {"type": "nps", "name": "recommend", "title": {"en": "Recommend?", "it": "Ci consiglia?"}}
GREET = {"en": "Hello", "ar": "مرحبا", "he": "שלום", "de": "Hallo"}


def answer(query: str = "", **headers: Any) -> Respondent:
    someone = Respondent("acme", "ours", query, **headers).open()
    assert someone.send({"q-recommend": "9"}).status == 303
    return someone


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "it", "it"),
        ("", "it-CH,it;q=0.9,en;q=0.8", "it"),
        ("", "fr,de;q=0.5", "en"),
        ("", "", "en"),
        ("", "*", "en"),
        ("", "fr, it;q=0.1", "it"),
        ("lang=it", "en", "it"),
        ("lang=fr", "it", "it"),
        ("lang=%00", "it", "it"),
    ],
)
def test_the_language_is_the_links_else_the_browsers_else_the_surveys(
    publish: Publish, query: str, accepted: str, language: str
) -> None:
    publish([SCORE])
    page = Respondent("acme", "ours", query, accept_language=accepted).open().page
    assert f'<html lang="{language}" dir="ltr">' in page.html
    assert page.headers["Content-Language"] == language


def test_switching_the_language_on_a_later_page_keeps_the_answers(publish: Publish, stored: Stored) -> None:
    publish([SCORE], [{"type": "text", "name": "last"}])
    someone = Respondent("acme", "ours").open()
    someone.send({"q-recommend": "9"})
    page = someone.send({"q-last": "bye"}, button="lang-to=it")
    assert '<html lang="it"' in page.html
    assert (page.fields["q-recommend"], page.fields["q-last"]) == (["9"], ["bye"])
    assert someone.send().location == "/s/ours/thanks/?lang=it"
    assert (stored()[0].language, stored()[0].answers) == ("it", {"recommend": 9, "last": "bye"})


def test_right_to_left_languages_turn_the_page_around(publish: Publish) -> None:
    publish([{"type": "nps", "name": "recommend", "title": GREET}], title=GREET)
    pages = {code: Respondent("acme", "ours", f"lang={code}").open().page.html for code in ("ar", "he", "de")}
    assert '<html lang="ar" dir="rtl">' in pages["ar"]
    assert '<html lang="he" dir="rtl">' in pages["he"]
    assert '<html lang="de" dir="ltr">' in pages["de"]
    assert ">العربيّة</button>" in pages["de"]


def test_a_survey_in_one_language_offers_no_switch(publish: Publish) -> None:
    publish([{"type": "nps", "name": "recommend"}], title="Solo", language="it")
    html = Respondent("acme", "ours").open().page.html
    assert '<html lang="it"' in html
    assert "lang-to" not in html


def test_declared_dimensions_are_taken_from_the_address_and_others_left(
    acme: Any, publish: Publish, stored: Stored
) -> None:
    publish([SCORE])
    with tenant_context(acme):
        Dimension.objects.create(name="store")
    answer("store=Roma&utm_source=mail&survey=x&a%00b=1&store2=")
    assert stored()[0].dimensions == {"store": "Roma"}
    with tenant_context(acme):
        assert list(Dimension.objects.filter(is_builtin=False).values_list("name", flat=True)) == ["store"]
        definition = definition_of("nps")
        assert definition is not None
        rows = kpi_rows(definition, Scope(), group_by="dimension:store", threshold=1)
        assert {row.key: row.kpi.n for row in rows} == {"Roma": 1}


@pytest.mark.parametrize("store", ["x" * 300, "%00", "%20", "%ED%A0%80"])
def test_a_senseless_dimension_in_a_link_costs_nobody_an_answer(
    acme: Any, publish: Publish, stored: Stored, store: str
) -> None:
    publish([SCORE])
    with tenant_context(acme):
        Dimension.objects.create(name="store")
    answer(f"store={store}")
    assert len(stored()) == 1
    with tenant_context(acme):
        assert not Member.objects.filter(value__contains="xxx").exists()


def test_the_channel_of_the_link_counts_if_the_client_has_it(publish: Publish, stored: Stored) -> None:
    publish([SCORE])
    answer("channel=email")
    answer("channel=teleport")
    assert [r.channel for r in stored()] == ["email", ""]


def test_a_customer_in_the_address_is_not_kept(acme: Any, publish: Publish, stored: Stored) -> None:
    publish([SCORE])
    with tenant_context(acme):
        Dimension.objects.create(name="customer")
    answer("customer=4711")
    assert (stored()[0].customer, stored()[0].dimensions) == ("", {})


def test_the_answer_of_a_member_with_test_1_never_counts(acme: Any, publish: Publish, stored: Stored) -> None:
    publish([SCORE])
    someone = Respondent("acme", "ours", "test=1")
    someone.browser = visit("acme", CLEO).browser
    assert "what you answer here never counts" in someone.open().page.html
    assert someone.send({"q-recommend": "1"}).status == 303
    assert stored()[0].is_test
    with tenant_context(acme):
        definition = definition_of("nps")
        assert definition is not None
        assert kpi_rows(definition, Scope(), threshold=1)[0].kpi.n == 0


def test_test_1_of_anybody_else_is_an_ordinary_answer(publish: Publish, stored: Stored) -> None:
    publish([SCORE])
    stranger = Respondent("acme", "ours", "test=1")
    stranger.browser.cookies = visit("globex", DAN).browser.cookies
    assert "never counts" not in stranger.open().page.html
    assert stranger.send({"q-recommend": "1"}).status == 303
    assert not stored()[0].is_test


def test_a_very_long_address_is_no_problem(publish: Publish, stored: Stored) -> None:
    publish([SCORE])
    answer("&".join(f"p{i}={i}" for i in range(3000)))
    assert len(stored()) == 1
