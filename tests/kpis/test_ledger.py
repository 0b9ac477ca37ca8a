from __future__ import annotations

import datetime
import uuid

import pytest

from apps.kpis import services
from apps.kpis.ledger import NewScore
from apps.kpis.models import Histogram, Score, ScoreDelta
from apps.touchpoints.models import Channel, Stage, Touchpoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]

DAY = datetime.date(2026, 3, 2)


def score(value: int, **fields: object) -> NewScore:
    defaults = {"day": DAY, "definition_id": 1, "source_id": uuid.uuid4(), "item": "recommend"}
    return NewScore(**{**defaults, **fields, "value": value})  # type: ignore[arg-type]


def test_posted_scores_count_for_everyone_and_for_each_member() -> None:
    services.post_scores([score(9, members=(4, 7)), score(9, members=(4,)), score(2)])
    assert services.drain() == 3
    cells = {c.member_id: (c.n2, c.n9) for c in Histogram.objects.all()}
    assert cells == {0: (1, 2), 4: (0, 2), 7: (0, 1)}
    assert services.verify_rollups() == []


def test_the_invariant_holds_before_during_and_after_a_drain() -> None:
    services.post_scores([score(v) for v in (0, 5, 10)])
    assert services.verify_rollups() == []
    services.drain()
    services.post_scores([score(7)])
    assert services.verify_rollups() == []


def test_a_retracted_source_leaves_no_count() -> None:
    gone = uuid.uuid4()
    services.post_scores([score(3, source_id=gone, item="a"), score(4, source_id=gone, item="b"), score(3)])
    services.drain()
    assert services.retract_scores([gone]) == 2
    assert services.verify_rollups() == []
    services.drain()
    assert [(c.n3, c.n4) for c in Histogram.objects.all()] == [(1, 0)]
    assert Score.objects.count() == 1


def test_a_source_posts_an_item_once() -> None:
    source = uuid.uuid4()
    services.post_scores([score(3, source_id=source)])
    with pytest.raises(Exception, match="score_once"):
        services.post_scores([score(3, source_id=source)])


def test_verify_names_a_cell_that_was_tampered_with() -> None:
    services.post_scores([score(8)])
    services.drain()
    Histogram.objects.update(n8=5)
    [difference] = services.verify_rollups()
    assert (difference.in_facts[8], difference.in_rollup[8]) == (1, 5)


def test_a_rebuild_mends_wrong_and_orphan_cells_and_spares_what_is_pending() -> None:
    services.post_scores([score(8)])
    services.drain()
    Histogram.objects.update(n8=5)
    Histogram.objects.create(day=DAY, definition_id=99, n1=4)
    services.post_scores([score(6)])
    assert services.rebuild_rollups() == 2
    assert services.verify_rollups() == []
    assert ScoreDelta.objects.count() == 1
    assert services.rebuild_rollups() == 0


def test_a_rebuild_of_an_empty_rollup_writes_every_cell() -> None:
    services.post_scores([score(8, members=(4,)), score(3, members=(4, 7))])
    services.drain()
    Histogram.objects.all().delete()
    assert services.rebuild_rollups() == 3
    cells = {c.member_id: (c.n3, c.n8) for c in Histogram.objects.all()}
    assert cells == {0: (1, 1), 4: (1, 1), 7: (1, 0)}


def test_a_score_without_a_channel_counts_under_its_touchpoints_channel() -> None:
    store, phone = Channel.objects.get(code="store"), Channel.objects.get(code="phone")
    counter = Touchpoint.objects.create(
        code="counter", name={"en": "Counter"}, stage=Stage.objects.get(code="purchase"), channel=store
    )
    post = Touchpoint.objects.create(code="post", name={"en": "Post"}, stage=counter.stage)
    services.post_scores(
        [
            score(1, touchpoint_id=counter.pk),
            score(2, touchpoint_id=counter.pk, channel_id=phone.pk),
            score(3, touchpoint_id=post.pk),
            score(4),
        ]
    )
    found = dict(Score.objects.values_list("value", "channel_id"))
    assert found == {1: store.pk, 2: phone.pk, 3: 0, 4: 0}
