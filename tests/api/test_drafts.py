"""Drafts changed step by step by a program, and the question bank."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from apps.surveys.models import Survey
from tests.api.calls import Caller, pointers

pytestmark = pytest.mark.django_db


def path(survey: Survey, rest: str) -> str:
    return f"surveys/{survey.uid}/{rest}"


def edit(writer: Caller, survey: Survey, revision: int, **operation: Any) -> Any:
    return writer.post(path(survey, "edits/"), {"revision": revision, "operation": operation})


def names(body: Any) -> list[list[str]]:
    return [[e["name"] for e in page["elements"]] for page in body["questionnaire"]["pages"]]


def test_an_edit_answers_with_the_new_draft(writer: Caller, survey: Survey) -> None:
    before = writer.get(path(survey, "draft/")).json()
    assert (before["revision"], before["undo"], before["redo"]) == (0, None, None)
    answer = edit(writer, survey, 0, op="add_element", page="p1", type="ces", after="recommend")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert (body["revision"], body["selected"]) == (1, "ces")
    assert names(body) == [["recommend", "ces", "why"], ["counter", "easy"]]
    assert body["undo"]["words"] == "Question “ces” added"
    assert writer.get(path(survey, "draft/")).json() == {**body, "selected": None}


def test_an_edit_of_an_older_revision_is_a_conflict(writer: Caller, survey: Survey) -> None:
    edit(writer, survey, 0, op="remove_element", element="easy")
    answer = edit(writer, survey, 0, op="add_page")
    assert (answer.status_code, answer.json()["code"], pointers(answer)) == (
        409,
        "draft_conflict",
        ["/revision"],
    )
    assert "“They made it easy” is no longer asked: its trend ends" in answer.json()["detail"]
    assert writer.get(path(survey, "draft/")).json()["revision"] == 1


def test_a_refused_edit_points_into_the_operation(writer: Caller, survey: Survey) -> None:
    settings = {"points": 99, "colour": "red"}
    answer = edit(writer, survey, 0, op="change_element", element="counter", settings=settings)
    assert answer.status_code == 400
    assert sorted(pointers(answer)) == ["/settings/colour", "/settings/points"]
    for body in (
        {},
        {"revision": 0},
        {"revision": "0", "operation": {}},
        {"revision": 0, "operation": []},
        [],
    ):
        assert writer.post(path(survey, "edits/"), body).status_code == 400
    assert writer.get(path(survey, "draft/")).json()["revision"] == 0


def test_undo_and_redo(writer: Caller, survey: Survey) -> None:
    edit(writer, survey, 0, op="remove_page", page="p2")
    undone = writer.post(path(survey, "undo/"), {"revision": 1}).json()
    assert (len(names(undone)), undone["undo"]) == (2, None)
    assert undone["redo"]["words"].startswith("Page “p2” removed")
    assert len(names(writer.post(path(survey, "redo/"), {}).json())) == 1
    answer = writer.post(path(survey, "redo/"), {})
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_undo")
    assert writer.post(path(survey, "undo/"), {"revision": 0}).status_code == 409
    assert writer.post(path(survey, "undo/"), {"revision": True}).status_code == 400


def test_a_survey_is_copied(writer: Caller, survey: Survey) -> None:
    answer = writer.post(path(survey, "duplicate/"))
    body = answer.json()
    assert (answer.status_code, body["state"], body["version"]) == (201, "draft", None)
    assert body["questionnaire"]["pages"] == survey.draft["pages"]
    assert body["id"] != str(survey.uid)


def test_questions_are_listed_added_changed_and_removed(writer: Caller, survey: Survey) -> None:
    listed = writer.get(path(survey, "questions/")).json()
    assert [(row["page"], row["question"]["name"]) for row in listed["results"]] == [
        ("p1", "recommend"),
        ("p1", "why"),
        ("p2", "counter"),
        ("p2", "easy"),
    ]
    question = {"type": "comment", "name": "more", "visibleIf": {"question": "gone", "op": "notempty"}}
    added = writer.post(path(survey, "questions/"), {"page": "p2", "question": question, "revision": 0})
    assert (added.status_code, added.json()["selected"]) == (201, "more")
    assert added.json()["notes"] == ["When “more” is shown was left out: this survey has no gone."]
    change = {"settings": {"maxLength": 50}, "name": "extra", "page": "p1", "before": "why", "revision": 1}
    changed = writer.send("PATCH", path(survey, "questions/more/"), change).json()
    assert names(changed) == [["recommend", "extra", "why"], ["counter", "easy"]]
    assert changed["questionnaire"]["pages"][0]["elements"][1] == {
        "type": "comment",
        "name": "extra",
        "maxLength": 50,
    }
    removed = writer.send("DELETE", path(survey, "questions/extra/") + "?revision=2")
    assert (removed.status_code, names(removed.json())[0]) == (200, ["recommend", "why"])
    assert writer.send("DELETE", path(survey, "questions/why/") + "?revision=2").status_code == 409


def test_what_cannot_be_changed_of_a_question_is_named(writer: Caller, survey: Survey) -> None:
    here = path(survey, "questions/why/")
    answer = writer.send("PATCH", here, {"settings": {"maxLength": 0}})
    assert (answer.status_code, pointers(answer)) == (400, ["/settings/maxLength"])
    assert pointers(writer.send("PATCH", here, {"type": "oracle"})) == ["/type"]
    assert pointers(writer.send("PATCH", here, {"name": "recommend"})) == ["/name"]
    assert pointers(writer.send("PATCH", here, {"colour": "red"})) == ["/colour"]
    assert writer.send("PATCH", here, {}).status_code == 400
    assert writer.send("DELETE", path(survey, "questions/nobody/")).status_code == 404
    assert writer.send("PATCH", path(survey, "questions/nobody/"), {"name": "x"}).status_code == 404


def test_the_bank_keeps_lists_and_forgets(writer: Caller, survey: Survey) -> None:
    kept = writer.post("question-bank/", {"survey": str(survey.uid), "name": "why"})
    assert (kept.status_code, kept.json()["title"]) == (201, "What went wrong?")
    own = writer.post("question-bank/", {"question": {"type": "nps", "name": "n"}, "title": "Plain NPS"})
    listed = writer.get("question-bank/").json()["results"]
    assert [row["title"] for row in listed] == ["Plain NPS", "What went wrong?"]
    assert [row["id"] for row in writer.get("question-bank/?search=plain").json()["results"]] == [
        own.json()["id"]
    ]
    added = edit(writer, survey, 0, op="add_element", page="p1", bank=own.json()["id"])
    assert added.json()["selected"] == "n"
    assert writer.send("DELETE", f"question-bank/{own.json()['id']}/").status_code == 204
    assert writer.send("DELETE", f"question-bank/{own.json()['id']}/").status_code == 404


def test_what_the_bank_cannot_keep_is_named(writer: Caller, survey: Survey) -> None:
    for body, places in (
        ({"question": {"type": "nps", "name": "n", "points": 3}}, ["/question/points"]),
        ({"question": 7}, ["/question"]),
        ({}, ["/question"]),
        ({"survey": "x", "name": "why"}, ["/survey"]),
        ({"survey": str(survey.uid), "name": "nobody"}, ["/name"]),
        ({"survey": str(survey.uid)}, ["/name"]),
        ({"title": 7}, ["/title"]),
    ):
        answer = writer.post("question-bank/", body)
        assert (answer.status_code, pointers(answer)) == (400, places)
    assert writer.post("question-bank/", {"survey": str(uuid.uuid4()), "name": "why"}).status_code == 404
