"""Whatever goes wrong below /api/ is answered with a problem, never with a page and never with a 5xx."""

from __future__ import annotations

from typing import Any

import pytest

from apps.common.api.strict_json import MOST_BYTES
from apps.surveys.models import Survey
from apps.tenancy.hosts import host_cache
from apps.tenancy.models import Client
from tests.api.calls import Caller, pointers, submission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/", "/api/v2/kpis/", "/api/v1/kpis", "/api/v1/surveys/7/", "/api/x"])
def test_an_unknown_address_is_a_problem_with_404(writer: Caller, method: str, path: str) -> None:
    answer = writer.send(method, path)
    assert answer.status_code == 404
    assert pointers(answer) == []
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_a_wrong_method_is_405_and_says_which_are_right(writer: Caller, method: str) -> None:
    answer = writer.send(method, "responses/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert answer.json()["code"] == "method_not_allowed"


def test_only_json_is_answered(writer: Caller) -> None:
    answer = writer.get("touchpoints/", HTTP_ACCEPT="text/csv")
    assert answer.status_code == 406
    assert pointers(answer) == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_only_json_is_taken(writer: Caller, kind: str) -> None:
    answer = writer.send("POST", "responses/", b"survey=relation", content_type=kind)
    assert answer.status_code == 415
    assert pointers(answer) == []


def test_a_body_that_says_it_is_too_large_is_not_read(writer: Caller) -> None:
    answer = writer.send("POST", "responses/", b"{}", CONTENT_LENGTH=str(MOST_BYTES + 1))
    assert answer.status_code == 413
    assert writer.send("POST", "responses/", b" " * (MOST_BYTES + 1)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"[" * 2000 + b"]" * 2000,
        b'{"a":' * 2000 + b"1" + b"}" * 2000,
        b'{"survey": NaN}',
        b'{"survey": 1e999}',
        b'{"survey": "a", "survey": "b"}',
        rb'{"survey": "\u0000"}',
        rb'{"survey": "\ud800"}',
        rb'{"\ud800": 1}',
        b'{"survey": "\xff"}',
        b"1" * 10_000,
    ],
)
@pytest.mark.parametrize("path", ["touchpoints/", "surveys/", "responses/", "responses/batch/"])
def test_a_malformed_body_is_400_and_stores_nothing(
    writer: Caller, survey: Survey, path: str, body: bytes
) -> None:
    answer = writer.send("POST", path, body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def hostile() -> list[Any]:
    """Values where a text, a number, a list or an object belongs."""
    return [
        None,
        True,
        -1,
        10**30,
        1.5,
        1e300,
        "",
        "x" * 5000,
        "٣",
        "9.0",
        "1_0",
        [],
        [[]],
        {},
        {"": {}},
        [{}] * 3,
    ]


@pytest.mark.parametrize("field", ["survey", "submission_id", "answers", "version", "language", "channel"])
def test_hostile_values_in_a_response_are_never_our_fault(writer: Caller, survey: Survey, field: str) -> None:
    for value in hostile():
        answer = writer.post("responses/", {**submission(), field: value})
        assert answer.status_code in {201, 400}, (field, value, answer.content)


@pytest.mark.parametrize("question", ["recommend", "counter", "easy", "why"])
def test_a_hostile_answer_names_its_question(writer: Caller, survey: Survey, question: str) -> None:
    for value in [True, -1, 10**30, 1.5, "x" * 50_000, "٣", "9.0", [[]], {"": {}}]:
        answer = writer.post("responses/", submission({"recommend": 3, question: value}))
        if isinstance(value, str) and question == "why" and len(value) < 10_000:
            assert answer.status_code == 201
        else:
            assert (answer.status_code, pointers(answer)) == (400, [f"/answers/{question}"])


@pytest.mark.parametrize(
    "field", ["code", "name", "stage", "channel", "mode", "intended", "weight", "target"]
)
def test_hostile_values_in_a_touchpoint_are_never_our_fault(writer: Caller, field: str) -> None:
    for value in hostile():
        answer = writer.post(
            "touchpoints/", {"code": f"t{abs(hash(str(value)))}", "name": {"en": "T"}, field: value}
        )
        assert answer.status_code in {201, 400}, (field, value, answer.content)
        if answer.status_code == 400:
            assert pointers(answer) == [f"/{field}"]


@pytest.mark.parametrize("field", ["title", "language", "pages", "code", "description", "showProgress"])
def test_hostile_values_in_a_questionnaire_are_never_our_fault(writer: Caller, field: str) -> None:
    document = {"title": {"en": "T"}, "pages": [{"elements": [{"type": "nps", "name": "n"}]}]}
    for value in hostile():
        answer = writer.post("surveys/", {**document, field: value})
        assert answer.status_code in {201, 400}, (field, value, answer.content)


def test_problems_are_told_in_the_language_asked_for(writer: Caller) -> None:
    answer = writer.get("kpis/?metric=nps&colour=red", HTTP_ACCEPT_LANGUAGE="it")
    assert (answer.status_code, pointers(answer)) == (400, ["?colour"])
    assert answer["Content-Language"] == "it"


def test_our_own_fault_is_a_problem_too(writer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("apps.kpis.api.kpi_rows", fail)
    monkeypatch.setattr("apps.kpis.api.definition_of", fail)
    answer = writer.get("kpis/?metric=nps")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert pointers(answer) == []
    assert b"secret" not in answer.content


def test_a_suspended_clients_programs_are_told_so(writer: Caller, acme: Client) -> None:
    acme.state = Client.State.SUSPENDED
    acme.save(update_fields=["state"])
    host_cache.clear()
    answer = writer.get("kpis/?metric=nps")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
