"""What single processes of the tests do: python -m tests.reliability.roles ROLE SCHEMA [SECONDS]."""

from __future__ import annotations

import datetime
import random
import sys
import time
import uuid
from collections.abc import Callable

import django


def record(_schema: str) -> None:
    """Scores of a few responses, each to be found again by erase()."""
    from apps.kpis import services
    from apps.kpis.ledger import NewScore

    day = datetime.date(2026, 3, 1)
    for _ in range(20):
        source, members = uuid.uuid4(), tuple(random.sample(range(100, 110), 2))
        values = [random.randrange(11) for _ in range(3)]
        scores = [
            NewScore(day, 900 + i, value, source, f"q{i}", members=members) for i, value in enumerate(values)
        ]
        services.post_scores(scores)


def erase(_schema: str) -> None:
    from apps.kpis import services
    from apps.kpis.models import Score

    sources = list(
        Score.objects.filter(definition_id=900).order_by("?").values_list("source_id", flat=True)[:5]
    )
    services.retract_scores(sources)


def drain(_schema: str) -> None:
    from apps.kpis import services

    services.DRAIN_SIZE = 50  # many transactions, so that many meet
    services.drain()


def rebuild(_schema: str) -> None:
    from apps.kpis import services

    if changed := services.rebuild_rollups():
        raise SystemExit(f"a rebuild found {changed} wrong cells")


def claim(period: str) -> None:
    """What a beat's task does first; several are awake at the same time."""
    from apps.tenancy.services import claim_period

    print(claim_period("tests.reliability", period), flush=True)


def over_and_over(role: Callable[[str], None], schema: str, seconds: float) -> None:
    from django_tenants.utils import schema_context

    ends = time.monotonic() + seconds
    rounds = 0
    with schema_context(schema):
        while time.monotonic() < ends:
            role(schema)
            rounds += 1
    print(rounds, flush=True)


def main() -> None:
    name, argument, *seconds = sys.argv[1:]
    django.setup()
    role = {"record": record, "erase": erase, "drain": drain, "rebuild": rebuild, "claim": claim}[name]
    if seconds:
        over_and_over(role, argument, float(seconds[0]))
    else:
        role(argument)


if __name__ == "__main__":
    main()
