"""Clients with a long past: facts written by SQL alone, then the product's own rebuild."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cache

from django.db import connection
from django_tenants.utils import tenant_context

from apps.kpis.models import Member, MetricDefinition
from apps.kpis.services import drain, rebuild_rollups
from apps.touchpoints.models import Channel, Touchpoint
from bench.place import ANSWERS, PARAMS, Tenant, make_tenant

DAYS = 400
INDEXES = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = 'kpis_score'::regclass AND contype IN ('p', 'u')
"""

# Response r, question k: evenly over the days and hashed over channels, stores and products.
FACTS = """
INSERT INTO kpis_score (day, definition_id, touchpoint_id, channel_id, value, members, source_id, item)
SELECT current_date - (r * {days} / {responses})::int, definitions[k], touchpoints[k],
    channels[1 + mod(r, cardinality(channels))::int],
    least(highest[k], mod(r * 7 + k * 3 + mod(r / 11, 5), 11)),
    ARRAY[
        survey,
        stores[1 + mod(r / 3, cardinality(stores))::int],
        products[1 + mod(r / 151, cardinality(products))::int]],
    ('00000000-0000-7000-8000-' || lpad(to_hex(r), 12, '0'))::uuid, items[k]
FROM generate_series(0::bigint, {responses} - 1) r, generate_series(1, 5) k,
    (SELECT %s::bigint[] AS definitions, %s::bigint[] AS touchpoints, %s::bigint[] AS channels,
        %s::bigint AS survey, %s::bigint[] AS stores, %s::bigint[] AS products, %s::int[] AS highest,
        %s::text[] AS items) ids
"""


@cache
def with_history(scores: int) -> Tenant:
    """A client with this many scores over 400 days, all of them in its rollup."""
    tenant = make_tenant(f"past{scores}")
    with tenant_context(tenant.client):
        _write_facts(scores)
        rebuild_rollups()
        drain()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE kpis_score")
            cursor.execute("VACUUM ANALYZE kpis_histogram")
    return tenant


def _write_facts(scores: int) -> None:
    """Without its indexes, which are then made again as they were."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        constraints = cursor.fetchall()
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = 'score_cell'"
        )
        (cell,) = cursor.fetchone()
        cursor.execute("DROP INDEX score_cell")
        for name, _definition in constraints:
            cursor.execute(f"ALTER TABLE kpis_score DROP CONSTRAINT {name}")
        cursor.execute(FACTS.format(days=DAYS, responses=scores // len(ANSWERS)), astuple(Ids.of_survey()))
        for name, definition in constraints:
            cursor.execute(f"ALTER TABLE kpis_score ADD CONSTRAINT {name} {definition}")
        cursor.execute(cell)


@dataclass(frozen=True)
class Ids:
    """What the survey's publication and its dimensions are called in the ledger; by question, in their order."""

    definitions: list[int]
    touchpoints: list[int]
    channels: list[int]
    survey: int
    stores: list[int]
    products: list[int]
    highest: list[int]
    items: list[str]

    @classmethod
    def of_survey(cls) -> Ids:
        definitions = dict(MetricDefinition.objects.values_list("metric", "pk"))
        touchpoints = dict(Touchpoint.objects.values_list("code", "pk"))
        members: dict[str, list[int]] = {name: [] for name in ("survey", *PARAMS)}
        for name, pk in Member.objects.order_by("pk").values_list("dimension__name", "pk"):
            members[name].append(pk)
        return cls(
            definitions=[definitions[m] for m in ("nps", "csat", "ces", "touchpoint", "touchpoint")],
            touchpoints=[touchpoints.get(item, 0) for item in ANSWERS],
            channels=list(Channel.objects.order_by("pk").values_list("pk", flat=True)[:3]),
            survey=members["survey"][0],
            stores=members["store"],
            products=members["product"],
            highest=[max(values) for values in ANSWERS.values()],
            items=list(ANSWERS),
        )
