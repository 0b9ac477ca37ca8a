from __future__ import annotations

import pytest

from apps.accounts.actors import SYSTEM
from apps.audit.models import Entry
from apps.exchange.imports.errors import InvalidMapping
from apps.exchange.imports.planning import notes_of
from apps.exchange.imports.rejected import rejected_lines
from apps.exchange.imports.services import receive_file, undo_import
from apps.exchange.models import Import
from apps.kpis.models import Dimension, Member, Score
from apps.kpis.services import drain, verify_rollups
from apps.responses.models import Response
from apps.responses.services import erase_response
from apps.surveys.models import Survey
from apps.tenancy.models import Client
from apps.touchpoints.models import Touchpoint
from apps.touchpoints.services import archive_touchpoint
from tests.exchange.tables import (
    DESK,
    HEADER,
    MAPPING,
    NPS,
    ROWS,
    counted,
    counts,
    csv_bytes,
    imported,
    rejected,
    report,
    stored,
    uploaded,
    worked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]

ALL_NEW = {"added": 3, "known": 0, "empty": 0, "rejected": 0}
ALL_KNOWN = {"added": 0, "known": 3, "empty": 0, "rejected": 0}


def test_a_dry_run_says_what_would_happen_and_stores_nothing() -> None:
    batch = uploaded(*ROWS, ["d", "2026-03-02", "11", "5", "Rome", ""])
    assert batch.state == "checked"
    assert report(batch) == {"rows": 4, "added": 3, "known": 0, "empty": 0, "rejected": 1}
    columns = {entry["column"]: entry for entry in batch.report["columns"]}
    assert columns["nps"]["counts"] == {"3": 1, "10": 1}
    assert columns["nps"]["problems"] == {"out_of_range": 1}
    assert {name: entry["filled"] for name, entry in columns.items()} == {
        "nps": 2,
        "desk": 3,
        "shop": 3,
        "why": 1,
        "id": 3,
        "day": 3,
    }
    assert [(entry["row"], entry["problems"][0]["column"]) for entry in batch.report["named"]] == [(5, "nps")]
    assert [str(note) for note in notes_of(batch)] == [
        "New in the inventory, still without a stage: desk. Give each its stage and channel there.",
        "New dimensions: shop.",
    ]
    assert (Response.objects.count(), Touchpoint.objects.count(), Survey.objects.count()) == (0, 0, 0)


def test_an_import_stores_responses_scores_and_what_they_need() -> None:
    batch = imported(*ROWS)
    assert (batch.state, counts(batch)) == ("done", ALL_NEW)
    assert (counted("nps"), counted("touchpoint")) == ({3: 1, 10: 1}, {4: 1, 5: 1})
    first = Response.objects.get(answers__nps=10)
    assert first.answers == {"nps": 10, "desk": 5, "why": "quick"}
    assert (first.source, first.batch_id, first.dimensions) == ("import", batch.pk, {"shop": "Rome"})
    assert first.day.isoformat() == "2026-03-01"
    desk = Touchpoint.objects.get()
    assert (desk.code, desk.name, desk.stage) == ("desk", {"en": "desk"}, None)
    assert Survey.objects.get().is_import
    assert verify_rollups() == []
    events = Entry.objects.filter(event__startswith="import.").order_by("pk").values_list("event", flat=True)
    assert list(events)[-4:] == ["import.uploaded", "import.mapped", "import.started", "import.finished"]


def test_the_same_rows_again_add_nothing_and_are_told_as_known() -> None:
    imported(*ROWS)
    again = uploaded(*reversed(ROWS))
    assert report(again) == {"rows": 3, **ALL_KNOWN}
    assert counts(stored(again)) == ALL_KNOWN
    assert (Response.objects.count(), Score.objects.count(), Survey.objects.count()) == (3, 4, 1)


def test_a_row_repeated_inside_a_file_counts_once() -> None:
    batch = uploaded(ROWS[0], ROWS[0])
    assert report(batch) == {"rows": 2, "added": 1, "known": 1, "empty": 0, "rejected": 0}
    assert counts(stored(batch)) == {"added": 1, "known": 1, "empty": 0, "rejected": 0}


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_a_known_id_with_other_values_is_a_conflict(position: int) -> None:
    imported(*ROWS)
    changed = list(ROWS[0])
    changed[position] = {1: "2026-03-09", 2: "9", 3: "4", 4: "Bari", 5: "slow"}[position]
    batch = uploaded(changed)
    assert batch.report["rejected"] == 1
    assert rejected(stored(batch)) == [(2, "id", "conflict")]
    assert Response.objects.count() == 3
    assert counted("nps") == {3: 1, 10: 1}


def test_what_is_not_mapped_may_change() -> None:
    mapping = {key: value for key, value in MAPPING.items() if key not in ("texts", "dimensions")}
    imported(*ROWS, mapping=mapping)
    changed = [[*row[:4], "Elsewhere", "other words"] for row in ROWS]
    assert counts(imported(*changed, mapping=mapping)) == ALL_KNOWN


def test_ids_of_another_source_are_other_rows() -> None:
    imported(*ROWS)
    assert counts(imported(*ROWS, mapping={**MAPPING, "source": "old tool"})) == ALL_NEW


def test_without_an_id_a_row_is_known_by_its_file_and_place() -> None:
    mapping = {"scores": [NPS]}
    content = csv_bytes(["nps"], ["9"], ["9"])
    assert counts(imported(content=content, mapping=mapping))["added"] == 2
    again = imported(content=content, mapping=mapping)
    assert counts(again) == {"added": 0, "known": 2, "empty": 0, "rejected": 0}
    assert {note.code for note in notes_of(again)} == {"no_id", "no_date"}
    assert counts(imported(content=content + b"8\n", mapping=mapping))["added"] == 3


def test_the_same_file_by_another_mapping_is_a_conflict_row_by_row() -> None:
    content = csv_bytes(["nps", "desk"], ["9", "4"])
    imported(content=content, mapping={"scores": [NPS]})
    batch = imported(content=content, mapping={"scores": [NPS, DESK]})
    assert rejected(batch) == [(2, "", "conflict_row")]


def test_rows_without_a_date_count_on_the_day_of_the_import() -> None:
    batch = imported(mapping={"scores": [NPS]}, content=csv_bytes(["nps"], ["9"]))
    assert Response.objects.get().submitted_at == batch.created_at


def test_bad_rows_are_rejected_with_every_reason_and_the_others_stored() -> None:
    batch = imported(
        ["a", "2026-03-01", "11", "x", "Rome", ""],
        ["b", "someday", "9", "5", "Rome", ""],
        ["c", "", "9", "5", "Rome", ""],
        ["d", "1999-12-31", "9", "5", "Rome", ""],
        ["e", "2999-01-01", "9", "5", "Rome", ""],
        ["", "2026-03-01", "9", "5", "Rome", ""],
        ["g", "2026-03-01", "9", "5", "R" * 201, "w" * 10_001],
        ["h", "2026-03-01", "9"],
        ["i", "2026-03-01", "9", "5", "Rome", "", "", " "],
        ["j", "2026-03-01", "9", "5", "Rome", "", "more"],
        ["", "", "", "", "", ""],
        ["k", "someday", "NA", "0", "Rome", "-"],
    )
    assert counts(batch) == {"added": 1, "known": 0, "empty": 2, "rejected": 9}
    assert rejected(batch) == [
        (2, "nps", "out_of_range"),
        (2, "desk", "not_a_number"),
        (3, "day", "bad_date"),
        (4, "day", "no_date"),
        (5, "day", "date_out_of_range"),
        (6, "day", "date_out_of_range"),
        (7, "id", "no_id"),
        (8, "why", "too_long"),
        (8, "shop", "too_long"),
        (9, "", "ragged"),
        (11, "", "ragged"),
    ]
    assert batch.report["rejected"] == 9


def test_rejected_rows_come_as_a_file_whose_formulas_are_defused(in_acme: Client) -> None:
    batch = imported(["=1+1", "2026-03-01", "99", "5", "@shop", "-5"])
    head, line = b"".join(rejected_lines(batch, "en")).decode("utf-8-sig").splitlines()
    assert head == "Row,Problems,id,day,nps,desk,shop,why"
    assert line == "2,nps: 99 is outside the scale of 0 to 10.,'=1+1,2026-03-01,99,5,'@shop,'-5"


def test_an_ambiguous_order_of_dates_is_told() -> None:
    batch = imported(["a", "03/04/2026", "9", "5", "Rome", ""])
    assert "ambiguous_date" in {note.code for note in notes_of(batch)}
    assert Response.objects.get().day.isoformat() == "2026-04-03"


def test_one_late_row_tells_the_order_for_all() -> None:
    imported(["a", "03/04/2026", "9", "5", "Rome", ""], ["b", "03/14/2026", "9", "5", "Rome", ""])
    assert sorted(r.day.isoformat() for r in Response.objects.all()) == ["2026-03-04", "2026-03-14"]


def test_a_moment_is_the_clients_own_time(in_acme: Client) -> None:
    imported(["a", "2026-03-01 23:30", "9", "5", "Rome", ""])
    kept = Response.objects.get()
    assert kept.day.isoformat() == "2026-03-01"
    assert kept.submitted_at.astimezone(in_acme.zone).isoformat()[:16] == "2026-03-01T23:30"


def test_undoing_takes_everything_out_and_the_file_can_come_again() -> None:
    batch = imported(*ROWS)
    drain()
    undone = worked(undo_import(batch, actor=SYSTEM))
    assert undone.state == "undone"
    assert (Response.objects.count(), Score.objects.count()) == (0, 0)
    assert (counted("nps"), counted("touchpoint"), verify_rollups()) == ({}, {}, [])
    assert counts(imported(*ROWS)) == ALL_NEW
    assert counted("nps") == {3: 1, 10: 1}


def test_undoing_leaves_what_other_imports_brought() -> None:
    imported(ROWS[0])
    second = imported(*ROWS)
    assert counts(second) == {"added": 2, "known": 1, "empty": 0, "rejected": 0}
    worked(undo_import(second, actor=SYSTEM))
    assert counted("nps") == {10: 1}


def test_an_erased_response_stays_erased_when_its_row_comes_again() -> None:
    imported(*ROWS)
    erase_response(Response.objects.get(answers__nps=10), actor=SYSTEM)
    assert counts(imported(*ROWS)) == ALL_KNOWN
    assert counted("nps") == {3: 1}


def test_the_reason_is_kept_in_the_clients_language(in_acme: Client) -> None:
    in_acme.language = "it"
    batch = uploaded(*ROWS)
    Import.objects.filter(pk=batch.pk).update(stored_as="nowhere/at-all")
    assert stored(batch).error == "il file conservato non può essere letto"


def test_the_next_file_with_the_same_columns_gets_the_same_mapping_proposed() -> None:
    imported(*ROWS)
    assert receive_file([csv_bytes(HEADER, ROWS[0])], "b.csv", actor=SYSTEM).mapping == MAPPING


def test_a_ninth_dimension_is_refused_before_a_row_is_read() -> None:
    for number in range(8):
        Dimension.objects.create(name=f"d{number}")
    with pytest.raises(InvalidMapping) as refusal:
        uploaded(*ROWS)
    assert [problem.pointer for problem in refusal.value.errors] == ["/dimensions"]
    assert counts(imported(*ROWS, mapping={**MAPPING, "dimensions": {"d0": "shop"}})) == ALL_NEW


def test_members_beyond_a_thousand_count_as_other_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("apps.kpis.services", "apps.exchange.imports.planning"):
        monkeypatch.setattr(f"{place}.MOST_MEMBERS", 1)
    batch = imported(*ROWS)
    assert "many_members" in {note.code for note in notes_of(batch)}
    members = Member.objects.filter(dimension__name="shop").values_list("value", flat=True)
    assert sorted(members) == ["Rome", "other"]


def test_a_survey_of_an_import_takes_no_answers_from_its_page() -> None:
    imported(*ROWS)
    survey = Survey.objects.get()
    assert survey.code.startswith("import-")
    assert survey.is_import


def test_scores_of_an_archived_touchpoint_are_announced() -> None:
    imported(*ROWS)
    archive_touchpoint(Touchpoint.objects.get(), actor=SYSTEM)
    assert "archived_touchpoints" in {note.code for note in notes_of(uploaded(*ROWS))}
