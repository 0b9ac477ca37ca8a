"""What happens to scores: posted, retracted, drained into histograms, rebuilt, verified."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils import timezone

from apps.audit.services import record
from apps.common.errors import FieldProblem
from apps.common.jobs import enqueue
from apps.kpis import ledger
from apps.kpis.errors import TooManyDimensions
from apps.kpis.ledger import Difference, NewScore
from apps.kpis.models import (
    MOST_DIMENSIONS,
    MOST_MEMBERS,
    OTHER,
    SURVEY,
    Dimension,
    Ledger,
    Member,
    MetricDefinition,
)
from apps.tenancy.prepared import Prepared

log = structlog.get_logger(__name__)

DRAIN_SIZE = 20_000  # deltas a transaction: cells are written once for each
DECLARED = Prepared(
    "declared", "SELECT array_agg(name ORDER BY id) FROM {schema}.kpis_dimension WHERE NOT is_builtin"
)
KNOWN_MEMBERS = Prepared(  # of {dimension: value}
    "members",
    "SELECT json_object_agg(d.name, m.id)::text FROM json_each_text($1::json) AS asked"
    " JOIN {schema}.kpis_dimension d ON d.name = asked.key AND NOT d.is_builtin"
    " JOIN {schema}.kpis_member m ON m.dimension_id = d.id AND m.value = asked.value",
)
WAKE_EVERY = 5.0  # seconds between wake-ups of one client by one process; the sweep covers the rest


def create_defaults(_client: Any) -> None:
    """The client's one ledger row and its built-in dimension. May run twice."""
    Ledger.objects.get_or_create(pk=1)
    Dimension.objects.get_or_create(name=SURVEY, defaults={"is_builtin": True})


def post_scores(scores: Sequence[NewScore]) -> None:
    """Write facts and their deltas in the caller's transaction; once it commits they count for ever."""
    if scores:
        ledger.post(scores)
        wake_drain()


def wake_drain() -> None:
    """Once the caller's transaction commits; for whoever wrote scores by ``ledger.posting``."""
    enqueue("kpis.drain", at_most_every=WAKE_EVERY)


def retract_scores(source_ids: Iterable[uuid.UUID]) -> int:
    """Take back every score of these sources, in the caller's transaction; returns how many. The only way."""
    retracted = ledger.retract(source_ids)
    if retracted:
        wake_drain()
    return retracted


def drain() -> int:
    """Move what is pending into the histograms, a transaction per portion; returns the number of deltas.

    While a repair has the ledger it leaves at once, so that no worker waits: the sweep comes back to it.
    """
    drained = 0
    while True:
        with transaction.atomic():
            taken = ledger.drain(DRAIN_SIZE) if ledger.lock_shared() else 0
        drained += taken
        if taken < DRAIN_SIZE:
            return drained


def rebuild_rollups() -> int:
    """Make every histogram say what the facts say; returns how many did not. Answers keep being stored."""
    with transaction.atomic():
        ledger.lock_alone()
        changed = ledger.rebuild()
        Ledger.objects.update(rebuilt_at=timezone.now())
    return changed


def verify_rollups() -> list[Difference]:
    """Compare every cell with the facts, and remember the result for the metrics."""
    found = ledger.differences()
    Ledger.objects.update(verified_at=timezone.now(), verified_differences=len(found))
    if found:
        log.error("rollup_differs", cells=len(found), first=str(found[0]))
    return found


def ensure_definition(
    metric: str,
    *,
    code: str = "",
    scale_min: int,
    scale_max: int,
    high_is_good: bool = True,
    top_k: int = 0,
    wording: Mapping[str, str] | None = None,
) -> MetricDefinition:
    """The definition with exactly this scale; the first one of a metric becomes the client's primary."""
    identity = {
        "metric": metric,
        "code": code,
        "scale_min": scale_min,
        "scale_max": scale_max,
        "high_is_good": high_is_good,
        "top_k": top_k,
        "version": 1,
    }
    found = MetricDefinition.objects.filter(**identity).first()
    if found:
        return found
    _one_at_a_time()
    first = not MetricDefinition.objects.filter(metric=metric, code=code).exists()
    found, _ = MetricDefinition.objects.get_or_create(
        **identity, defaults={"wording": dict(wording or {}), "is_primary": first}
    )
    return found


@transaction.atomic
def make_primary(definition: MetricDefinition, *, actor: Any) -> None:
    """What this metric means when nobody names a definition, from now on."""
    _one_at_a_time()
    same = MetricDefinition.objects.filter(metric=definition.metric, code=definition.code)
    same.filter(is_primary=True).update(is_primary=False)
    definition.is_primary = True
    definition.save(update_fields=["is_primary"])
    record("definition.made_primary", actor=actor, target=str(definition))


def survey_member(code: str) -> int:
    """The member that stands for a survey in the built-in dimension."""
    dimension = Dimension.objects.get(name=SURVEY)
    member, _ = Member.objects.get_or_create(dimension=dimension, value=code)
    return int(member.pk)


def declared_dimensions() -> list[str]:
    row = DECLARED.row()
    return (row and row[0]) or []


def member_ids(dimensions: Mapping[str, str], *, declare: bool) -> tuple[int, ...]:
    """Ids of these members, new ones made on the way, in the caller's transaction if there is one.

    Unknown names are declared while there is room (``declare``, else they are left out); past eight
    TooManyDimensions is raised. Past 1,000 members a new value counts as "other".
    """
    if not dimensions:
        return ()
    known = _known_members(dimensions)
    missing = [name for name in dimensions if name not in known]
    if missing:
        known |= _others_of_full(missing)
        missing = [name for name in missing if name not in known]
    if missing:
        with transaction.atomic():
            _one_at_a_time()
            for dimension in _dimensions(missing, declare=declare):
                known[dimension.name] = _member(dimension, dimensions[dimension.name])
    return tuple(sorted(known.values()))


def _known_members(dimensions: Mapping[str, str]) -> dict[str, int]:
    row = KNOWN_MEMBERS.row(json.dumps(dict(dimensions)))
    return json.loads(row[0]) if row and row[0] else {}


def _others_of_full(names: Sequence[str]) -> dict[str, int]:
    """Where a dimension is full, it stays so: nobody has to wait for the row to learn that it is "other"."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.name, m.id FROM kpis_dimension d JOIN kpis_member m ON m.dimension_id = d.id "
            "WHERE NOT d.is_builtin AND d.name = ANY(%s) AND m.value = %s AND "
            "(SELECT count(*) FROM kpis_member o WHERE o.dimension_id = d.id AND o.value <> m.value) >= %s",
            [list(names), OTHER, MOST_MEMBERS],
        )
        return dict(cursor.fetchall())


def _dimensions(names: Sequence[str], *, declare: bool) -> list[Dimension]:
    """The client's dimensions of these names; new ones are declared if there is room for all of them, or none."""
    found = list(Dimension.objects.filter(name__in=names))
    new = [name for name in names if name not in {d.name for d in found}] if declare else []
    if new:
        room = MOST_DIMENSIONS - Dimension.objects.filter(is_builtin=False).count()
        if len(new) > room:
            code, words = TooManyDimensions.code, str(TooManyDimensions.title)
            raise TooManyDimensions(
                errors=[FieldProblem(f"/dimensions/{name}", code, words) for name in new[max(room, 0) :]]
            )
    return [d for d in found if not d.is_builtin] + [Dimension.objects.create(name=name) for name in new]


def _member(dimension: Dimension, value: str) -> int:
    found = Member.objects.filter(dimension=dimension, value=value).first()
    if found:
        return int(found.pk)
    full = Member.objects.filter(dimension=dimension).exclude(value=OTHER).count() >= MOST_MEMBERS
    member, _ = Member.objects.get_or_create(dimension=dimension, value=OTHER if full else value)
    return int(member.pk)


def _one_at_a_time() -> None:
    """New definitions, dimensions and members are rare and counted: they queue behind one row.

    NO KEY, because a foreign key to that row is checked FOR KEY SHARE when its transaction commits: with a full
    lock, an answer and a publication could wait for each other in a circle.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM kpis_dimension WHERE is_builtin FOR NO KEY UPDATE")
