"""What is read in groups: margins add up, and nothing hidden can be worked out from what is shown."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from apps.common.errors import Invalid
from apps.kpis import services
from apps.kpis.ledger import NewScore
from apps.kpis.models import Dimension, MetricDefinition
from apps.kpis.selectors import Scope, cells_of, definition_of, histograms, kpi_rows
from apps.touchpoints.models import Stage, Touchpoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]

MARCH, APRIL = datetime.date(2026, 3, 2), datetime.date(2026, 4, 6)


@pytest.fixture
def nps(in_acme: Any) -> MetricDefinition:
    return services.ensure_definition("nps", scale_min=0, scale_max=10)


def post(definition: MetricDefinition, times: int, value: int = 9, **fields: Any) -> None:
    dimensions: Mapping[str, str] = fields.pop("dimensions", {})
    given = {"day": MARCH, "members": services.member_ids(dimensions, declare=True), **fields}
    services.post_scores(
        [NewScore(definition_id=definition.pk, value=value, source_id=uuid.uuid4(), item="q", **given)
         for _ in range(times)]
    )  # fmt: skip


def shown(definition: MetricDefinition, scope: Scope | None = None, **how: Any) -> dict[Any, int | None]:
    """Number of answers of each row whose value is shown, None where it is hidden."""
    rows = kpi_rows(definition, scope or Scope(), threshold=10, **how)
    assert all((row.histogram is None) == (row.kpi.value is None) for row in rows if row.kpi.n)
    found = {(row.key, row.period): None if row.kpi.value is None else row.kpi.n for row in rows}
    return found if "interval" in how else {key: n for (key, _period), n in found.items()}


def test_a_stated_member_called_unknown_is_counted_with_those_who_stated_none(nps: MetricDefinition) -> None:
    post(nps, 4, dimensions={"store": "unknown"})
    post(nps, 3, dimensions={"store": "Roma"})
    post(nps, 2)
    found = histograms(nps, Scope(), group_by="dimension:store")
    assert {key: h.n for (key, _), h in found.items()} == {"Roma": 3, "unknown": 6}


def test_pending_and_drained_answers_make_up_the_unknown_ones(nps: MetricDefinition) -> None:
    post(nps, 3, dimensions={"store": "Roma"})
    post(nps, 5)
    services.drain()
    post(nps, 2, dimensions={"store": "Roma"})
    post(nps, 1)
    found = histograms(nps, Scope(), group_by="dimension:store", interval="month")
    month = MARCH.replace(day=1)
    assert {place: h.n for place, h in found.items()} == {("Roma", month): 5, ("unknown", month): 6}


def test_a_dimension_without_members_leaves_everybody_unknown(nps: MetricDefinition) -> None:
    Dimension.objects.create(name="store")
    post(nps, 12)
    assert shown(nps, group_by="dimension:store") == {"unknown": 12}


def test_with_a_filter_the_unknown_are_those_of_the_filter(nps: MetricDefinition) -> None:
    post(nps, 3, dimensions={"store": "Roma", "team": "A"})
    post(nps, 2, dimensions={"store": "Roma"})
    post(nps, 7, dimensions={"team": "A"})
    scope = Scope(dimensions={"store": "Roma"})
    found = histograms(nps, scope, group_by="dimension:team")
    assert {key: h.n for (key, _), h in found.items()} == {"A": 3, "unknown": 2}


def test_the_unknown_hide_a_member_that_their_rest_would_give_away(nps: MetricDefinition) -> None:
    post(nps, 30, dimensions={"store": "Roma"})
    post(nps, 20, dimensions={"store": "Bari"})
    post(nps, 3)
    assert shown(nps, group_by="dimension:store") == {"Roma": 30, "Bari": None, "unknown": None}


def test_a_small_member_is_not_given_away_by_a_filter_and_a_grouping_together(nps: MetricDefinition) -> None:
    """Under the filter the total of Roma stands beside its teams."""
    post(nps, 15, dimensions={"store": "Roma", "team": "A"})
    post(nps, 12, dimensions={"store": "Roma", "team": "B"})
    post(nps, 4, dimensions={"store": "Roma", "team": "C"})
    scope = Scope(dimensions={"store": "Roma"})
    assert shown(nps, scope) == {"all": 31}
    assert shown(nps, scope, group_by="dimension:team") == {"A": 15, "B": None, "C": None}


def test_a_cell_is_not_the_rest_of_its_month(nps: MetricDefinition) -> None:
    """The month without groups is shown, so a group hidden in it needs another one beside it."""
    post(nps, 20, dimensions={"store": "Roma"})
    post(nps, 3, dimensions={"store": "Bari"})
    post(nps, 40, day=APRIL, dimensions={"store": "Roma"})
    post(nps, 9, day=APRIL, dimensions={"store": "Bari"})
    march, april = MARCH.replace(day=1), APRIL.replace(day=1)
    assert shown(nps, interval="month") == {("all", march): 23, ("all", april): 49}
    assert shown(nps, interval="month", group_by="dimension:store") == {
        ("Bari", march): None,
        ("Roma", march): None,
        ("Bari", april): None,
        ("Roma", april): None,
    }


def test_touchpoints_of_a_stage_and_scores_without_one_are_told_apart(nps: MetricDefinition) -> None:
    stage = Stage.objects.get(code="purchase")
    till = Touchpoint.objects.create(code="till", name={"en": "Till"}, stage=stage)
    lost = Touchpoint.objects.create(code="lost", name={"en": "Lost"})
    for times, touchpoint in ((11, till.pk), (12, lost.pk), (13, 0)):
        post(nps, times, touchpoint_id=touchpoint)
    assert shown(nps, group_by="stage") == {"purchase": 11, "unknown": 12, "none": 13}
    assert shown(nps, Scope(touchpoint="none")) == {"all": 13}
    assert shown(nps, Scope(touchpoint="none", stage="purchase")) == {"all": None}
    assert shown(nps, Scope(stage="purchase")) == {"all": 11}


def test_an_archived_touchpoint_keeps_its_numbers(nps: MetricDefinition) -> None:
    gone = Touchpoint.objects.create(code="gone", name={"en": "Gone"}, archived_at="2026-03-01T00:00Z")
    post(nps, 11, touchpoint_id=gone.pk)
    assert shown(nps, group_by="touchpoint") == {"gone": 11}


def test_definitions_of_two_scales_are_never_pooled(in_acme: Any) -> None:
    five = services.ensure_definition("csat", scale_min=1, scale_max=5, top_k=2)
    seven = services.ensure_definition("csat", scale_min=1, scale_max=7, top_k=2)
    post(five, 11, value=5)
    post(seven, 13, value=7)
    assert definition_of("csat") == five
    assert (shown(five), shown(seven)) == ({"all": 11}, {"all": 13})


def test_the_windows_end_is_the_first_day_after_it(nps: MetricDefinition) -> None:
    for back in range(3):
        post(nps, 10, day=MARCH - datetime.timedelta(back))
    window = Scope(start=MARCH - datetime.timedelta(1), end=MARCH)
    assert shown(nps, window) == {"all": 10}
    assert shown(nps, window.moved_back()) == {"all": 10}


@pytest.mark.parametrize(
    ("scope", "group_by", "pointer"),
    [
        (Scope(touchpoint="nowhere"), None, "?touchpoint"),
        (Scope(channel="nowhere"), None, "?channel"),
        (Scope(stage="nowhere"), None, "?stage"),
        (Scope(touchpoint="none", stage="nowhere"), None, "?stage"),
        (Scope(dimensions={"nothing": "x"}), None, "?dimension:nothing"),
        (Scope(dimensions={"survey": "x"}), None, "?dimension:survey"),
        (Scope(), "dimension:nothing", "?group_by"),
        (Scope(), "colour", "?group_by"),
    ],
)
def test_a_code_nobody_has_is_named(
    nps: MetricDefinition, scope: Scope, group_by: str | None, pointer: str
) -> None:
    with pytest.raises(Invalid) as caught:
        kpi_rows(nps, scope, group_by=group_by, threshold=10)
    assert [problem.pointer for problem in caught.value.errors] == [pointer]


def test_a_member_nobody_has_matches_nothing(nps: MetricDefinition) -> None:
    post(nps, 12, dimensions={"store": "Roma"})
    assert cells_of(nps, Scope(dimensions={"store": "Bari"})) is None
    assert shown(nps, Scope(dimensions={"store": "Bari"})) == {"all": None}
