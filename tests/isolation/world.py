"""Two clients with the same objects under the same integer ids, and a browser or a key for every role."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client as Browser
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.accounts.models import Membership, User
from apps.accounts.sessions import SessionStore
from apps.exchange.imports.services import choose_mapping, receive_file
from apps.exchange.keys import create_key
from apps.exchange.models import Import
from apps.responses.models import Response, Upload
from apps.responses.services import erase_response, record_response
from apps.responses.submissions import parse_submission
from apps.responses.uploads.services import keep_file
from apps.surveys.bank import keep_question
from apps.surveys.models import BankQuestion, Conversion, Survey
from apps.surveys.questionnaire.file_kinds import KINDS
from apps.tenancy.models import Client
from apps.touchpoints.models import Touchpoint
from tests.people import HOSTS, Visitor
from tests.surveys.examples import publish_document, published_relationship

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
    erased: Response
    upload: Upload
    kept: BankQuestion
    batch: Import
    key_id: uuid.UUID
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return str(self.client.slug)

    @property
    def ids(self) -> set[str]:
        """What must never be read at the other client."""
        made = {
            str(self.member.pk),
            str(self.touchpoint.uid),
            str(self.survey.uid),
            str(self.response.pk),
            str(self.batch.pk),
            str(self.upload.pk),
            str(self.kept.uid),
        }
        return made | {self.survey.code, str(self.key_id)}


def make_twin(slug: str) -> Twin:
    client = Client.objects.get(slug=slug)
    mark = f"zz{slug}zz"
    with tenant_context(client):
        start_ids(client.schema_name)
        survey = published_relationship(f"{mark}-survey")
        Conversion.objects.create(survey=survey, format="surveyjs", file_name=f"{mark}.json")
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
            response=responded(survey, f"{mark} was not amused"),
            erased=erase_response(responded(survey, f"{mark} changed their mind"), actor=SYSTEM),
            kept=keep_question(survey, "why", title=f"{mark} question", actor=SYSTEM),
            upload=sent(mark),
            batch=imported(mark),
            key_id=made["read"][0].pk,
            keys={scope: secret for scope, (_key, secret) in made.items()},
        )


SCOPES = ("read", "write", "admin")


def responded(survey: Survey, words: str) -> Response:
    answers = {"recommend": 3, "why": words, "counter": 2, "easy": 2}
    payload = {"survey": survey.code, "submission_id": str(uuid.uuid4()), "answers": answers}
    outcome = record_response(parse_submission(payload), source="api")
    assert outcome.response is not None
    return outcome.response


def sent(mark: str) -> Upload:
    """A file that came with a response."""
    survey = publish_document([{"type": "file", "name": "photo"}], f"{mark}-photo")
    submission_id, file = uuid.uuid4(), SimpleUploadedFile(f"{mark}.pdf", f"%PDF-{mark}".encode())
    upload = keep_file(
        file,
        KINDS[".pdf"],
        version_id=survey.version_id,
        question="photo",
        submission_id=submission_id,
    )
    answers = {"photo": [str(upload.pk)]}
    payload = {"survey": survey.code, "submission_id": str(submission_id), "answers": answers}
    record_response(parse_submission(payload), source="page")
    return upload


def imported(mark: str) -> Import:
    """A file that is being checked, one row of it to be refused."""
    lines = ["number,day,rating,said", f"1,2026-01-05,7,{mark} was fine", f"2,2026-01-06,99,{mark} was not"]
    batch = receive_file(["\n".join(lines).encode()], f"{mark}.csv", actor=SYSTEM)
    score = {"column": "rating", "metric": "touchpoint", "touchpoint": "counter", "min": 0, "max": 10}
    document = {"id": "number", "date": {"column": "day"}, "scores": [score], "texts": ["said"]}
    return choose_mapping(batch, document, actor=SYSTEM)


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


def answer(
    place: str,
    member: Membership | None,
    method: str,
    path: str,
    row: Any,
    secret: str = "",
    look: Any = None,
) -> Any:
    """What one request gets; what it changed is taken back, so that every request finds the same world.
    ``look`` is asked before that, into ``.looked``.

    A page takes a form, the REST API JSON and a key.
    """
    visitor = browser_of(place, member)
    extra: dict[str, Any] = {"HTTP_HOST": visitor.host}
    if secret:
        extra["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    if path.startswith("/api/") and method != "get":
        extra["content_type"] = "application/json"
    before = transaction.savepoint()
    try:
        response = getattr(visitor.browser, method)(path, row.data, **extra)
        connection.set_schema_to_public()
        response.looked = look() if look else None
        response.body = b"".join(response.streaming_content) if response.streaming else response.content
    finally:
        transaction.savepoint_rollback(before)
        connection.set_schema_to_public()
    return response
