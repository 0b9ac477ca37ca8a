from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.kpis.services import verify_rollups
from apps.responses.models import Response
from apps.surveys.models import Survey
from apps.tenancy.models import Client
from tests.api.calls import Caller, caller, pointers, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]

MOST_QUERIES = 9


def stored(acme: Client) -> int:
    with tenant_context(acme):
        return int(Response.objects.count())


def nps_n(writer: Caller) -> int:
    return int(writer.get("kpis/?metric=nps").json()["results"][0]["n"])


def test_a_response_is_acknowledged_with_201_and_a_retry_with_the_same_body(
    writer: Caller, acme: Client
) -> None:
    sent = submission(
        {"recommend": 9, "why": "never asked"}, submitted_at="2026-03-01T23:30:00+01:00", language="it"
    )
    first, second = writer.post("responses/", sent), writer.post("responses/", sent)
    assert (first.status_code, second.status_code) == (201, 200)
    body = first.json()
    assert {k: v for k, v in body.items() if k != "id"} == {
        "survey": "relation",
        "version": 1,
        "submission_id": sent["submission_id"],
        "submitted_at": "2026-03-01T22:30:00Z",
        "ignored": ["why"],
        "ending": "",
        "is_screened_out": False,
    }
    assert second.json() == body
    assert (stored(acme), nps_n(writer)) == (1, 1)


def test_the_order_of_names_makes_no_other_content(writer: Caller) -> None:
    sent = submission()
    writer.post("responses/", sent)
    turned = dict(reversed(list(sent.items())))
    assert writer.post("responses/", turned).status_code == 200


@pytest.mark.parametrize("other", [{"answers": {"recommend": 1}}, {"language": "en"}, {"channel": "web"}])
def test_the_same_id_with_other_content_is_409_also_where_it_is_the_default(
    writer: Caller, other: dict[str, Any]
) -> None:
    sent = submission()
    writer.post("responses/", sent)
    answer = writer.post("responses/", {**sent, **other})
    assert (answer.status_code, answer.json()["code"]) == (409, "submission_conflict")
    assert nps_n(writer) == 1


def test_what_is_wrong_is_named_and_nothing_is_stored(writer: Caller, acme: Client) -> None:
    answer = writer.post(
        "responses/", submission({"recommend": 11, "counter": 3, "nobody": 1}, channel="teleport")
    )
    assert answer.status_code == 400
    assert sorted(pointers(answer)) == ["/answers/nobody", "/answers/recommend", "/channel"]
    assert all(error["code"] and error["detail"] for error in answer.json()["errors"])
    assert stored(acme) == 0


def test_a_response_is_read_by_id_with_everything_in_it(writer: Caller) -> None:
    sent = submission(channel="web", dimensions={"store": "Roma"}, customer="c-7", language="it")
    made = writer.post("responses/", sent).json()
    body = writer.get(f"responses/{made['id']}/").json()
    expected = {
        **{name: sent[name] for name in ("survey", "submission_id", "answers", "channel", "dimensions")},
        "customer": "c-7",
        "language": "it",
        "version": 1,
        "source": "api",
        "test": False,
        "ignored": [],
        "erased_at": None,
        "id": made["id"],
        "submitted_at": made["submitted_at"],
    }
    assert {name: body[name] for name in expected} == expected


def test_the_list_is_filtered_by_survey_time_and_channel(writer: Caller) -> None:
    for day, channel in (("01", "web"), ("02", "store"), ("03", "web")):
        writer.post("responses/", submission(submitted_at=f"2026-03-{day}T00:00:00+01:00", channel=channel))
    found = {
        query: [row["submitted_at"][:10] for row in writer.get(f"responses/?{query}").json()["results"]]
        for query in (
            "survey=relation",
            "since=2026-03-02",
            "until=2026-03-02",
            "since=2026-03-01T00:00:00%2B01:00&until=2026-03-01T00:00:01%2B01:00",
            "channel=store",
            "since=2026-03-02&channel=web",
        )
    }
    assert list(found.values()) == [
        ["2026-03-02", "2026-03-01", "2026-02-28"],
        ["2026-03-02", "2026-03-01"],
        ["2026-02-28"],
        ["2026-02-28"],
        ["2026-03-01"],
        ["2026-03-02"],
    ]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("survey=nobody", "?survey"),
        ("channel=teleport", "?channel"),
        ("since=yesterday", "?since"),
        ("until=2026-02-30", "?until"),
        ("since=2026-03-01T25:00", "?since"),
        ("colour=red", "?colour"),
        ("survey=relation&survey=relation", "?survey"),
        ("survey=%00", "?survey"),
    ],
)
def test_a_wrong_filter_is_named(writer: Caller, query: str, pointer: str) -> None:
    answer = writer.get(f"responses/?{query}")
    assert answer.status_code == 400
    assert pointer in pointers(answer)


def test_erasing_leaves_every_list_and_number_and_restoring_brings_it_back(
    writer: Caller, acme: Client
) -> None:
    admin = caller("acme", "admin")
    sent = submission()
    made = writer.post("responses/", sent).json()
    path = f"responses/{made['id']}/"
    before = writer.get(path).json()
    assert admin.post(f"{path}erase/").json()["erased_at"] is not None
    assert admin.post(f"{path}erase/").status_code == 200
    assert writer.get(path).status_code == 404
    assert writer.get("responses/").json()["results"] == []
    assert nps_n(writer) == 0
    assert writer.post("responses/", sent).status_code == 200
    assert writer.post("responses/", {**sent, "language": "it"}).status_code == 409
    assert nps_n(writer) == 0
    assert admin.post(f"{path}restore/").json() == before
    assert (nps_n(writer), writer.get(path).json()) == (1, before)
    with tenant_context(acme):
        assert verify_rollups() == []


def test_a_batch_reports_on_each_item_by_its_place(writer: Caller, acme: Client) -> None:
    known, twice = submission(), submission()
    made = writer.post("responses/", known).json()
    items = [
        submission(),
        known,
        {**known, "language": "it"},
        submission({"recommend": 11}),
        {"survey": "relation"},
        7,
        twice,
        twice,
        submission(survey="nobody"),
    ]
    answer = writer.post("responses/batch/", {"responses": items})
    body = answer.json()
    assert answer.status_code == 200
    assert [(r["index"], r["status"]) for r in body["results"]] == [
        (0, "created"),
        (1, "known"),
        (2, "refused"),
        (3, "refused"),
        (4, "refused"),
        (5, "refused"),
        (6, "created"),
        (7, "known"),
        (8, "refused"),
    ]
    assert (body["created"], body["known"], body["refused"]) == (2, 2, 5)
    assert body["results"][1]["id"] == made["id"]
    assert body["results"][6]["id"] == body["results"][7]["id"]
    problems = [r["problem"] for r in body["results"] if r["status"] == "refused"]
    assert [p["status"] for p in problems] == [409, 400, 400, 400, 400]
    assert [[e["pointer"] for e in p.get("errors", [])] for p in problems] == [
        [],
        ["/responses/3/answers/recommend"],
        ["/responses/4/submission_id", "/responses/4/answers"],
        ["/responses/5"],
        ["/responses/8/survey"],
    ]
    assert (stored(acme), nps_n(writer)) == (3, 3)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/responses"),
        ({"responses": {}}, "/responses"),
        ({"responses": [], "colour": 1}, "/colour"),
        ({"responses": [{}] * 1001}, "/responses"),
        ([], ""),
    ],
)
def test_a_batch_of_another_shape_is_refused_as_a_whole(writer: Caller, body: Any, pointer: str) -> None:
    answer = writer.post("responses/batch/", body)
    assert (answer.status_code, pointers(answer)) == (400, [pointer])


def test_a_thousand_at_once_are_stored_with_a_bounded_number_of_queries(writer: Caller, acme: Client) -> None:
    warm(writer)
    items = [submission(dimensions={"store": "Roma"}) for _ in range(1000)]
    with CaptureQueriesContext(connection) as queries:
        answer = writer.post("responses/batch/", {"responses": items})
    assert answer.json()["created"] == 1000
    assert len(queries) <= MOST_QUERIES + 2, [q["sql"][:80] for q in queries]
    assert nps_n(writer) == 1001


def warm(writer: Caller) -> None:
    """What a process and a client remember after the first response."""
    assert writer.post("responses/", submission(dimensions={"store": "Roma"})).status_code == 201


def test_one_response_costs_few_queries(writer: Caller) -> None:
    warm(writer)
    with CaptureQueriesContext(connection) as queries:
        assert writer.post("responses/", submission(dimensions={"store": "Roma"})).status_code == 201
    assert len(queries) <= MOST_QUERIES, [q["sql"][:120] for q in queries]


def test_the_ninth_dimension_is_refused(writer: Caller, survey: Survey) -> None:
    assert (
        writer.post("responses/", submission(dimensions={f"d{i}": "x" for i in range(8)})).status_code == 201
    )
    answer = writer.post("responses/", submission(dimensions={"one_more": "x"}))
    assert (answer.status_code, pointers(answer)) == (400, ["/dimensions/one_more"])
    assert writer.post("responses/", {**submission(), "submission_id": uuid.uuid4().hex}).status_code == 201
