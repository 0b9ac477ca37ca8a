"""The demo's data: loaded once however often it is started, and the launch as the book tells it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.agency.demo import generate
from apps.agency.demo.load import load_demo
from apps.exchange.keys import key_of
from apps.exchange.models import ApiKey
from apps.kpis.selectors import Scope, definition_of, kpi_rows
from apps.kpis.services import verify_rollups
from apps.responses.models import Response
from apps.tenancy.models import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo with few answers beside the launch, loaded."""
    monkeypatch.setattr(generate, "RELATIONSHIP", 30)
    monkeypatch.setattr(generate, "CONTACTS", 30)
    found = tmp_path / "demo.json"
    load_demo(found, lambda _line: None)
    return found


def entry(file: Path, slug: str) -> dict[str, Any]:
    [found] = [c for c in json.loads(file.read_text())["clients"] if c["slug"] == slug]
    return found  # type: ignore[no-any-return]


def retailer() -> Client:
    return Client.objects.get(slug="elettra")  # type: ignore[no-any-return]


def test_the_launch_is_ten_three_ten_ten_one_on_two_paths(file: Path) -> None:
    launch = Scope(survey="launch")
    with tenant_context(retailer()):
        score, nps = definition_of("touchpoint"), definition_of("nps")
        assert score is not None
        assert nps is not None
        means = {r.key: r.kpi.value for r in kpi_rows(score, launch, group_by="touchpoint", threshold=10)}
        paths = {r.key: r.kpi.value for r in kpi_rows(nps, launch, group_by="dimension:path", threshold=10)}
        whole = kpi_rows(nps, launch, threshold=10)[0].kpi
        assert verify_rollups() == []
    assert means == pytest.approx(
        {
            "product-news": 10,
            "store-and-call-centre": 3,
            "launch-marketing": 10,
            "launch-purchase": 10,
            "out-of-stock": 1,
        }
    )
    assert paths == pytest.approx({"buyer": 100, "turned-away": -63.1579}, abs=1e-4)
    assert (whole.value, whole.n) == (-55, 1000)


def test_loading_again_adds_nothing_and_keeps_the_keys(file: Path) -> None:
    before = file.read_text()
    load_demo(file, lambda _line: None)
    assert file.read_text() == before
    with tenant_context(retailer()):
        assert Response.objects.count() == 1060
        assert ApiKey.objects.count() == 1


def test_the_file_holds_keys_and_is_for_its_owner_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]
    with tenant_context(retailer()):
        assert key_of(entry(file, "elettra")["api_key"]) is not None


def test_a_key_of_another_database_is_replaced(file: Path) -> None:
    stale = entry(file, "elettra")["api_key"]
    with tenant_context(retailer()):
        ApiKey.objects.all().delete()
    load_demo(file, lambda _line: None)
    fresh = entry(file, "elettra")["api_key"]
    assert fresh != stale
    with tenant_context(retailer()):
        assert key_of(fresh) is not None
