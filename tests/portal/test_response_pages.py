from __future__ import annotations

import csv
import io
import uuid
from typing import Any

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.common.cells import defused
from apps.kpis.models import Score
from apps.responses.models import Response
from apps.responses.services import erase_response
from apps.surveys.services import create_survey, publish_survey
from tests.portal.answers import days_ago, give, recommended
from tests.portal.reading import count_in, words

pytestmark = pytest.mark.django_db


def listed(browser: Any, query: str = "") -> list[uuid.UUID]:
    return [line.response.pk for line in browser.get(f"/responses/?{query}").context["lines"]]


def rows_of(answer: Any) -> list[list[str]]:
    body = b"".join(answer.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_without_responses_the_page_tells_the_next_step(viewer: Any) -> None:
    assert "Nobody has answered yet" in words(viewer.get("/responses/"))


def test_each_filter_finds_its_responses(survey: Any, viewer: Any) -> None:
    [happy] = give([{"recommend": 10, "counter": 5}], days=3)
    [unhappy] = give([{"recommend": 1, "why": "Waited for an HOUR"}], channel="phone", days=2)
    [old] = give([{"recommend": 9}], days=200)
    [buyer] = give([{"recommend": 8}], dimensions={"path": "buyers"}, days=1)
    assert listed(viewer) == [buyer.pk, unhappy.pk, happy.pk]
    assert listed(viewer, "period=all")[-1] == old.pk
    assert listed(viewer, "band=low") == [unhappy.pk]
    assert listed(viewer, "band=high&metric=csat") == [happy.pk]
    assert listed(viewer, "q=an hour") == [unhappy.pk]
    assert listed(viewer, "q=nobody said this") == []
    assert listed(viewer, "channel=phone") == [unhappy.pk]
    assert listed(viewer, "channel=store") == [happy.pk]  # the channel of the touchpoint it rated
    assert listed(viewer, "touchpoint=counter") == [happy.pk]
    assert listed(viewer, "stage=purchase") == [happy.pk]
    assert listed(viewer, "dimension=path:buyers") == [buyer.pk]
    assert listed(viewer, "dimension=path:unknown") == [unhappy.pk, happy.pk]
    assert listed(viewer, "survey=relation&band=middle") == [buyer.pk]


def test_the_search_finds_words_not_choices_or_names_of_questions(survey: Any, viewer: Any) -> None:
    give([{"recommend": 1, "why": "100% of nothing"}])
    assert len(listed(viewer, "q=100%25 of")) == 1
    assert listed(viewer, "q=recommend") == []


def test_pages_follow_each_other_without_gaps_or_repeats(survey: Any, viewer: Any) -> None:
    made = {r.pk for r in recommended(120, 0, 0, days=2)} | {r.pk for r in recommended(7, 0, 0, days=1)}
    seen: list[uuid.UUID] = []
    path = "/responses/"
    while path:
        answer = viewer.get(path)
        assert count_in(answer) == 127
        seen += [line.response.pk for line in answer.context["lines"]]
        path = "/responses/" + answer.context["older_url"] if answer.context["older_url"] else ""
    assert len(seen) == 127
    assert set(seen) == made
    back = viewer.get("/responses/" + answer.context["newer_url"])
    assert [line.response.pk for line in back.context["lines"]] == seen[50:100]


@pytest.mark.parametrize("cursor", ["x", "%00", "b2xkZXIgeCB5", "\U0001f600"])
def test_a_broken_cursor_is_the_first_page(survey: Any, viewer: Any, cursor: str) -> None:
    [only] = recommended(1, 0, 0)
    assert listed(viewer, f"cursor={cursor}") == [only.pk]


def test_one_response_is_read_in_words_with_the_scores_it_posted(survey: Any, viewer: Any) -> None:
    [response] = give([{"recommend": 2, "why": "Zu laut", "easy": 6}], language="de", customer="C-17")
    text = words(viewer.get(f"/responses/{response.pk}/"))
    assert "Would you recommend us? 2" in text
    assert "What went wrong? Zu laut" in text
    assert "How was the counter? no answer" in text
    assert "NPS NPS 2 0 to 10, unhappy" in text
    assert "CES CES 6 1 to 7, happy" in text
    assert "Customer C-17" in text


def test_questions_stand_there_as_the_respondent_read_them(viewer: Any, in_acme: Any) -> None:
    elements = [
        {"type": "text", "name": "who", "title": "Your name?"},
        {"type": "comment", "name": "why", "title": "Why, {who}? It took {calculated:twice} minutes."},
        {"type": "text", "name": "age", "title": "Minutes?", "inputType": "number"},
    ]
    twice = {"name": "twice", "expression": {"product": [2, {"question": "age"}]}}
    pages = [
        {"name": "p1", "elements": [elements[0], elements[2]]},
        {"name": "p2", "elements": [elements[1]]},
    ]
    document = {"title": "Ours", "language": "en", "pages": pages, "calculatedValues": [twice]}
    publish_survey(create_survey(document, actor=SYSTEM, code="ours"), actor=SYSTEM)
    [response] = give([{"who": "<i>Ann", "age": 4, "why": "Queue"}], survey="ours")
    page = viewer.get(f"/responses/{response.pk}/")
    assert "Why, <i>Ann? It took 8 minutes. Queue" in words(page)
    assert "<i>Ann" not in page.content.decode()


def test_what_a_condition_hid_is_said(survey: Any, viewer: Any) -> None:
    [response] = give([{"recommend": 10, "why": "Sent all the same"}])
    assert "What went wrong? was not shown" in words(viewer.get(f"/responses/{response.pk}/"))


def test_erasing_needs_its_word_and_every_figure_follows(
    survey: Any, analyst_of_acme: Any, acme: Any
) -> None:
    recommended(20, 0, 0)
    [response] = recommended(0, 0, 1)
    path = f"/responses/{response.pk}/"
    refused = analyst_of_acme.post(path + "erase/", {"confirm": "yes"})
    assert refused.status_code == 400
    assert f"Type exactly: {str(response.pk)[-8:]}" in words(refused)
    assert analyst_of_acme.get("/kpis/nps/").context["reading"].kpi.n == 21
    assert analyst_of_acme.post(path + "erase/", {"confirm": str(response.pk)[-8:]}).status_code == 302
    figure = analyst_of_acme.get("/kpis/nps/").context["reading"].kpi
    assert (figure.n, figure.value) == (20, 100.0)
    assert "None: it is erased." in words(analyst_of_acme.get(path))
    assert response.pk not in listed(analyst_of_acme)
    assert listed(analyst_of_acme, "show=erased") == [response.pk]
    assert analyst_of_acme.post(path + "restore/").status_code == 302
    assert analyst_of_acme.get("/kpis/nps/").context["reading"].kpi.n == 21
    with tenant_context(acme):
        assert Score.objects.filter(source_id=response.pk).count() == 1


def test_a_viewer_neither_erases_nor_sees_what_is_erased(survey: Any, viewer: Any, acme: Any) -> None:
    kept, gone = recommended(2, 0, 0)
    with tenant_context(acme):
        erase_response(gone, actor=SYSTEM)
    assert viewer.post(f"/responses/{kept.pk}/erase/", {"confirm": str(kept.pk)[:8]}).status_code == 403
    assert viewer.post(f"/responses/{gone.pk}/restore/").status_code == 403
    assert listed(viewer, "show=erased") == [kept.pk]
    with tenant_context(acme):
        assert Response.objects.kept().count() == 1


def test_another_clients_response_is_not_found(survey: Any, analyst_of_globex: Any, acme: Any) -> None:
    [response] = recommended(1, 0, 0)
    path = f"/responses/{response.pk}/"
    assert analyst_of_globex.get(path).status_code == 404
    assert analyst_of_globex.post(path + "erase/", {"confirm": str(response.pk)[-8:]}).status_code == 404
    with tenant_context(acme):
        assert Response.objects.kept().count() == 1


def test_the_file_has_a_column_per_question_and_the_rows_of_the_list(survey: Any, viewer: Any) -> None:
    give([{"recommend": 9, "counter": 4, "easy": 7}], dimensions={"path": "buyers"}, days=2, customer="C-1")
    [second] = give([{"recommend": 3, "why": "Too slow, à jamais"}], channel="web", days=1)
    heading, first_row, second_row = rows_of(viewer.get("/responses/export.csv"))
    assert heading[-5:] == [
        "path",
        "Would you recommend us?",
        "What went wrong?",
        "How was the counter?",
        "They made it easy",
    ]
    assert first_row[0] == str(second.pk)
    assert first_row[-5:] == ["", "3", "Too slow, à jamais", "", ""]
    assert second_row[-5:] == ["buyers", "9", "", "4", "7"]
    assert second_row[heading.index("Customer")] == "C-1"
    moment = second_row[heading.index("Submitted at")]
    assert moment[:10] == days_ago(2)[:10]
    assert moment[-6:] in {"+01:00", "+02:00"}
    assert len(rows_of(viewer.get("/responses/export.csv?band=low"))) == 2


def test_cells_that_a_spreadsheet_would_run_are_defused(survey: Any, viewer: Any) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)"]
    give([{"recommend": 1, "why": text} for text in evil], dimensions={"store": "=cmd"}, customer="-x")
    heading, *rows = rows_of(viewer.get("/responses/export.csv"))
    assert {row[heading.index("What went wrong?")] for row in rows} == {"'" + text for text in evil}
    assert {row[heading.index("store")] for row in rows} == {"'=cmd"}
    assert {row[heading.index("Customer")] for row in rows} == {"'-x"}
    assert [defused(text) for text in ("\t=1", "\r=1", "\n=1", "a=1", -1)] == [
        "'\t=1",
        "'\r=1",
        "'\n=1",
        "a=1",
        -1,
    ]


def test_two_questions_in_the_same_words_keep_columns_of_their_own(
    survey: Any, viewer: Any, acme: Any
) -> None:
    element = {"type": "comment", "name": "other", "title": {"en": "What went wrong?"}}
    document = {"title": {"en": "B"}, "language": "en", "pages": [{"name": "p", "elements": [element]}]}
    with tenant_context(acme):
        publish_survey(create_survey(document, actor=SYSTEM, code="second"), actor=SYSTEM)
    give([{"recommend": 1, "why": "one"}], days=2)
    give([{"other": "two"}], survey="second", days=1)
    heading, first_row, second_row = rows_of(viewer.get("/responses/export.csv"))
    assert first_row[heading.index("What went wrong? (other)")] == "two"
    assert second_row[heading.index("What went wrong? (why)")] == "one"


def test_a_long_file_goes_on_in_its_own_client_after_the_request_is_over(
    survey: Any, viewer: Any, analyst_of_globex: Any
) -> None:
    recommended(1100, 0, 0)
    answer = viewer.get("/responses/export.csv")
    connection.set_schema_to_public()
    lines = iter(answer.streaming_content)
    next(lines)
    assert analyst_of_globex.get("/responses/").status_code == 200
    assert len(list(lines)) == 1100
    assert connection.schema_name == "public"
    assert len(rows_of(analyst_of_globex.get("/responses/export.csv"))) == 1
