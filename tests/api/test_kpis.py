"""Numbers over REST: the shapes that other programs rely on, and figures recomputed by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.kpis.services import drain
from apps.surveys.models import Survey
from apps.tenancy.models import Client
from tests.api.calls import Caller, pointers, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]

MOST_QUERIES = 11


def send(writer: Caller, answers: list[dict[str, Any]], **extra: Any) -> None:
    body = writer.post("responses/batch/", {"responses": [submission(a, **extra) for a in answers]}).json()
    assert body["refused"] == 0, body


def nps(promoters: int, passives: int, detractors: int) -> list[dict[str, Any]]:
    values = [10] * promoters + [8] * passives + [2] * detractors
    return [{"recommend": value} for value in values]


def read(writer: Caller, query: str) -> dict[str, Any]:
    answer = writer.get(f"kpis/?{query}")
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def only(writer: Caller, query: str) -> dict[str, Any]:
    [result] = read(writer, query)["results"]
    found: dict[str, Any] = result
    return found


def by_key(writer: Caller, query: str) -> dict[str, dict[str, Any]]:
    return {result["key"]: result for result in read(writer, query)["results"]}


def test_nps_has_value_n_interval_histogram_definition_and_window(writer: Caller) -> None:
    send(writer, nps(60, 25, 15), submitted_at="2026-03-10T12:00:00+01:00")
    body = read(writer, "metric=nps&start=2026-03-01&end=2026-04-01")
    assert (body["metric"], body["unit"]) == ("nps", "points")
    assert body["window"] == {"start": "2026-03-01", "end": "2026-04-01", "time_zone": "Europe/Rome"}
    [definition] = body["definitions"]
    assert body["definition"]["id"] == definition["id"]
    assert (definition["version"], definition["is_primary"]) == (1, True)
    assert definition["scale"] == {"min": 0, "max": 10, "high_is_good": True, "k": None}
    [result] = body["results"]
    assert (result["key"], result["value"], result["n"], result["suppressed"]) == ("all", 45.0, 100, None)
    assert result["interval"]["low"] == pytest.approx(29.3431, abs=1e-4)
    assert result["interval"]["high"] == pytest.approx(58.0355, abs=1e-4)
    assert (result["interval"]["level"], result["interval"]["method"]) == (0.95, "adjusted_wald")
    expected = {str(value): 0 for value in range(11)} | {"10": 60, "8": 25, "2": 15}
    assert result["histogram"] == expected


def test_a_series_carries_parts_only_when_asked(writer: Caller) -> None:
    send(writer, nps(6, 2, 2), submitted_at="2026-03-10T12:00:00+01:00")
    assert "parts" not in only(writer, "metric=nps&interval=day")
    parts = only(writer, "metric=nps&interval=day&parts=true")["parts"]
    assert parts["promoters"]["value"] == 60.0
    assert "parts" not in only(writer, "metric=nps&parts=false")
    assert writer.get("kpis/?metric=nps&parts=perhaps").status_code == 400


def test_csat_and_ces_carry_their_parts(writer: Caller) -> None:
    send(writer, [{"recommend": 9, "counter": 5}] * 84 + [{"recommend": 9, "counter": 2}] * 16)
    result = only(writer, "metric=csat")
    assert (result["value"], result["n"]) == (84.0, 100)
    assert result["parts"]["mean"]["value"] == pytest.approx(4.52)
    assert set(result["histogram"]) == {"1", "2", "3", "4", "5"}
    counts = {1: 2, 2: 3, 3: 5, 4: 10, 5: 30, 6: 30, 7: 20}
    send(writer, [{"recommend": 9, "easy": value} for value, n in counts.items() for _ in range(n)])
    body = read(writer, "metric=ces")
    [result] = body["results"]
    assert (body["unit"], result["value"]) == ("score", pytest.approx(5.33))
    assert result["parts"]["easy"] == {
        "value": 80.0,
        "unit": "percent",
        "interval": {
            "low": pytest.approx(71.1171, abs=1e-4),
            "high": pytest.approx(86.6633, abs=1e-4),
            "level": 0.95,
            "method": "wilson",
        },
    }


def test_pending_and_drained_answers_add_up(writer: Caller, acme: Client) -> None:
    send(writer, nps(10, 0, 0))
    with tenant_context(acme):
        drain()
    send(writer, nps(5, 0, 0))
    assert only(writer, "metric=nps")["n"] == 15


def test_the_window_is_half_open_in_the_clients_days(writer: Caller) -> None:
    send(writer, nps(10, 0, 0), submitted_at="2026-02-28T23:30:00Z")  # the first of March in Rome
    windows = {"start=2026-03-01": 10, "end=2026-03-01": 0, "start=2026-03-02": 0, "end=2026-03-02": 10}
    assert {query: only(writer, f"metric=nps&{query}")["n"] for query in windows} == windows


def test_few_answers_are_counted_and_their_value_is_kept_back(writer: Caller) -> None:
    send(writer, nps(9, 0, 0))
    result = only(writer, "metric=nps")
    assert (result["n"], result["value"], result["suppressed"]) == (9, None, "too_few")
    assert (result["histogram"], result["interval"], result["parts"]) == (None, None, {})


def test_the_clients_own_threshold_counts(writer: Caller, acme: Client) -> None:
    acme.small_number = 5
    acme.save(update_fields=["small_number"])
    send(writer, nps(5, 0, 0))
    assert only(writer, "metric=nps")["value"] == 100.0


def test_a_small_group_takes_another_with_it_so_that_it_cannot_be_worked_out(writer: Caller) -> None:
    send(writer, nps(12, 0, 0), channel="web")
    send(writer, nps(0, 0, 15), channel="store")
    send(writer, nps(3, 0, 0), channel="phone")
    found = by_key(writer, "metric=nps&group_by=channel")
    shown = {key: (r["n"], r["value"], r["suppressed"]) for key, r in found.items()}
    assert shown == {
        "phone": (3, None, "too_few"),
        "store": (15, -100.0, None),
        "web": (12, None, "complementary"),
    }


def test_groups_are_keyed_by_code(writer: Caller) -> None:
    send(writer, [{"recommend": 9, "counter": 4}] * 10, dimensions={"store": "Roma"})
    send(writer, [{"recommend": 9, "counter": 4}] * 10, dimensions={"store": "Bari"})
    keys = {
        group: sorted(by_key(writer, f"metric=csat&group_by={group}"))
        for group in ("touchpoint", "channel", "stage", "survey", "dimension:store")
    }
    assert keys == {
        "touchpoint": ["counter"],
        "channel": ["store"],
        "stage": ["purchase"],
        "survey": ["relation"],
        "dimension:store": ["Bari", "Roma"],
    }
    assert by_key(writer, "metric=csat&group_by=touchpoint")["counter"]["label"] == "Counter"
    assert sorted(by_key(writer, "metric=nps&group_by=touchpoint")) == ["none"]


def test_filters_narrow_and_combine(writer: Caller) -> None:
    send(writer, [{"recommend": 9, "counter": 4}] * 10, dimensions={"store": "Roma", "team": "A"})
    send(writer, [{"recommend": 9, "counter": 4}] * 11, dimensions={"store": "Roma", "team": "B"})
    send(writer, [{"recommend": 9, "counter": 4}] * 12, dimensions={"store": "Bari"}, channel="web")
    expected = {
        "survey=relation": 33,
        "touchpoint=counter": 33,
        "touchpoint=none": 0,
        "channel=store": 21,
        "channel=web": 12,
        "stage=purchase": 33,
        "stage=advocacy": 0,
        "dimension:store=Roma": 21,
        "dimension:store=Roma&dimension:team=B": 11,
        "dimension:store=Nowhere": 0,
        "dimension:store=Bari&channel=web&survey=relation": 12,
    }
    assert {query: only(writer, f"metric=csat&{query}")["n"] for query in expected} == expected
    assert only(writer, "metric=nps&touchpoint=none")["n"] == 33


def test_each_period_is_a_result_of_its_own(writer: Caller) -> None:
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"):
        send(writer, nps(10, 0, 0), submitted_at=f"{day}T12:00:00+01:00")
    results = read(writer, "metric=nps&interval=month&end=2026-03-02")["results"]
    assert [(r["key"], r["n"]) for r in results] == [
        ("2026-01-01", 10),
        ("2026-02-01", 20),
        ("2026-03-01", 10),
    ]
    assert results[2]["period"] == {"start": "2026-03-01", "end": "2026-03-02"}
    weeks = by_key(writer, "metric=nps&interval=week")
    assert {key: r["n"] for key, r in weeks.items()} == {"2026-01-26": 20, "2026-02-23": 20}
    grouped = read(writer, "metric=nps&interval=day&group_by=survey")["results"]
    assert [(r["key"], r["period"]["start"]) for r in grouped][:2] == [
        ("relation", "2026-01-31"),
        ("relation", "2026-02-01"),
    ]


def test_scales_are_never_pooled(writer: Caller) -> None:
    def rated(name: str, low: int, high: int) -> None:
        element = {"type": "rating", "name": "r", "rateMin": low, "rateMax": high, "touchpoint": "counter"}
        document = {"title": {"en": name}, "code": name, "pages": [{"elements": [element]}]}
        made = writer.post("surveys/", document).json()
        writer.post(f"surveys/{made['id']}/publish/")

    rated("ten", 0, 10)
    rated("five", 1, 5)
    items = [{**submission({"r": 4}), "survey": name} for name in ["ten"] * 10 + ["five"] * 12]
    writer.post("responses/batch/", {"responses": items})
    body = read(writer, "metric=touchpoint")
    assert [(r["n"], r["value"]) for r in body["results"]] == [(10, 4.0)]
    assert [(d["scale"]["max"], d["is_primary"]) for d in body["definitions"]] == [(10, True), (5, False)]
    other = read(writer, f"metric=touchpoint&definition={body['definitions'][1]['id']}")
    assert [(r["n"], r["value"], r["rescaled"]["value"]) for r in other["results"]] == [(12, 4.0, 7.5)]
    assert set(other["results"][0]["histogram"]) == {"1", "2", "3", "4", "5"}
    answer = writer.get(f"kpis/?metric=nps&definition={body['definitions'][1]['id']}")
    assert (answer.status_code, pointers(answer)) == (400, ["?definition"])


def test_a_metric_that_was_never_asked_has_no_answers(writer: Caller) -> None:
    body = read(writer, "metric=attribute")
    assert (body["definition"], body["definitions"]) == (None, [])
    [result] = body["results"]
    assert (result["key"], result["n"], result["value"], result["suppressed"]) == (
        "all",
        0,
        None,
        "no_answers",
    )
    assert read(writer, "metric=attribute&group_by=channel")["results"] == []


def test_a_metric_without_answers_in_the_window_has_n_0(writer: Caller) -> None:
    result = only(writer, "metric=nps&start=2026-01-01&end=2026-01-02")
    assert (result["n"], result["value"], result["suppressed"]) == (0, None, "no_answers")
    assert read(writer, "metric=nps&interval=day")["results"] == []


WRONG = [
    ("", "?metric"),
    ("metric=love", "?metric"),
    ("metric=NPS", "?metric"),
    ("metric=nps&start=2026-02-30", "?start"),
    ("metric=nps&start=20260301", "?start"),
    ("metric=nps&start=2026-W10-1", "?start"),
    ("metric=nps&end=tomorrow", "?end"),
    ("metric=nps&start=2026-03-02&end=2026-03-02", "?end"),
    ("metric=nps&start=2026-03-03&end=2026-03-02", "?end"),
    ("metric=nps&interval=year", "?interval"),
    ("metric=nps&group_by=colour", "?group_by"),
    ("metric=nps&group_by=dimension:colour", "?group_by"),
    ("metric=nps&group_by=dimension:", "?group_by"),
    ("metric=nps&definition=7", "?definition"),
    ("metric=nps&definition=01a20003-2955-764d-a91d-385bb09c381b", "?definition"),
    ("metric=nps&channel=teleport", "?channel"),
    ("metric=nps&stage=limbo", "?stage"),
    ("metric=nps&touchpoint=nobody", "?touchpoint"),
    ("metric=nps&dimension:colour=red", "?dimension:colour"),
    ("metric=nps&dimension:=red", "?dimension:"),
    ("metric=nps&dimension:survey=relation", "?dimension:survey"),
    ("metric=nps&dimension:x=%00", "?dimension:x"),
    ("metric=nps&colour=red", "?colour"),
    ("metric=nps&metric=nps", "?metric"),
    ("metric=nps&format=json", "?format"),
    ("metric=attribute&group_by=colour", "?group_by"),
    ("metric=attribute&channel=teleport", "?channel"),
]


@pytest.mark.parametrize(("query", "pointer"), WRONG)
def test_a_wrong_parameter_is_400_and_named(writer: Caller, query: str, pointer: str) -> None:
    answer = writer.get(f"kpis/?{query}")
    assert (answer.status_code, pointers(answer)) == (400, [pointer])


def test_reading_costs_few_queries(writer: Caller, survey: Survey) -> None:
    send(writer, nps(10, 0, 0), dimensions={"store": "Roma"})
    query = "metric=nps&group_by=channel&interval=month&dimension:store=Roma&survey=relation&stage=purchase"
    with CaptureQueriesContext(connection) as queries:
        read(writer, query)
    assert len(queries) <= MOST_QUERIES, [q["sql"][:100] for q in queries]
    with CaptureQueriesContext(connection) as queries:
        read(writer, "metric=nps")
    assert len(queries) <= 5, [q["sql"][:100] for q in queries]
