"""Answers by the API while the rollups are kept and while they are not, and the messages that took."""

from __future__ import annotations

import os
import statistics

import redis

from bench import servers
from bench.measurement import Figure, Size, Target
from bench.place import Tenant

PACE = 100.0  # responses a second at which messages are counted


def intake(tenant: Tenant, size: Size) -> list[Figure]:
    at_full_speed = tenant.sending(seconds=size.seconds / 2)
    kept, left = [], []
    with servers.product() as web:
        for _ in range(size.rounds):
            with servers.worker():
                kept.append(servers.load(web, at_full_speed).per_second)
            left.append(servers.load(web, at_full_speed).per_second)
        with servers.worker():
            messages = _messages_per_response(web, tenant, size)
    value, floor = statistics.median(kept), statistics.median(left)
    return [
        Figure(
            "intake",
            "intake with rollups on, beside a stopped worker",
            value,
            "/s",
            Target(0.85, at_least=True),
            floor,
            value / floor,
        ),
        messages,
    ]


def _messages_per_response(web: servers.Web, tenant: Tenant, size: Size) -> Figure:
    """Everything that is sent through the broker meanwhile, the beat's messages included."""
    broker = redis.Redis.from_url(os.environ["REDIS_URL"])
    before = _sent(broker)
    plan = tenant.sending(seconds=max(10.0, size.seconds), warm_up=0.0, pace=PACE)
    found = servers.load(web, plan)
    per_response = (_sent(broker) - before) / found.in_all
    title = f"Celery messages a response at {found.per_second:.0f}/s"
    return Figure("messages", title, per_response, "", Target(0.02))


def _sent(broker: redis.Redis) -> int:
    return int(broker.info("commandstats").get("cmdstat_lpush", {}).get("calls", 0))
