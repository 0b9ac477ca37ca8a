from __future__ import annotations

import base64
import json
from itertools import chain
from typing import Any

import pytest

from apps.surveys.models import Survey
from tests.api.calls import Caller, pointers, submission

pytestmark = pytest.mark.django_db


def send(writer: Caller, how_many: int) -> list[str]:
    """In one batch, so that all share the moment they were received at."""
    body = writer.post("responses/batch/", {"responses": [submission() for _ in range(how_many)]}).json()
    assert body["created"] == how_many
    return [report["id"] for report in body["results"]]


def walk(writer: Caller, path: str, between: Any = None) -> list[list[str]]:
    pages = []
    while path:
        body = writer.get(path).json()
        pages.append([row["id"] for row in body["results"]])
        path = (body["next"] or "").partition("/api/v1/")[2]
        if between and path:
            between()
    return pages


def test_pages_hold_every_row_once_also_where_all_share_a_time(writer: Caller, survey: Survey) -> None:
    ids = send(writer, 7)
    pages = walk(writer, "responses/?page_size=3&survey=relation")
    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(chain(*pages)) == sorted(ids)


def test_rows_that_arrive_meanwhile_shift_nothing(writer: Caller, survey: Survey) -> None:
    ids = send(writer, 6)
    pages = walk(writer, "responses/?page_size=2", between=lambda: send(writer, 1))
    assert sorted(chain(*pages)) == sorted(ids)


def test_a_list_in_rising_order_is_paged_as_well(writer: Caller) -> None:
    for code in "cab":
        writer.post("touchpoints/", {"code": f"t{code}", "name": {"en": code}})
    ids = {row["id"]: row["code"] for row in writer.get("touchpoints/").json()["results"]}
    pages = walk(writer, "touchpoints/?page_size=1")
    assert [[ids[i] for i in page] for page in pages] == [["ta"], ["tb"], ["tc"]]


def test_the_last_page_has_no_next(writer: Caller, survey: Survey) -> None:
    send(writer, 2)
    assert writer.get("responses/?page_size=2").json()["next"] is None
    link = writer.get("responses/?page_size=1").json()["next"]
    assert link.startswith("http://acme.localhost/api/v1/responses/?cursor=")


@pytest.mark.parametrize("size", ["0", "-1", "1001", "99999999999", "x", "", "٣", "1.0", "+5"])
def test_a_page_size_out_of_bounds_is_refused(writer: Caller, size: str) -> None:
    for path in ("touchpoints/", "surveys/", "responses/"):
        answer = writer.get(f"{path}?page_size={size}".replace("+", "%2B"))
        assert (answer.status_code, pointers(answer)) == (400, ["?page_size"])


def test_the_bounds_themselves_are_allowed(writer: Caller) -> None:
    for size in (1, 1000):
        assert writer.get(f"responses/?page_size={size}").status_code == 200


def token(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


UUID = "01a20003-2955-764d-a91d-385bb09c381b"


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "é",
        token(None),
        token([]),
        token(["2026-03-01"]),
        token(["yesterday", UUID]),
        token(["2026-03-01T00:00:00+00:00", "7"]),
        token(["2026-03-01T00:00:00+00:00", UUID, "more"]),
        token([["2026-03-01T00:00:00+00:00"], UUID]),
        token(["2026-03-01T00:00:00+00:00\0", UUID]),
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
    ],
)
def test_a_made_up_cursor_is_refused(writer: Caller, cursor: str) -> None:
    answer = writer.get(f"responses/?cursor={cursor}")
    assert (answer.status_code, pointers(answer)) == (400, ["?cursor"])
