from __future__ import annotations

import datetime
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from prometheus_client.parser import text_string_to_metric_families

from apps.kpis import services
from apps.kpis.ledger import NewScore
from apps.kpis.models import Histogram
from apps.tenancy.models import Client
from cxplatform.metrics import requests
from tests.people import HOSTS, visit

TOKEN = "a-token-for-the-scraper"


@pytest.fixture(autouse=True)
def _token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def scrape(authorization: str = f"Bearer {TOKEN}") -> Any:
    return visit("agency").get("/metrics", HTTP_AUTHORIZATION=authorization)


def gauges(name: str) -> dict[str, float]:
    """Client (or "") -> value."""
    families = text_string_to_metric_families(scrape().content.decode())
    return {s.labels.get("client", ""): s.value for f in families for s in f.samples if s.name == name}


def post_a_score() -> None:
    services.post_scores(
        [NewScore(datetime.date(2026, 3, 2), 1, 9, uuid.uuid4(), "q")]
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", "Bearer ü"])
def test_without_the_token_nothing_is_told(authorization: str) -> None:
    answer = scrape(authorization)
    assert answer.status_code == 403
    assert b"cx_" not in answer.content


@pytest.mark.django_db
def test_without_a_token_set_the_page_is_closed(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert scrape("Bearer ").status_code == 403


@pytest.mark.django_db
def test_a_clients_host_has_no_metrics() -> None:
    answer = visit("acme").get("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}")
    assert answer.status_code == 404


@pytest.mark.django_db
def test_each_client_has_its_own_figures(in_acme: Client) -> None:
    post_a_score()
    services.drain()
    Histogram.objects.update(n9=5)
    services.verify_rollups()
    post_a_score()
    connection.set_schema_to_public()
    assert gauges("cx_pending_deltas") == {"acme": 1, "globex": 0}
    assert gauges("cx_rollup_differences") == {"acme": 1, "globex": 0}
    verified = gauges("cx_rollup_verified_timestamp")
    assert abs(verified["acme"] - datetime.datetime.now(datetime.UTC).timestamp()) < 60
    assert verified["globex"] < verified["acme"]
    assert gauges("cx_clients_creating") == {"": 0}


def test_a_client_whose_tables_are_broken_does_not_hide_the_others(together: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE kpis_scoredelta")
    connection.set_schema_to_public()
    assert set(gauges("cx_pending_deltas")) == {"acme", "globex"}
    assert gauges("cx_clients_unreadable") == {"": 1}


def counted() -> Counter[tuple[str, ...]]:
    samples = [sample for family in requests.collect() for sample in family.samples]
    return Counter(
        {tuple(s.labels.values()): int(s.value) for s in samples if s.name == "cx_request_seconds_count"}
    )


@pytest.mark.django_db
def test_requests_are_counted_by_kind_of_host_method_and_status_alone() -> None:
    before = counted()
    for number in range(3):
        visit("acme").get(f"/nowhere/{number}/")
    visit("agency").browser.generic("BREW", "/", HTTP_HOST=HOSTS["agency"])
    visit("agency").browser.get("/", HTTP_HOST="nobody.example")
    new = counted() - before
    assert new == {("client", "GET", "404"): 3, ("agency", "other", "302"): 1, ("unknown", "GET", "404"): 1}
