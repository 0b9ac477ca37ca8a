"""Checks and versions over REST."""

from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.surveys.models import Survey
from apps.tenancy.models import Client
from tests.api.calls import Caller
from tests.surveys.examples import published_relationship, relationship

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(acme: Client) -> str:
    with tenant_context(acme):
        return f"surveys/{published_relationship().uid}/"


def second(writer: Caller, path: str) -> dict[str, Any]:
    """A version on another scale, published."""
    document = relationship()
    document["pages"][1]["elements"][0]["points"] = 7
    assert writer.send("PUT", path, document).status_code == 200
    assert writer.post(path + "publish/").status_code == 200
    return document


def broken(acme: Client, document: dict[str, Any]) -> None:
    with tenant_context(acme):
        Survey.objects.update(draft=document)


def test_a_draft_without_faults_can_be_published(writer: Caller, path: str) -> None:
    body = writer.get(path + "checks/").json()
    assert body["can_be_published"] is True
    assert 10 < body["seconds"] < 120
    assert {finding["level"] for finding in body["findings"]} <= {"hint"}


def test_every_finding_names_its_place(writer: Caller, path: str, acme: Client) -> None:
    document = relationship()
    document["pages"][0]["elements"][1]["visibleIf"] = {"question": "gone", "op": "empty"}
    broken(acme, document)
    body = writer.get(path + "checks/").json()
    assert body["can_be_published"] is False
    assert [finding for finding in body["findings"] if finding["level"] == "error"] == [
        {
            "level": "error",
            "code": "unknown_question",
            "pointer": "/pages/0/elements/1/visibleIf/question",
            "place": {"page": "p1", "element": "why", "setting": "visibleIf"},
            "words": "There is no question “gone”.",
        }
    ]


def test_publishing_a_draft_with_errors_answers_with_all_of_them(
    writer: Caller, path: str, acme: Client
) -> None:
    document = relationship()
    document["pages"][0]["elements"][1]["visibleIf"] = {"question": "gone", "op": "empty"}
    del document["title"]["it"]
    document["pages"][1]["elements"][0]["touchpoint"] = "gone"
    broken(acme, document)
    answer = writer.post(path + "publish/")
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["code"] == "not_publishable"
    assert {error["pointer"]: error["code"] for error in answer.json()["errors"]} == {
        "/pages/0/elements/1/visibleIf/question": "unknown_question",
        "/pages/1/elements/0/touchpoint": "unknown_touchpoint",
    }
    assert writer.get(path).json()["version"] == 1


def test_versions_are_listed_and_read(writer: Caller, path: str) -> None:
    second(writer, path)
    listed = writer.get(path + "versions/").json()["results"]
    assert [version["number"] for version in listed] == [2, 1]
    first = writer.get(path + "versions/1/").json()
    assert first["questionnaire"]["pages"][1]["elements"][0]["points"] == 5
    assert {key: first[key] for key in listed[1]} == listed[1]


def test_versions_are_compared(writer: Caller, path: str) -> None:
    second(writer, path)
    for other in ("2", "draft"):
        body = writer.get(f"{path}versions/1/compare/{other}/").json()
        assert body["breaks_trend"] is True
        assert body["changes"] == [
            {
                "place": {"page": "p2", "element": "counter", "setting": ""},
                "words": "Scale of “How was the counter?” changed from 5 to 7 points: its trend starts anew",
                "breaks_trend": True,
            }
        ]
    assert writer.get(f"{path}versions/2/compare/draft/").json() == {"breaks_trend": False, "changes": []}


def test_a_version_is_restored_as_the_draft(writer: Caller, path: str) -> None:
    second(writer, path)
    revision = writer.get(path + "draft/").json()["revision"]
    stale = writer.post(path + "versions/1/restore/", {"revision": revision - 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "draft_conflict")
    body = writer.post(path + "versions/1/restore/", {"revision": revision}).json()
    assert body["questionnaire"]["pages"][1]["elements"][0]["points"] == 5
    assert body["undo"]["words"] == "Version 1 restored"
    assert writer.get(path).json()["version"] == 2


@pytest.mark.parametrize("number", ["0", "3", "one", "9" * 40, "%D9%A1"])
def test_an_unknown_version_is_not_found(writer: Caller, path: str, number: str) -> None:
    for address in (f"versions/{number}/", f"versions/1/compare/{number}/", f"versions/{number}/compare/1/"):
        assert writer.get(path + address).status_code == 404
    assert writer.post(f"{path}versions/{number}/restore/", {}).status_code == 404
