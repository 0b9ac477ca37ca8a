"""Each request leaves one line, with its client and its id, and without what lets somebody in."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import structlog
from structlog.testing import LogCapture

from tests.people import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the request log writes, with the variables bound around it."""
    capture = LogCapture()
    processors = [structlog.contextvars.merge_contextvars, capture]
    monkeypatch.setattr("cxplatform.requests.log", structlog.wrap_logger(None, processors=processors))
    found: list[dict[str, Any]] = capture.entries  # type: ignore[assignment]
    return found


@pytest.mark.parametrize(("host", "client"), [("acme", "acme"), ("globex", "globex"), ("agency", "agency")])
def test_a_line_names_the_client_and_carries_the_callers_id(
    lines: list[dict[str, Any]], host: str, client: str
) -> None:
    given = str(uuid.uuid4())
    answer = visit(host).get("/accounts/login/?next=secret", HTTP_X_REQUEST_ID=given)
    assert answer["X-Request-ID"] == given
    [line] = lines
    assert {k: line[k] for k in ("client", "request_id", "method", "path", "status")} == {
        "client": client,
        "request_id": given,
        "method": "GET",
        "path": "/accounts/login/",
        "status": 200,
    }
    assert line["ms"] > 0


def test_an_id_that_is_none_is_replaced(lines: list[dict[str, Any]]) -> None:
    answer = visit("acme").get("/accounts/login/", HTTP_X_REQUEST_ID='x" event="forged')
    assert uuid.UUID(answer["X-Request-ID"])
    assert lines[0]["request_id"] == answer["X-Request-ID"]


def test_the_next_request_does_not_inherit_the_client_of_the_last(lines: list[dict[str, Any]]) -> None:
    visit("acme").get("/accounts/login/")
    visit("acme").browser.get("/", HTTP_HOST="nobody.example")
    assert [line.get("client") for line in lines] == ["acme", None]
    assert lines[0]["request_id"] != lines[1]["request_id"]


def test_a_link_that_sets_a_password_is_not_written_down(lines: list[dict[str, Any]]) -> None:
    visit("acme").get("/accounts/password/reset/key/2f-c0ffee-0123456789abcdef/")
    assert lines[0]["path"] == "/accounts/password/reset/key/***/"
