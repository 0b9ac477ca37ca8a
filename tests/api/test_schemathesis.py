"""The schema against the running product: whatever fits it, and what narrowly does not, is answered as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import yaml
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from apps.tenancy.models import Client
from cxplatform.wsgi import application
from tests.api.calls import caller
from tests.api.test_access import ids_at

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 10  # of each kind per operation
KINDS = {"question-bank": "kept"}
PARTS = ("name", "number", "other", "language")
OF_QUESTIONNAIRES = 4  # each takes long to make up

SCHEMA = schemathesis.openapi.from_dict(
    yaml.safe_load((settings.BASE_DIR / "docs" / "openapi.yaml").read_text())
)
SCHEMA.app = application
OPERATIONS = {operation.label: operation for operation in (r.ok() for r in SCHEMA.get_all_operations())}


@pytest.fixture(autouse=True)
def _one_connection(db: None) -> Iterator[None]:
    """A server lets go of old connections around each request; the test's transaction lives in this one."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("label", list(OPERATIONS))
def test_every_answer_is_one_the_schema_describes(
    label: str, mode: schemathesis.GenerationMode, acme: Client
) -> None:
    program = caller("acme", "admin")
    kind = KINDS.get(label.split("/")[3], label.split("/")[3].removesuffix("s"))
    ids = ids_at("acme")
    seen: set[int] = set()

    @hypothesis_settings(
        max_examples=OF_QUESTIONNAIRES if label.startswith(("POST /api/v1/surveys/", "PUT")) else EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def exchange(case: Any) -> None:
        if "{id}" in label:
            case.path_parameters = {"id": ids[kind], **{p: ids[p] for p in PARTS if f"{{{p}}}" in label}}
        if label == "POST /api/v1/responses/" and isinstance(case.body, dict):
            case.body["survey"] = "relation"
        headers = {"Authorization": f"Bearer {program.key}", "Host": program.host}
        answer = case.call_and_validate(headers=headers, base_url=f"http://{program.host}", checks=CHECKS)
        seen.add(answer.status_code)

    exchange()
    assert seen - {401, 403, 404, 406}, "nothing got beyond the door"
