"""Real ratings: 8,000 passengers, fourteen touchpoints from 1 to 5 (0: not applicable), by command and by page."""

from __future__ import annotations

import csv
import json
import statistics
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.exchange.imports.jobs import work
from apps.exchange.imports.services import undo_import
from apps.exchange.models import Import
from apps.kpis.models import Histogram, Score, ScoreDelta
from apps.kpis.selectors import Row, Scope, definition_of, kpi_rows
from apps.kpis.services import drain, verify_rollups
from apps.responses.models import Response
from apps.tenancy.models import Client
from cxplatform.celery import app
from tests.people import BEN, visit

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared" / "data" / "airline_passengers.csv"
MAPPING = ROOT / "docs" / "examples" / "airline_mapping.json"
DOCUMENT = json.loads(MAPPING.read_text())
SCORES = [score for score in DOCUMENT["scores"] if score["metric"] == "touchpoint"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.exists(), reason="the airline file is not beside this checkout"),
]


@pytest.fixture(scope="module")
def passengers() -> list[dict[str, str]]:
    with FILE.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def by_command(slug: str) -> str:
    out = StringIO()
    call_command(
        "import_responses", slug, str(FILE), "--mapping", str(MAPPING), stdout=out, stderr=StringIO()
    )
    return out.getvalue().splitlines()[-1]


def posted() -> dict[str, str]:
    """The mapping of the documentation, as somebody fills the page's form."""
    with FILE.open(newline="", encoding="utf-8") as stream:
        header = next(csv.reader(stream))
    fields: dict[str, str] = {}

    def put(column: str, **values: Any) -> None:
        fields.update({f"c{header.index(column)}-{name}": str(value) for name, value in values.items()})

    put(DOCUMENT["id"], use="id")
    for name, column in DOCUMENT["dimensions"].items():
        put(column, use="dimension", code=name)
    for score in DOCUMENT["scores"]:
        put(
            score["column"],
            use="score",
            metric=score["metric"],
            code=score.get("touchpoint", ""),
            low=score["min"],
            high=score["max"],
            missing=", ".join(map(str, score.get("missing", []))),
            values="; ".join(f"{text} = {number}" for text, number in score.get("values", {}).items()),
        )
    return fields


def by_page(commits: Any) -> None:
    dan = visit("acme", BEN)
    upload = BytesIO(FILE.read_bytes())
    upload.name = FILE.name
    mapping = dan.post("/imports/new/", {"file": upload})["Location"]
    with commits():
        assert dan.post(mapping, posted()).status_code == 302
    with commits():
        assert dan.post(mapping.replace("mapping/", "start/")).status_code == 302


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    app.loader.import_default_modules()
    return lambda: django_capture_on_commit_callbacks(execute=True)


def rows(metric: str, group_by: str | None = None, scope: Scope | None = None) -> dict[str, Row]:
    definition = definition_of(metric)
    assert definition is not None
    found = kpi_rows(definition, scope or Scope(), group_by=group_by, threshold=10)
    return {row.key: row for row in found}


def ratings(passengers: list[dict[str, str]], column: str) -> list[int]:
    return [value for p in passengers if (value := int(p[column])) != 0]


def check_touchpoints(passengers: list[dict[str, str]], scope: Scope | None = None) -> None:
    """n, histogram and mean of every touchpoint, against the file itself."""
    found = rows("touchpoint", "touchpoint", scope)
    assert set(found) == {score["touchpoint"] for score in SCORES}
    for score in SCORES:
        expected = ratings(passengers, score["column"])
        row = found[score["touchpoint"]]
        assert row.histogram is not None
        assert (row.kpi.n, dict(row.histogram.items())) == (len(expected), dict(Counter(expected)))
        assert row.kpi.value == pytest.approx(statistics.fmean(expected), abs=1e-12)


def check_everything(passengers: list[dict[str, str]]) -> None:
    check_touchpoints(passengers)
    for name, column in DOCUMENT["dimensions"].items():
        for member in {p[column] for p in passengers}:
            some = [p for p in passengers if p[column] == member]
            check_touchpoints(some, Scope(dimensions={name: member}))
    satisfied = sum(p["satisfaction"] == "satisfied" for p in passengers)
    csat = rows("csat")["all"].kpi
    assert (csat.n, csat.value) == (len(passengers), pytest.approx(100 * satisfied / len(passengers)))
    assert Score.objects.count() == len(passengers) + sum(
        len(ratings(passengers, s["column"])) for s in SCORES
    )


def test_command_and_page_show_exactly_what_the_file_says(
    acme: Client, globex: Client, passengers: list[dict[str, str]], commits: Any
) -> None:
    assert by_command("globex") == "8000 rows: 8000 added, 0 known, 0 empty, 0 rejected"
    by_page(commits)
    for client in (acme, globex):
        with tenant_context(client):
            batch = Import.objects.get()
            assert (batch.state, batch.added, batch.rejected) == ("done", 8000, 0)
            check_everything(passengers)
            drain()
            assert not ScoreDelta.objects.exists()
            check_everything(passengers)
            assert verify_rollups() == []


def test_twice_adds_nothing_and_taken_back_all_is_gone_and_can_come_again(
    acme: Client, passengers: list[dict[str, str]]
) -> None:
    by_command("acme")
    assert by_command("acme") == "8000 rows: 0 added, 8000 known, 0 empty, 0 rejected"
    with tenant_context(acme):
        check_touchpoints(passengers)
        drain()
        first = Import.objects.get(added=8000)
        work(undo_import(first, actor=SYSTEM).pk)
        assert (Response.objects.count(), Score.objects.count()) == (0, 0)
        assert (rows("touchpoint")["all"].kpi.n, rows("csat")["all"].kpi.n) == (0, 0)
        drain()
        assert {getattr(cell, f"n{p}") for cell in Histogram.objects.all() for p in range(11)} == {0}
        assert verify_rollups() == []
    assert by_command("acme") == "8000 rows: 8000 added, 0 known, 0 empty, 0 rejected"
    with tenant_context(acme):
        check_everything(passengers)
