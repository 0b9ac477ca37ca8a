"""Whatever happens to scores, in whatever order: the invariant holds, and every read says what plain Python says."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from apps.kpis import ledger, services
from apps.kpis.ledger import NewScore
from apps.kpis.models import EVERYONE, Histogram, Score, ScoreDelta
from apps.kpis.reading import Cells, Column, read
from apps.kpis.statistics import Histogram as Counted
from apps.kpis.statistics import Scale, kpi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]

FIRST_DAY = datetime.date(2026, 3, 1)
DEFINITIONS = (1, 2)
ORPHAN = 77  # a definition that no score has
MEMBERS = (EVERYONE, 4, 5, 9)
CELL: tuple[Column, ...] = ("definition", "day", "touchpoint", "channel", "member")

days = st.integers(0, 2).map(lambda n: FIRST_DAY + datetime.timedelta(n))
scores = st.builds(
    dict,
    day=days,
    definition_id=st.sampled_from(DEFINITIONS),
    touchpoint_id=st.integers(0, 2),
    channel_id=st.integers(0, 1),
    value=st.integers(0, 10),
    members=st.sets(st.sampled_from(MEMBERS[1:])).map(lambda found: tuple(sorted(found))),
)
responses = st.lists(scores, min_size=1, max_size=5)

Counts = dict[tuple[object, ...], list[int]]


def posted(source: uuid.UUID, response: list[dict[str, object]]) -> list[NewScore]:
    return [NewScore(source_id=source, item=f"q{i}", **s) for i, s in enumerate(response)]  # type: ignore[arg-type]


class LedgerMachine(RuleBasedStateMachine):
    """``counted`` is the oracle: the responses that must count now."""

    sources = Bundle("sources")

    def __init__(self) -> None:
        super().__init__()
        for model in (Score, ScoreDelta, Histogram):
            model.objects.all().delete()
        self.counted: dict[uuid.UUID, list[dict[str, object]]] = {}
        self.erased: dict[uuid.UUID, list[dict[str, object]]] = {}

    @rule(target=sources, response=responses)
    def record(self, response: list[dict[str, object]]) -> uuid.UUID:
        source = uuid.uuid4()
        services.post_scores(posted(source, response))
        self.counted[source] = response
        return source

    @rule(source=sources)
    def erase(self, source: uuid.UUID) -> None:
        response = self.counted.pop(source, None)
        assert services.retract_scores([source]) == len(response or [])
        if response:
            self.erased[source] = response

    @rule(source=sources)
    def restore(self, source: uuid.UUID) -> None:
        response = self.erased.pop(source, None)
        if response:
            services.post_scores(posted(source, response))
            self.counted[source] = response

    @rule(source=sources, response=responses)
    def correct(self, source: uuid.UUID, response: list[dict[str, object]]) -> None:
        if source in self.counted:
            with transaction.atomic():
                services.retract_scores([source])
                services.post_scores(posted(source, response))
            self.counted[source] = response

    @rule(source=sources, response=responses)
    def fail_half_way(self, source: uuid.UUID, response: list[dict[str, object]]) -> None:
        with transaction.atomic():
            services.retract_scores([source])
            services.post_scores(posted(uuid.uuid4(), response))
            transaction.set_rollback(True)

    @rule()
    def drain(self) -> None:
        services.drain()
        assert not ledger.has_pending()

    @rule(portion=st.integers(1, 6))
    def drain_some_newest_first(self, portion: int) -> None:
        """As when the older ones are locked by somebody else: a -1 may come before its +1."""
        newest = list(ScoreDelta.objects.order_by("-id").values_list("id", flat=True)[:portion])
        older = list(ScoreDelta.objects.exclude(id__in=newest).values())
        ScoreDelta.objects.exclude(id__in=newest).delete()
        assert ledger.drain(portion) == len(newest)
        ScoreDelta.objects.bulk_create(ScoreDelta(**row) for row in older)

    @rule()
    def rebuild(self) -> None:
        assert services.rebuild_rollups() == 0

    @rule(value=st.integers(0, 10))
    def tamper_and_rebuild(self, value: int) -> None:
        Histogram.objects.get_or_create(day=FIRST_DAY, definition_id=ORPHAN)
        wrong = Histogram.objects.update(**{f"n{value}": -77})
        assert services.rebuild_rollups() == wrong

    @invariant()
    def rollup_and_pending_make_up_the_facts(self) -> None:
        assert services.verify_rollups() == []

    @invariant()
    def every_cell_reads_as_plain_python_counts(self) -> None:
        everything = Cells(definitions=DEFINITIONS, members=MEMBERS)
        found = {key: list(h.counts) for key, h in read(everything, CELL).items() if any(h.counts)}
        assert found == self.expected()

    @invariant()
    def the_nps_of_a_window_is_what_plain_python_computes(self) -> None:
        window = Cells(
            definitions=[1], start=FIRST_DAY, end=FIRST_DAY + datetime.timedelta(2), touchpoints=[0, 2]
        )
        found = read(window).get((), Counted())
        values = [
            s["value"]
            for response in self.counted.values()
            for s in response
            if s["definition_id"] == 1 and s["touchpoint_id"] != 1 and s["day"] < window.end  # type: ignore[operator]
        ]
        assert found.n == len(values)
        if values:
            balance = sum((v >= 9) - (v <= 6) for v in values)  # type: ignore[operator]
            assert kpi("nps", found, Scale(0, 10), threshold=0).value == pytest.approx(
                100 * balance / len(values)
            )

    def expected(self) -> Counts:
        counts: Counts = defaultdict(lambda: [0] * 11)
        for response in self.counted.values():
            for s in response:
                for member in (EVERYONE, *s["members"]):  # type: ignore[misc]
                    cell = (s["definition_id"], s["day"], s["touchpoint_id"], s["channel_id"], member)
                    counts[cell][s["value"]] += 1  # type: ignore[index]
        return dict(counts)


def test_no_sequence_of_events_makes_the_rollup_say_something_else() -> None:
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
