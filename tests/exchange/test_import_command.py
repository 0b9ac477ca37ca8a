from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import tenant_context

from apps.exchange.imports import running
from apps.exchange.imports.running import run
from apps.exchange.models import Import
from apps.responses.models import Response
from apps.tenancy.models import Client
from apps.touchpoints.models import Touchpoint
from tests.exchange.tables import HEADER, MAPPING, ROWS, csv_bytes, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acme")]

BAD = ["d", "2026-03-02", "11", "5", "Rome", ""]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path, "answers.csv", csv_bytes(HEADER, *ROWS, BAD))


def mapping(folder: Path, document: Any = MAPPING) -> Path:
    return write(folder, "mapping.json", json.dumps(document).encode())


def import_responses(file: Path, mapping: Path, *options: str, slug: str = "acme") -> list[str]:
    out = StringIO()
    call_command(
        "import_responses",
        slug,
        str(file),
        "--mapping",
        str(mapping),
        *options,
        stdout=out,
        stderr=StringIO(),
    )
    return out.getvalue().splitlines()


def test_a_file_is_imported_and_reported_row_by_row(acme: Client, table: Path, tmp_path: Path) -> None:
    assert import_responses(table, mapping(tmp_path)) == [
        "New in the inventory, still without a stage: desk. Give each its stage and channel there.",
        "New dimensions: shop.",
        "row 5, nps: 11 is outside the scale of 0 to 10. [out_of_range]",
        "4 rows: 3 added, 0 known, 0 empty, 1 rejected",
    ]
    with tenant_context(acme):
        assert Response.objects.count() == 3
        assert Import.objects.get().created_by == "system"


def test_the_same_file_again_adds_nothing(acme: Client, table: Path, tmp_path: Path) -> None:
    import_responses(table, mapping(tmp_path))
    assert import_responses(table, mapping(tmp_path))[-1] == "4 rows: 0 added, 3 known, 0 empty, 1 rejected"
    with tenant_context(acme):
        assert Response.objects.count() == 3


def test_a_dry_run_reports_by_column_and_row_and_stores_nothing(
    acme: Client, table: Path, tmp_path: Path
) -> None:
    assert import_responses(table, mapping(tmp_path), "--dry-run") == [
        "New in the inventory, still without a stage: desk. Give each its stage and channel there.",
        "New dimensions: shop.",
        "nps (nps): 2 filled 3:1 10:1 out_of_range:1",
        "desk (touchpoint): 3 filled 4:1 5:2",
        "why (text): 1 filled",
        "shop (dimension): 3 filled",
        "id (id): 3 filled",
        "day (date): 3 filled",
        "row 5, nps: 11 is outside the scale of 0 to 10. [out_of_range]",
        "4 rows: 3 would be added, 0 known, 0 empty, 1 rejected",
    ]
    with tenant_context(acme):
        assert (Response.objects.count(), Import.objects.count(), Touchpoint.objects.count()) == (0, 0, 0)


def test_an_import_cut_short_is_continued_and_not_begun_again(
    acme: Client, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PORTION", 1)

    def stop(batch: Import, **_options: Any) -> str:
        run(batch, seconds=0)
        raise KeyboardInterrupt

    monkeypatch.setattr("apps.exchange.management.commands.import_responses.run", stop)
    with pytest.raises(KeyboardInterrupt):
        import_responses(table, mapping(tmp_path))
    monkeypatch.setattr("apps.exchange.management.commands.import_responses.run", run)
    assert import_responses(table, mapping(tmp_path))[-1] == "4 rows: 3 added, 0 known, 0 empty, 1 rejected"
    with tenant_context(acme):
        assert (Import.objects.count(), Response.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (
            {"scores": [{"column": "none", "metric": "nps"}]},
            "/scores/0/column: The table has no column “none”.",
        ),
        ([], ": A mapping is a JSON object."),
    ],
)
def test_a_mapping_that_does_not_fit_ends_the_command(
    acme: Client, table: Path, tmp_path: Path, document: Any, words: str
) -> None:
    with pytest.raises(CommandError, match="The mapping does not fit") as refusal:
        import_responses(table, mapping(tmp_path, document))
    assert words in str(refusal.value)
    with tenant_context(acme):
        assert not Import.objects.exists()


def test_what_cannot_be_read_ends_the_command_with_its_name(table: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.csv: No such file"):
        import_responses(tmp_path / "nowhere.csv", mapping(tmp_path))
    with pytest.raises(CommandError, match=r"answers\.csv is not JSON"):
        import_responses(table, table)
    with pytest.raises(CommandError, match="Row 2: there is a zero byte"):
        import_responses(write(tmp_path, "bad.csv", b"id\n\0"), mapping(tmp_path))
    with pytest.raises(CommandError, match="no client called 'nobody'"):
        import_responses(table, mapping(tmp_path), slug="nobody")
