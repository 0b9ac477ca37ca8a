"""Marks of stale translations after a change of the draft, whatever else stands in it."""

from __future__ import annotations

import copy
from typing import Any

from apps.surveys.questionnaire.document import read_draft
from apps.surveys.translating.marks import digest, remarked

BEFORE: dict[str, Any] = read_draft(
    {
        "title": {"en": "Visit", "it": "Visita"},
        "language": "en",
        "pages": [
            {
                "name": name,
                "title": {"en": f"Page {name}", "it": f"Pagina {name}"},
                "elements": [{"type": "comment", "name": element, "title": {"en": "Why?", "it": "Perché?"}}],
            }
            for name, element in (("p1", "title"), ("p2", "why"))
        ],
    }
).dump()
OLD = digest("Older")


def changed(**texts: str) -> dict[str, Any]:
    document = copy.deepcopy(BEFORE)
    document["title"]["en"] = texts.get("survey", "Visit")
    document["pages"][0]["elements"][0]["title"]["en"] = texts.get("first", "Why?")
    document["pages"][1]["title"]["en"] = texts.get("page", "Page p2")
    return document


def test_marks_of_pages_that_were_left_alone_stay() -> None:
    marks = {"title/title": {"it": OLD}, "page:p1/title": {"it": OLD}, "why/title": {"it": OLD}}
    assert remarked(BEFORE, changed(), marks) == marks
    assert remarked(BEFORE, changed(page="New"), marks) == {
        **marks,
        "page:p2/title": {"it": digest("Page p2")},
    }


def test_a_changed_source_marks_the_translation_it_left_behind() -> None:
    assert remarked(BEFORE, changed(first="How so?"), {}) == {"title/title": {"it": digest("Why?")}}
    assert remarked(BEFORE, changed(survey="Call"), {}) == {"title": {"it": digest("Visit")}}


def test_marks_of_what_is_gone_go_too() -> None:
    gone = {**BEFORE, "pages": BEFORE["pages"][:1]}
    assert remarked(BEFORE, gone, {"why/title": {"it": OLD}, "title/title": {"it": OLD}}) == {
        "title/title": {"it": OLD}
    }


def test_a_mark_of_the_survey_is_not_taken_for_one_of_a_question_of_that_name() -> None:
    after = copy.deepcopy(BEFORE)
    after["title"] = {"en": "Call", "it": "Chiamata"}
    assert remarked(BEFORE, after, {"title": {"it": OLD}}) == {}
