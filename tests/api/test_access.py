"""One table: every operation, and the scope it needs. An operation without a row fails."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.exchange.keys import create_key, revoke_key
from apps.responses.models import Response
from apps.responses.services import record_response
from apps.responses.submissions import parse_submission
from apps.surveys.bank import keep_question
from apps.surveys.drafts import edit_draft, undo_draft
from apps.surveys.models import Conversion, Survey
from apps.tenancy.models import Client
from apps.touchpoints.models import Touchpoint
from tests.api.calls import Caller, caller, submission
from tests.people import HOSTS
from tests.surveys.examples import published_relationship, relationship

pytestmark = pytest.mark.django_db

# operation, scope, and what the least key that may use it is answered
TABLE = [
    ("GET /api/v1/touchpoints/", "read", 200),
    ("POST /api/v1/touchpoints/", "write", 201),
    ("GET /api/v1/touchpoints/{touchpoint}/", "read", 200),
    ("PATCH /api/v1/touchpoints/{touchpoint}/", "write", 200),
    ("DELETE /api/v1/touchpoints/{touchpoint}/", "write", 204),
    ("POST /api/v1/touchpoints/{touchpoint}/restore/", "write", 200),
    ("GET /api/v1/surveys/", "read", 200),
    ("POST /api/v1/surveys/", "write", 201),
    ("GET /api/v1/surveys/{survey}/", "read", 200),
    ("PUT /api/v1/surveys/{survey}/", "write", 200),
    ("POST /api/v1/surveys/{survey}/publish/", "write", 200),
    ("POST /api/v1/surveys/{survey}/close/", "write", 200),
    ("POST /api/v1/surveys/import/", "write", 201),
    ("GET /api/v1/surveys/{survey}/conversion/", "read", 200),
    ("POST /api/v1/surveys/{survey}/conversion/acknowledge/", "write", 200),
    ("GET /api/v1/surveys/{survey}/export/surveyjs/", "read", 200),
    ("GET /api/v1/surveys/{survey}/export/xlsform/", "read", 200),
    ("GET /api/v1/surveys/{survey}/checks/", "read", 200),
    ("GET /api/v1/surveys/{survey}/versions/", "read", 200),
    ("GET /api/v1/surveys/{survey}/versions/{number}/", "read", 200),
    ("GET /api/v1/surveys/{survey}/versions/{number}/compare/{other}/", "read", 200),
    ("POST /api/v1/surveys/{survey}/versions/{number}/restore/", "write", 200),
    ("GET /api/v1/surveys/{survey}/draft/", "read", 200),
    ("POST /api/v1/surveys/{survey}/edits/", "write", 200),
    ("POST /api/v1/surveys/{survey}/undo/", "write", 200),
    ("POST /api/v1/surveys/{survey}/redo/", "write", 200),
    ("POST /api/v1/surveys/{survey}/duplicate/", "write", 201),
    ("GET /api/v1/surveys/{survey}/questions/", "read", 200),
    ("POST /api/v1/surveys/{survey}/questions/", "write", 201),
    ("PATCH /api/v1/surveys/{survey}/questions/{name}/", "write", 200),
    ("DELETE /api/v1/surveys/{survey}/questions/{name}/", "write", 200),
    ("GET /api/v1/surveys/{survey}/translations/{language}/", "read", 200),
    ("PATCH /api/v1/surveys/{survey}/translations/{language}/", "write", 200),
    ("GET /api/v1/question-bank/", "read", 200),
    ("POST /api/v1/question-bank/", "write", 201),
    ("DELETE /api/v1/question-bank/{kept}/", "write", 204),
    ("GET /api/v1/responses/", "read", 200),
    ("POST /api/v1/responses/", "write", 201),
    ("POST /api/v1/responses/batch/", "write", 200),
    ("GET /api/v1/responses/{response}/", "read", 200),
    ("POST /api/v1/responses/{response}/erase/", "admin", 200),
    ("POST /api/v1/responses/{response}/restore/", "admin", 200),
    ("GET /api/v1/kpis/?metric=nps", "read", 200),
]
OPERATIONS = [operation for operation, _scope, _status in TABLE]
SCOPES = ("read", "write", "admin")


def body_of(operation: str) -> Any:
    """What is sent with it: valid, so that only the key decides."""
    bodies: dict[str, Any] = {
        "POST /api/v1/touchpoints/": {"code": "app", "name": {"en": "App"}},
        "PATCH /api/v1/touchpoints/{touchpoint}/": {"owner": "Ada"},
        "POST /api/v1/surveys/": relationship(),
        "PUT /api/v1/surveys/{survey}/": relationship(),
        "POST /api/v1/surveys/import/": {"document": {"elements": [{"type": "text", "name": "a"}]}},
        "POST /api/v1/surveys/{survey}/edits/": {"revision": 3, "operation": {"op": "add_page"}},
        "POST /api/v1/surveys/{survey}/undo/": {},
        "POST /api/v1/surveys/{survey}/versions/{number}/restore/": {},
        "POST /api/v1/surveys/{survey}/redo/": {},
        "POST /api/v1/surveys/{survey}/questions/": {"page": "p1", "question": {"type": "ces"}},
        "PATCH /api/v1/surveys/{survey}/questions/{name}/": {"settings": {"isRequired": True}},
        "PATCH /api/v1/surveys/{survey}/translations/{language}/": {
            "texts": {"recommend/title": "Empfehlen Sie uns?"}
        },
        "POST /api/v1/question-bank/": {"question": {"type": "ces", "name": "easy"}},
        "POST /api/v1/responses/": submission(),
        "POST /api/v1/responses/batch/": {"responses": [submission()]},
    }
    return bodies.get(operation)


def ids_at(slug: str) -> dict[str, str]:
    """One of each kind at a client."""
    with tenant_context(Client.objects.get(slug=slug)):
        survey = published_relationship()
        Conversion.objects.create(survey=survey, format="surveyjs")
        edit_draft(survey, {"op": "add_page"}, revision=0, actor=SYSTEM)  # one step to undo, one to redo
        edit_draft(survey, {"op": "add_page"}, revision=1, actor=SYSTEM)
        undo_draft(survey, revision=2, actor=SYSTEM)
        kept = keep_question(survey, "why", actor=SYSTEM)
        outcome = record_response(parse_submission(submission()), source="api")
        assert outcome.response is not None
        touchpoint = Touchpoint.objects.get(code="counter")
        return {
            "touchpoint": str(touchpoint.uid),
            "survey": str(survey.uid),
            "number": "1",
            "other": "draft",
            "language": "de",
            "name": "why",
            "kept": str(kept.uid),
            "response": str(outcome.response.pk),
        }


def call(program: Caller, operation: str, ids: dict[str, str]) -> Any:
    method, path = operation.split(" ")
    return program.send(method, path.format(**ids), body_of(operation))


def counts(slug: str) -> tuple[int, ...]:
    with tenant_context(Client.objects.get(slug=slug)):
        kept = Response.objects.kept().count()
        live = Touchpoint.objects.live().count()
        return Touchpoint.objects.count(), live, Survey.objects.count(), Response.objects.count(), kept


@pytest.mark.parametrize(("operation", "scope", "status"), TABLE, ids=OPERATIONS)
def test_the_least_scope_that_may_is_let_in(
    operation: str, scope: str, status: int, acme: Client, globex: Client
) -> None:
    answer = call(caller("acme", scope), operation, ids_at("acme"))
    assert answer.status_code == status, answer.content


@pytest.mark.parametrize(("operation", "scope", "status"), TABLE, ids=OPERATIONS)
def test_a_lesser_scope_is_refused_and_changes_nothing(
    operation: str, scope: str, status: int, acme: Client
) -> None:
    ids = ids_at("acme")
    before = counts("acme")
    for lesser in SCOPES[: SCOPES.index(scope)]:
        answer = call(caller("acme", lesser), operation, ids)
        assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert counts("acme") == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_without_a_key_of_this_client_nobody_gets_in(operation: str, acme: Client, globex: Client) -> None:
    ids = ids_at("acme")
    before = counts("acme")
    with tenant_context(acme):
        key, revoked = create_key("old", scope="admin", actor=SYSTEM)
        revoke_key(key, actor=SYSTEM)
    foreign = caller("globex", "admin").key
    for secret in (None, "nonsense", "cx_" + "a" * 40, foreign, revoked):
        answer = call(Caller(HOSTS["acme"], secret), operation, ids)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert counts("acme") == before


@pytest.mark.parametrize("operation", [o for o in OPERATIONS if "{" in o])
def test_what_belongs_to_another_client_and_what_does_not_exist_answer_alike(
    operation: str, acme: Client, globex: Client
) -> None:
    program = caller("acme", "admin")
    ids_at("acme")
    foreign = ids_at("globex")
    before = counts("globex")
    bodies = []
    for ids in (foreign, {kind: str(uuid.uuid4()) for kind in foreign}, dict.fromkeys(foreign, "f" * 36)):
        answer = call(program, operation, ids)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
        bodies.append(answer.json()["detail"])
    assert bodies[0] == bodies[1]
    assert counts("globex") == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_session_cookie_opens_nothing(operation: str, acme: Client) -> None:
    from tests.people import ADA, visit

    browser = visit("acme", ADA).browser
    method, path = operation.split(" ")
    connection.set_schema_to_public()
    answer = browser.generic(method, path.format(**ids_at("acme")), HTTP_HOST=HOSTS["acme"])
    assert answer.status_code == 401


def test_every_operation_of_the_schema_stands_in_the_table() -> None:
    schema = yaml.safe_load((settings.BASE_DIR / "docs" / "openapi.yaml").read_text())
    kinds = {
        "touchpoints": "{touchpoint}",
        "surveys": "{survey}",
        "responses": "{response}",
        "question-bank": "{kept}",
    }
    described = {
        f"{method.upper()} {path.replace('{id}', kinds.get(path.split('/')[3], ''))}"
        for path, methods in schema["paths"].items()
        for method in methods
    }
    assert described == {operation.partition("?")[0] for operation in OPERATIONS}
