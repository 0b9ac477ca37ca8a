"""Two clients with the same objects under the same integer ids, and a browser or a key for every role."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client as Browser
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.accounts.models import Membership, User
from apps.accounts.sessions import SessionStore
from apps.exchange.keys import create_key
from apps.responses.models import Response
from apps.responses.services import record_response
from apps.responses.submissions import parse_submission
from apps.surveys.models import Survey
from apps.tenancy.models import Client
from apps.touchpoints.models import Touchpoint
from tests.people import HOSTS, Visitor
from tests.surveys.examples import published_relationship

SAME_IDS = 7_000_001  # where both clients' sequences start, far above what the tests made before


@dataclass
class Twin:
    """One client's objects. ``mark`` is a word that stands in the text of each of them, and nowhere else."""

    client: Client
    mark: str
    member: Membership
    touchpoint: Touchpoint
    survey: Survey
    response: Response
    key_id: uuid.UUID
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return str(self.client.slug)

    @property
    def ids(self) -> set[str]:
        """What must never be read at the other client."""
        made = {str(self.member.pk), str(self.touchpoint.uid), str(self.survey.uid), str(self.response.pk)}
        return made | {self.survey.code, str(self.key_id)}


def make_twin(slug: str) -> Twin:
    client = Client.objects.get(slug=slug)
    mark = f"zz{slug}zz"
    with tenant_context(client):
        start_ids(client.schema_name)
        survey = published_relationship(f"{mark}-survey")
        touchpoint = Touchpoint.objects.get(code="counter")
        touchpoint.name = {"en": f"Counter {mark}"}
        touchpoint.save()
        made = {scope: create_key(f"{mark} {scope}", scope=scope, actor=SYSTEM) for scope in SCOPES}
        return Twin(
            client=client,
            mark=mark,
            member=member_of(client, f"{mark}@example.com", "viewer"),
            touchpoint=touchpoint,
            survey=survey,
            response=answer(survey, f"{mark} was not amused"),
            key_id=made["read"][0].pk,
            keys={scope: secret for scope, (_key, secret) in made.items()},
        )


SCOPES = ("read", "write", "admin")


def answer(survey: Survey, words: str) -> Response:
    answers = {"recommend": 3, "why": words, "counter": 2, "easy": 2}
    payload = {"survey": survey.code, "submission_id": str(uuid.uuid4()), "answers": answers}
    outcome = record_response(parse_submission(payload), source="api")
    assert outcome.response is not None
    return outcome.response


def start_ids(schema: str) -> None:
    """Both clients count from the same number on, so that an integer of one is always an integer of the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = %s", [schema])
        for (sequence,) in cursor.fetchall():
            cursor.execute(f'ALTER SEQUENCE "{schema}"."{sequence}" RESTART WITH {SAME_IDS}')


def member_of(client: Client | None, email: str, role: str) -> Membership:
    user = User.objects.filter(email=email).first() or User.objects.create(email=email, password="x")
    return Membership.objects.get_or_create(user=user, client=client, defaults={"role": role})[0]


def browser_of(place: str, membership: Membership | None) -> Visitor:
    """A browser on a host, signed in as that member without the cost of hashing a password."""
    visitor = Visitor(Browser(), HOSTS[place])
    if membership is None:
        return visitor
    user = membership.user
    with tenant_context(membership.client) if membership.client else nullcontext():
        session = _session(user)
    visitor.browser.cookies["cx_session"] = session
    return visitor


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "apps.accounts.backends.MembershipBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def call(visitor: Visitor, method: str, path: str, data: Any = None, secret: str | None = None) -> Any:
    """A page takes a form, the REST API JSON and a key."""
    extra: dict[str, Any] = {"HTTP_HOST": visitor.host}
    if secret is not None:
        extra["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    if path.startswith("/api/") and method != "get":
        extra |= {"content_type": "application/json"}
    return getattr(visitor.browser, method)(path, data if data is not None else {}, **extra)
