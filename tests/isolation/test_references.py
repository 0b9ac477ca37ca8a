"""Codes and ids of another client inside a body, a filter or a file name: they mean nothing here."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django_tenants.utils import tenant_context

from apps.responses.models import Response
from tests.isolation.rows import Row
from tests.isolation.world import Twin, answer, make_twin, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme_twin(db: None) -> Twin:
    return make_twin("acme")


@pytest.fixture
def globex_twin(db: None) -> Twin:
    return make_twin("globex")


def send(twin: Twin, method: str, path: str, data: dict[str, Any]) -> Any:
    return answer(twin.slug, None, method, path, Row(data=data), twin.keys["admin"])


def submission(survey_of: Twin) -> dict[str, Any]:
    answers = {"recommend": 9, "counter": 5, "easy": 7}
    return {"survey": survey_of.survey.code, "submission_id": str(uuid.uuid4()), "answers": answers}


def test_a_response_to_another_clients_survey_is_refused(acme_twin: Twin, globex_twin: Twin) -> None:
    refused = send(globex_twin, "post", "/api/v1/responses/", submission(acme_twin))
    assert refused.status_code == 400
    assert send(globex_twin, "post", "/api/v1/responses/", submission(globex_twin)).status_code == 201


def test_a_batch_for_another_clients_survey_is_refused(acme_twin: Twin, globex_twin: Twin) -> None:
    both = {"responses": [submission(acme_twin), submission(globex_twin)]}
    report = send(globex_twin, "post", "/api/v1/responses/batch/", both).json()
    assert [item["status"] for item in report["results"]] == ["refused", "created"]


def test_the_submission_id_of_another_client_is_free_here(acme_twin: Twin, globex_twin: Twin) -> None:
    with tenant_context(acme_twin.client):
        taken = str(Response.objects.get(pk=acme_twin.response.pk).submission_id)
    data = submission(globex_twin) | {"submission_id": taken}
    assert send(globex_twin, "post", "/api/v1/responses/", data).status_code == 201


def test_a_list_by_another_clients_survey_is_refused(acme_twin: Twin, globex_twin: Twin) -> None:
    foreign, own = (
        send(globex_twin, "get", "/api/v1/responses/", {"survey": twin.survey.code})
        for twin in (acme_twin, globex_twin)
    )
    assert (foreign.status_code, own.status_code) == (400, 200)


def test_a_figure_by_another_clients_survey_counts_nothing(acme_twin: Twin, globex_twin: Twin) -> None:
    foreign, own = (
        send(globex_twin, "get", "/api/v1/kpis/", {"metric": "nps", "survey": twin.survey.code})
        for twin in (acme_twin, globex_twin)
    )
    assert [answered.json()["results"][0]["n"] for answered in (foreign, own)] == [0, 1]


def test_a_portal_page_filtered_by_another_clients_survey_is_empty(
    acme_twin: Twin, globex_twin: Twin
) -> None:
    member = member_of(globex_twin.client, "viewer@example.com", "viewer")
    for page in ("/responses/", "/responses/export.csv"):
        row = Row(data={"survey": acme_twin.survey.code})
        body = answer("globex", member, "get", page, row).body.decode()
        assert f"{acme_twin.mark} was not" not in body


def test_a_stored_file_lies_in_its_clients_own_folder(acme_twin: Twin, globex_twin: Twin) -> None:
    for twin in (acme_twin, globex_twin):
        assert twin.batch.stored_as.startswith(f"{twin.client.schema_name}/")
        assert twin.mark in default_storage.open(twin.batch.stored_as).read().decode()
