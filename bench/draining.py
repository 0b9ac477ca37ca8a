"""The drain beside bare SQL, and what a response costs when the past is long."""

from __future__ import annotations

import datetime
import random
import statistics
import time
import uuid
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.kpis import ledger
from apps.kpis.services import drain
from apps.responses.models import Response
from apps.responses.services import record_response
from apps.responses.submissions import parse_submission
from bench.history import Ids, with_history
from bench.measurement import Figure, Size, Target
from bench.place import ANSWERS, PARAMS, SURVEY, Tenant

RESPONSES = 10_000
PORTION = 200

# The least that the same work can be: one pass over the same rows, unnested, pivoted, upserted.
BARE = f"""
INSERT INTO bench_histogram ({ledger.WHOLE_CELL}, {ledger.COUNTS})
SELECT {ledger.WHOLE_CELL}, {ledger.pivot("sign")} FROM bench_delta, {ledger.MEMBERS} GROUP BY {ledger.WHOLE_CELL}
ON CONFLICT ({ledger.KEY}) DO UPDATE SET
    {", ".join(f"n{p} = bench_histogram.n{p} + excluded.n{p}" for p in range(11))}
"""


def draining(tenant: Tenant, size: Size) -> list[Figure]:
    with tenant_context(tenant.client):
        drain()
        rounds = []
        for _ in range(size.rounds):
            _post(RESPONSES)
            rounds.append((_bare(), _seconds(drain)))
    bare, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    title = f"drain of {RESPONSES:,} responses"
    return [Figure("drain", title, ours * 1000, "ms", Target(2.0), bare * 1000, ours / bare)]


def growing(_tenant: Tenant, size: Size) -> list[Figure]:
    """Storing and draining, in turns with either past."""
    long, short = with_history(size.scores), with_history(size.few_scores)
    costs: dict[str, list[float]] = {long.client.slug: [], short.client.slug: []}
    for _ in range(size.rounds * 8):
        for tenant in (long, short):
            with tenant_context(tenant.client):
                seconds = _seconds(_answer_and_drain)
            costs[tenant.client.slug].append(seconds / PORTION * 1000)
    much, little = (statistics.median(costs[t.client.slug][size.rounds :]) for t in (long, short))
    title = f"a response after {size.scores:,} scores, beside {size.few_scores:,}"
    return [Figure("growth", title, much, "ms", Target(1.2), little, much / little)]


def _bare() -> float:
    """Of the deltas that are pending now, from and to copies of the tables."""
    with connection.cursor() as cursor:
        for copy, table in (("bench_delta", "kpis_scoredelta"), ("bench_histogram", "kpis_histogram")):
            cursor.execute(f"DROP TABLE IF EXISTS {copy}")
            cursor.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
            cursor.execute(f"INSERT INTO {copy} SELECT * FROM {table}")
        cursor.execute("SELECT setval(pg_get_serial_sequence('bench_histogram', 'id'), 1000000000)")

        def bare() -> None:
            with transaction.atomic():
                cursor.execute(BARE)
                cursor.execute("DELETE FROM bench_delta")

        return _seconds(bare)


def _post(responses: int) -> None:
    """The scores of so many responses of today, left in the outbox."""
    ids, today = Ids.of_survey(), timezone.localdate()
    for _ in range(responses // PORTION):
        ledger.post([score for _ in range(PORTION) for score in _scores(ids, today)])


def _scores(ids: Ids, today: datetime.date) -> list[ledger.NewScore]:
    source, channel = uuid.uuid4(), random.choice(ids.channels)
    members = (ids.survey, random.choice(ids.stores), random.choice(ids.products))
    questions = zip(ids.definitions, ids.touchpoints, ids.highest, ANSWERS, strict=True)
    return [
        ledger.NewScore(
            today, definition, random.randint(1, highest), source, item, touchpoint, channel, members
        )
        for definition, touchpoint, highest, item in questions
    ]


def _answer_and_drain() -> None:
    for _ in range(PORTION):
        payload = {
            "survey": SURVEY,
            "submission_id": str(uuid.uuid4()),
            "answers": {name: random.choice(values) for name, values in ANSWERS.items()},
            "dimensions": {name: random.choice(values) for name, values in PARAMS.items()},
        }
        record_response(parse_submission(payload), source=Response.Source.API)
    drain()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
