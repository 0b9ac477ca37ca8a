from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.api.calls import Caller, pointers, submission

pytestmark = pytest.mark.django_db

UNHAPPY = {"all": [{"question": "recommend", "op": "<=", "value": 6}]}
DOCUMENT: dict[str, Any] = {
    "title": {"en": "Your visit", "it": "La tua visita"},
    "language": "en",
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "nps", "name": "recommend", "title": {"en": "?"}, "isRequired": True},
                {"type": "csat", "name": "happy", "points": 5},
                {"type": "ces", "name": "easy"},
                {"type": "rating", "name": "till", "rateMin": 0, "rateMax": 10, "touchpoint": "checkout"},
                {
                    "type": "matrix",
                    "name": "parts",
                    "rateMin": 1,
                    "rateMax": 5,
                    "rows": [
                        {"name": "queue", "title": {"en": "Queue"}, "touchpoint": "checkout"},
                        {"name": "light", "title": {"en": "Light"}},
                    ],
                },
                {
                    "type": "radiogroup",
                    "name": "how",
                    "choices": [{"value": "car", "text": {"en": "By car"}}],
                },
                {"type": "checkbox", "name": "what", "choices": [{"value": 1}, {"value": 2}]},
                {"type": "text", "name": "mail", "inputType": "email", "maxLength": 80},
                {"type": "comment", "name": "why", "visibleIf": UNHAPPY},
                {"type": "consent", "name": "ok"},
                {"type": "html", "name": "thanks", "html": {"en": "<b>Thank you</b>"}},
            ],
        }
    ],
}


@pytest.fixture(autouse=True)
def _checkout(writer: Caller) -> None:
    assert writer.post("touchpoints/", {"code": "checkout", "name": {"en": "Checkout"}}).status_code == 201


def created(writer: Caller, **extra: Any) -> dict[str, Any]:
    answer = writer.post("surveys/", {**DOCUMENT, **extra})
    assert answer.status_code == 201, answer.content
    body: dict[str, Any] = answer.json()
    return body


def test_a_whole_questionnaire_becomes_a_draft(writer: Caller) -> None:
    body = created(writer)
    assert (body["state"], body["version"], body["title"]) == ("draft", None, DOCUMENT["title"])
    assert uuid.UUID(body["id"])
    assert body["url"].endswith(f"/s/{body['code']}/")
    sent, kept = DOCUMENT["pages"][0]["elements"], body["questionnaire"]["pages"][0]["elements"]
    assert [(e["type"], e["name"]) for e in kept] == [(e["type"], e["name"]) for e in sent]
    assert kept[8]["visibleIf"] == sent[8]["visibleIf"]
    assert writer.get(f"surveys/{body['id']}/").json() == body


def test_the_sender_may_choose_the_code_once(writer: Caller) -> None:
    assert created(writer, code="your-visit")["code"] == "your-visit"
    answer = writer.post("surveys/", {**DOCUMENT, "code": "your-visit"})
    assert (answer.status_code, pointers(answer)) == (400, ["/code"])
    for code in ("", "A b", "../x", "x" * 65, 7):
        answer = writer.post("surveys/", {**DOCUMENT, "code": code})
        assert (answer.status_code, pointers(answer)) == (400, ["/code"])


def test_mistakes_in_a_questionnaire_are_named_by_their_place(writer: Caller) -> None:
    nps = {"type": "nps", "name": "a"}
    bad = {**DOCUMENT, "pages": [{"elements": [nps, nps, {"type": "x", "name": "b"}]}]}
    answer = writer.post("surveys/", bad)
    assert answer.status_code == 400
    assert sorted(pointers(answer)) == ["/pages/0/elements/1/name", "/pages/0/elements/2/type"]
    unknown = {**DOCUMENT, "pages": [{"elements": [{"type": "rating", "name": "a", "touchpoint": "nobody"}]}]}
    assert writer.post("surveys/", unknown).status_code == 400
    assert writer.get("surveys/").json()["results"] == []


def test_publishing_opens_and_closing_shuts(writer: Caller) -> None:
    body = created(writer, code="relation")
    path = f"surveys/{body['id']}/"
    answers = {"recommend": 9}
    assert writer.post("responses/", submission(answers)).status_code == 409
    published = writer.post(f"{path}publish/")
    assert published.status_code == 200
    assert (published.json()["state"], published.json()["version"]) == ("published", 1)
    assert writer.post("responses/", submission(answers)).status_code == 201
    assert writer.post(f"{path}publish/").json()["version"] == 1
    assert writer.post(f"{path}close/").json()["state"] == "closed"
    answer = writer.post("responses/", submission(answers))
    assert (answer.status_code, answer.json()["code"]) == (409, "survey_not_open")


def test_a_new_draft_leaves_what_is_published_alone(writer: Caller) -> None:
    body = created(writer, code="relation")
    path = f"surveys/{body['id']}/"
    writer.post(f"{path}publish/")
    shorter = {**DOCUMENT, "pages": [{"elements": [{"type": "nps", "name": "recommend"}]}]}
    changed = writer.send("PUT", path, shorter).json()
    assert [e["name"] for e in changed["questionnaire"]["pages"][0]["elements"]] == ["recommend"]
    assert (changed["state"], changed["version"]) == ("published", 1)
    assert writer.post("responses/", submission({"recommend": 9, "easy": 7})).json()["version"] == 1
    assert writer.post(f"{path}publish/").json()["version"] == 2
    answer = writer.post("responses/", submission({"recommend": 9, "easy": 7}))
    assert (answer.status_code, pointers(answer)) == (400, ["/answers/easy"])
    again = writer.post("responses/", submission({"recommend": 9, "easy": 7}, version=1))
    assert (again.status_code, again.json()["version"]) == (201, 1)


def test_a_draft_keeps_its_code_and_is_not_replaced_by_a_mistake(writer: Caller) -> None:
    body = created(writer, code="relation")
    path = f"surveys/{body['id']}/"
    answer = writer.send("PUT", path, {**DOCUMENT, "code": "other"})
    assert (answer.status_code, pointers(answer)) == (400, ["/code"])
    assert writer.send("PUT", path, {"title": {"en": "x"}}).status_code == 400
    assert writer.get(path).json() == body
    assert writer.send("PUT", path, {**DOCUMENT, "code": "relation"}).status_code == 200


def test_the_list_is_filtered_by_state_and_code(writer: Caller) -> None:
    first, second = created(writer, code="one"), created(writer, code="two")
    writer.post(f"surveys/{first['id']}/publish/")
    listed = {}
    for query in ("", "?state=published", "?code=two", "?code=no"):
        listed[query] = [row["code"] for row in writer.get(f"surveys/{query}").json()["results"]]
    assert listed == {"": ["two", "one"], "?state=published": ["one"], "?code=two": ["two"], "?code=no": []}
    assert second["state"] == "draft"
    answer = writer.get("surveys/?state=nowhere")
    assert (answer.status_code, pointers(answer)) == (400, ["?state"])
