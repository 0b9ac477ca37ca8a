from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.kpis.ledger import NewScore
from apps.kpis.models import MetricDefinition
from apps.kpis.overview import overview, readings_of
from apps.kpis.reading import one_snapshot
from apps.kpis.scorecard import Scorecard
from apps.kpis.selectors import Scope
from apps.kpis.services import drain, ensure_definition, member_ids, post_scores
from apps.kpis.statistics import Verdict
from apps.kpis.statistics.comparisons import adjusted
from apps.touchpoints.models import Touchpoint
from apps.touchpoints.services import archive_touchpoint, create_touchpoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]

MARCH = Scope(datetime.date(2026, 3, 1), datetime.date(2026, 4, 1))
DAY = datetime.date(2026, 3, 2)
LAUNCH = {"news": 10, "store": 3, "marketing": 10, "purchase": 10, "out-of-stock": 1}


@pytest.fixture
def ten() -> MetricDefinition:
    return ensure_definition("touchpoint", scale_min=0, scale_max=10)


@pytest.fixture
def five() -> MetricDefinition:
    return ensure_definition("touchpoint", scale_min=1, scale_max=5)


def touchpoint(code: str, **fields: Any) -> Touchpoint:
    return create_touchpoint(actor=SYSTEM, code=code, name={"en": code.title()}, **fields)


def answer(
    definition: MetricDefinition,
    counts: Mapping[int, int],
    at: Touchpoint | None = None,
    day: datetime.date = DAY,
    **dimensions: str,
) -> None:
    members = member_ids(dimensions, declare=True)
    post_scores(
        [
            NewScore(
                day=day,
                definition_id=definition.pk,
                value=value,
                source_id=uuid.uuid4(),
                item="q",
                touchpoint_id=at.pk if at else 0,
                members=members,
            )
            for value, count in counts.items()
            for _ in range(count)
        ]
    )


def card(scope: Scope = MARCH, target: float = 7.0, threshold: int = 10) -> Scorecard:
    return overview(scope, target=target, threshold=threshold).scorecard


def launched(ten: MetricDefinition) -> None:
    for code, score in LAUNCH.items():
        answer(ten, {score: 20}, touchpoint(code))


def test_the_launch_example_reads_as_in_the_source(ten: MetricDefinition) -> None:
    launched(ten)
    found = card()
    whole = found.whole
    assert (whole.mean, whole.median, whole.minimum) == (6.8, 10, 1)
    assert whole.geometric.value == pytest.approx(4.9593, abs=5e-5)
    assert whole.harmonic == pytest.approx(3.0612, abs=5e-5)
    assert [row.touchpoint.code for row in found.raise_first] == ["out-of-stock", "store"]
    first, second = (row.contribution for row in found.raise_first)
    assert first is not None
    assert second is not None
    assert (first.share.value, second.share.value) == (56.25, 43.75)
    assert first.raised == pytest.approx(7.86, abs=5e-5)
    assert second.raised == pytest.approx(6.3096, abs=5e-5)
    assert set(first.flags) == {"below_target", "large_share"}


def test_scores_that_are_still_pending_count_like_drained_ones(ten: MetricDefinition) -> None:
    launched(ten)
    before = card()
    assert drain() == 100
    assert card() == before


def test_a_touchpoint_is_read_by_its_primary_scale_and_never_pooled(
    ten: MetricDefinition, five: MetricDefinition
) -> None:
    shop = touchpoint("shop")
    answer(ten, {8: 12}, shop)
    answer(five, {1: 40}, shop)
    [row] = card().rows
    assert (row.definition, row.kpi.n, row.kpi.value, row.other_scales) == (ten, 12, 8.0, 1)


def test_without_scores_on_the_primary_scale_the_one_with_most_is_taken_and_named(
    ten: MetricDefinition, five: MetricDefinition
) -> None:
    csat = ensure_definition("csat", scale_min=1, scale_max=5, top_k=2)
    shop, desk = touchpoint("shop"), touchpoint("desk")
    answer(five, {4: 20}, shop)
    answer(csat, {5: 30}, shop)
    answer(csat, {3: 30}, desk)
    rows = {row.touchpoint.code: row for row in card().rows}
    assert (rows["shop"].definition, rows["shop"].kpi.value, rows["shop"].common.value) == (five, 4.0, 7.5)
    assert (rows["desk"].definition, rows["desk"].kpi.value, rows["desk"].common.value) == (csat, 3.0, 5.0)


def test_a_few_answers_are_hidden_and_stay_out_of_the_whole(ten: MetricDefinition) -> None:
    answer(ten, {9: 30}, touchpoint("shop"))
    answer(ten, {8: 20}, touchpoint("desk"))
    answer(ten, {1: 4}, touchpoint("till"))
    found = card()
    shown = {row.touchpoint.code: (row.kpi.value, row.kpi.n, row.kpi.suppressed) for row in found.rows}
    assert shown == {
        "shop": (9.0, 30, None),
        "desk": (None, 20, "complementary"),  # the total of all would give the four answers away
        "till": (None, 4, "too_few"),
    }
    assert found.whole.mean == 9.0
    assert found.rows[0].touchpoint.code == "shop"


def test_a_change_is_against_the_window_of_the_same_length_before(ten: MetricDefinition) -> None:
    shop = touchpoint("shop")
    answer(ten, {9: 120, 8: 30}, shop, datetime.date(2026, 2, 10))
    answer(ten, {5: 120, 6: 30}, shop)
    answer(ten, {0: 500}, shop, datetime.date(2026, 1, 28))  # the 31 days before March start on 29 January
    [row] = card().rows
    assert row.change is not None
    assert (row.change.n_before, row.change.n_after, row.change.verdict) == (150, 150, Verdict.WORSE)
    assert row.change.difference == pytest.approx(-3.6)


def test_an_open_window_has_nothing_to_compare_with(ten: MetricDefinition) -> None:
    answer(ten, {9: 20}, touchpoint("shop"))
    found = overview(Scope(), target=7, threshold=10)
    assert (found.scorecard.rows[0].change, found.findings, found.interval) == (None, (), "month")


def test_the_trend_has_every_week_of_the_window_and_gaps_where_few_answered(ten: MetricDefinition) -> None:
    shop = touchpoint("shop")
    answer(ten, {8: 15}, shop, datetime.date(2026, 3, 3))
    answer(ten, {6: 12}, shop, datetime.date(2026, 3, 31))
    [row] = card().rows
    weeks = [(p.start.isoformat(), p.kpi.value, p.kpi.n) for p in row.series]
    assert weeks == [
        ("2026-02-23", None, 0),
        ("2026-03-02", 8.0, 15),
        ("2026-03-09", None, 0),
        ("2026-03-16", None, 0),
        ("2026-03-23", None, 0),
        ("2026-03-30", 6.0, 12),
    ]


def test_a_touchpoint_is_judged_by_its_own_target_where_it_has_one(ten: MetricDefinition) -> None:
    answer(ten, {6: 200}, touchpoint("shop", target=5))
    answer(ten, {6: 200}, touchpoint("desk"))
    answer(ten, {9: 200}, touchpoint("till", target=9.5))
    flagged = {row.touchpoint.code: row.contribution.flags for row in card().rows if row.contribution}
    assert flagged == {"shop": (), "desk": ("below_target",), "till": ("below_target",)}


def test_an_archived_touchpoint_leaves_the_scorecard(ten: MetricDefinition) -> None:
    shop = touchpoint("shop")
    answer(ten, {6: 20}, shop)
    archive_touchpoint(shop, actor=SYSTEM)
    assert card().rows == ()


def test_a_dimension_narrows_every_number(ten: MetricDefinition) -> None:
    nps = ensure_definition("nps", scale_min=0, scale_max=10)
    answer(nps, {10: 50}, path="buyers")
    answer(nps, {0: 600, 7: 350}, path="turned away")
    whole = overview(MARCH, target=7, threshold=10).readings[0].kpi
    assert (whole.value, whole.n) == (-55.0, 1000)
    narrowed = Scope(MARCH.start, MARCH.end, dimensions={"path": "buyers"})
    assert overview(narrowed, target=7, threshold=10).readings[0].kpi.value == 100.0


def test_the_portfolio_shows_the_primary_scale_and_counts_the_others(ten: MetricDefinition) -> None:
    five_points = ensure_definition("csat", scale_min=1, scale_max=5, top_k=2)
    seven_points = ensure_definition("csat", scale_min=1, scale_max=7, top_k=2)
    answer(five_points, {5: 168, 1: 32})
    answer(seven_points, {7: 40})
    [csat] = overview(MARCH, target=7, threshold=10).readings
    assert (csat.definition, csat.kpi.value, csat.kpi.n, csat.elsewhere) == (five_points, 84.0, 200, 40)


def test_adding_up_findings_allows_for_their_number() -> None:
    ps = [0.04, 0.001, 0.30, 0.012, 0.021]
    assert adjusted(ps) == pytest.approx([0.05, 0.005, 0.30, 0.03, 0.035])
    assert sum(p <= 0.05 for p in adjusted(ps)) == 4
    assert adjusted([]) == []


def test_a_change_that_chance_explains_among_many_is_no_finding(ten: MetricDefinition) -> None:
    before = datetime.date(2026, 2, 10)
    csat = ensure_definition("csat", scale_min=1, scale_max=5, top_k=2)
    answer(csat, {5: 150, 1: 50}, day=before)
    answer(csat, {5: 168, 1: 32})  # p .026 on its own
    for code in ("shop", "desk", "till"):
        place = touchpoint(code)
        answer(ten, {7: 60, 8: 60}, place, before)
        answer(ten, {7: 60, 8: 60}, place)
    found = overview(MARCH, target=7, threshold=10)
    assert found.readings[0].change is not None
    assert found.readings[0].change.verdict == Verdict.BETTER
    assert [finding.verdict for finding in found.findings] == [Verdict.CHANCE] * 4


def test_every_definition_of_a_scope_is_read(ten: MetricDefinition, five: MetricDefinition) -> None:
    shop = touchpoint("shop")
    answer(ten, {9: 20}, shop)
    answer(five, {4: 20}, shop)
    answer(five, {4: 20})
    found = readings_of(Scope(MARCH.start, MARCH.end, touchpoint="shop"), threshold=10)
    assert [(r.definition, r.kpi.value, r.kpi.n) for r in found] == [(ten, 9.0, 20), (five, 4.0, 20)]


def test_the_overview_takes_few_statements_whatever_is_measured(ten: MetricDefinition) -> None:
    launched(ten)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        card()
    assert len(queries) == 4  # definitions, the window by period, the window before, touchpoints


def test_a_page_is_read_at_one_moment(acme: Any) -> None:
    found: list[str] = []

    def read() -> None:
        try:
            with tenant_context(acme), one_snapshot(), connection.cursor() as cursor:
                for name in ("transaction_isolation", "transaction_read_only"):
                    cursor.execute(f"SHOW {name}")
                    found.append(cursor.fetchone()[0])
        finally:
            connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == ["repeatable read", "on"]
