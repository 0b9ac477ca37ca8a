"""A database of our own on the given server, with clients that answer one survey of five metric questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

SURVEY = "bench"
STORES = [f"Store {number}" for number in range(1, 51)]
PRODUCTS = [f"Product {number}" for number in range(1, 21)]
PARAMS = {"store": STORES, "product": PRODUCTS}
TOUCHPOINTS = {"counter": "store", "website": "web"}
ANSWERS: dict[str, list[int]] = {
    "recommend": list(range(11)),
    "satisfied": [1, 2, 3, 4, 5],
    "easy": [1, 2, 3, 4, 5, 6, 7],
    "counter": list(range(11)),
    "website": list(range(11)),
}


@contextmanager
def own_database() -> Iterator[None]:
    """Points DATABASE_URL to a fresh database that is dropped again. Enter before Django is set up."""
    server = os.environ["DATABASE_URL"]
    name = f"cx_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    os.environ["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True)
class Tenant:
    """A client with the survey, its dimensions and a key of its API."""

    client: Any
    key: str

    @property
    def host(self) -> str:
        return f"{self.client.slug}.localhost"

    def answering(self, **plan: Any) -> dict[str, Any]:
        """Respondents of the public page."""
        return {
            "kind": "answer",
            "host": self.host,
            "path": f"/s/{SURVEY}/",
            "params": PARAMS,
            "answers": ANSWERS,
            "least_seconds": 1.2,
            "warm_up": 2.5,
            **plan,
        }

    def sending(self, **plan: Any) -> dict[str, Any]:
        """A system that sends responses to the API, one by one."""
        path = "/api/v1/responses/"
        fields = {"key": self.key, "survey": SURVEY, "params": PARAMS, "answers": ANSWERS}
        return {"kind": "send", "host": self.host, "path": path, **fields, **plan}


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)


def make_tenant(slug: str) -> Tenant:
    from django.db import connection
    from django_tenants.utils import tenant_context

    from apps.accounts.actors import SYSTEM
    from apps.exchange.keys import create_key
    from apps.kpis.services import member_ids
    from apps.surveys.services import create_survey, publish_survey
    from apps.tenancy.services import create_client, provision
    from apps.touchpoints.models import Channel, Stage, Touchpoint
    from bench.floor.models import TABLE

    client = provision(create_client(slug=slug, name=slug.title(), in_background=False).pk)
    with tenant_context(client):
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
        for code, channel in TOUCHPOINTS.items():
            Touchpoint.objects.create(
                code=code,
                name={"en": code},
                stage=Stage.objects.get(code="purchase"),
                channel=Channel.objects.get(code=channel),
            )
        for name, values in PARAMS.items():
            for value in values:
                member_ids({name: value}, declare=True)
        publish_survey(create_survey(_survey(), actor=SYSTEM, code=SURVEY), actor=SYSTEM)
        _, key = create_key("bench", scope="write", actor=SYSTEM)
    return Tenant(client, key)


def _survey() -> dict[str, Any]:
    ratings = [
        {
            "type": "rating",
            "name": code,
            "title": {"en": f"The {code}?"},
            "rateMin": 0,
            "rateMax": 10,
            "touchpoint": code,
        }
        for code in TOUCHPOINTS
    ]
    elements = [
        {"type": "nps", "name": "recommend", "title": {"en": "Would you recommend us?"}, "isRequired": True},
        {"type": "csat", "name": "satisfied", "title": {"en": "How satisfied are you?"}, "points": 5},
        {"type": "ces", "name": "easy", "title": {"en": "They made it easy."}},
        *ratings,
        {"type": "comment", "name": "why", "title": {"en": "Anything else?"}},
    ]
    return {
        "title": {"en": "How are we doing?"},
        "language": "en",
        "pages": [{"name": "p1", "elements": elements}],
    }
