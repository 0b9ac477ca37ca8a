"""LimeSurvey structures in."""

from __future__ import annotations

from typing import Any

import pytest

from apps.exchange.surveys.converting import Converted, convert
from apps.exchange.surveys.errors import UnreadableSurvey
from tests.exchange.surveys.files import dropped_logic, elements_of, fates_of, sample
from tests.exchange.surveys.limesurvey import answer, lss, part, question


@pytest.fixture(scope="module")
def visit() -> Converted:
    return convert(sample("visit.lss"), "visit.lss")


def test_texts_are_kept_in_their_languages(visit: Converted) -> None:
    document, elements = visit.document, elements_of(visit.document)
    assert document["title"] == {"en": "Your visit", "it": "La sua visita"}
    assert document["thankYou"] == {"en": "<p>Thank you</p>", "it": "<p>Grazie</p>"}
    assert document["privacy"] == {"en": "We keep it for a year."}
    assert elements["reason"]["title"] == {"en": "Why did you come?", "it": "Perché è venuto?"}
    assert elements["reason"]["choices"][0]["text"] == {"en": "To buy", "it": "Per comprare"}
    assert document["pages"][1]["title"] == {"en": "First", "it": "Prima"}


def test_types_become_their_nearest(visit: Converted) -> None:
    assert {name: element["type"] for name, element in elements_of(visit.document).items()} == {
        "welcome_text": "html",
        "reason": "radiogroup",
        "reason_other": "text",
        "age": "text",
        "score": "rating",
        "why": "comment",
        "bought": "checkbox",
        "rate": "matrix",
        "again": "boolean",
        "note": "html",
        "wishes": "ranking",
        "names_F": "text",
        "names_L": "text",
        "mood_M1": "radiogroup",
        "store": "dropdown",
    }


def test_relevance_becomes_conditions(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert elements["why"]["visibleIf"] == {
        "all": [
            {"question": "score", "op": "<=", "value": 2},
            {"question": "score", "op": "notempty"},
        ]
    }
    assert elements["rate"]["visibleIf"] == {"question": "bought", "op": "contains", "value": "SQ1"}
    assert elements["again"]["visibleIf"]["all"][0] == {"question": "rate.A", "op": ">=", "value": 4}
    assert elements["wishes"]["visibleIf"] == {"question": "again", "op": "=", "value": True}
    assert visit.document["pages"][2]["visibleIf"] == {
        "any": [
            {"question": "reason", "op": "=", "value": "A1"},
            {"question": "reason", "op": "=", "value": "A2"},
        ]
    }


def test_settings_values_and_references_are_kept(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert (elements["age"]["min"], elements["age"]["max"]) == (0, 120)
    assert elements["why"]["maxLength"] == 500
    assert elements["why"]["title"]["it"] == "Ha dato {score}: perché?"
    assert elements["bought"]["choicesOrder"] == "random"
    assert elements["bought"]["choices"][2]["isExclusive"] is True
    assert (elements["rate"]["rateMin"], elements["rate"]["rateMax"]) == (1, 5)
    assert elements["welcome_text"]["html"]["en"] == "<p>Welcome, {invitation:first_name}</p>"
    assert elements["note"]["html"] == {"en": "<strong>You have {calculated:points} points</strong>"}
    assert visit.document["calculatedValues"] == [
        {"name": "points", "expression": {"sum": [{"question": "score"}, {"question": "age"}]}}
    ]


def test_the_address_at_the_end_is_an_ending(visit: Converted) -> None:
    assert visit.document["endings"] == [{"name": "redirect", "redirect": "https://example.com/thanks"}]
    assert visit.document["pages"][-1]["next"] == [{"to": "ending:redirect"}]


def test_what_cannot_be_kept_is_told(visit: Converted) -> None:
    assert dropped_logic(visit) == [
        ("reason", "choice_condition"),
        ("Enough buyers", "quota"),
        ('regexMatch("/a/", why)', "function"),
        ('countif("Y", that.bought.NAOK) > 1', "function"),
    ]
    assert fates_of(visit)["questions/secret"] == ("dropped", "hidden_question")


def old(*conditions: dict[str, Any]) -> Converted:
    """An older file: texts in the rows, conditions in a table."""
    return convert(
        lss(
            questions=[question(1, "L", "a"), question(2, "M", "b"), question(3, "S", "t")],
            subquestions=[part(21, 2, "X"), part(22, 2, "Y")],
            answers=[answer(1, "A1", order=1), answer(1, "A2", order=2)],
            conditions=[{"qid": 3, "scenario": 1, **row} for row in conditions],
        ),
        "old.lss",
    )


A1, A2 = ({"cqid": 1, "cfieldname": "77X1X1", "method": "==", "value": value} for value in ("A1", "A2"))
BX = {"cqid": 2, "cfieldname": "+77X1X2X", "method": "==", "value": "Y"}
IS_A1, IS_A2 = ({"question": "a", "op": "=", "value": value} for value in ("A1", "A2"))
HAS_X = {"question": "b", "op": "contains", "value": "X"}


@pytest.mark.parametrize(
    ("rows", "condition"),
    [
        ([A1], IS_A1),
        ([A1, A2], {"any": [IS_A1, IS_A2]}),
        ([A1, BX], {"all": [IS_A1, HAS_X]}),
        ([A1, {**BX, "scenario": 2}], {"any": [IS_A1, HAS_X]}),
        ([A1, A2, BX], {"all": [{"any": [IS_A1, IS_A2]}, HAS_X]}),
    ],
)
def test_conditions_of_older_files_are_said(rows: list[dict[str, Any]], condition: Any) -> None:
    found = old(*rows)
    assert elements_of(found.document)["t"]["visibleIf"] == condition
    assert dropped_logic(found) == []


def test_a_condition_on_a_pattern_is_dropped() -> None:
    found = old({"cqid": 1, "cfieldname": "77X1X1", "method": "RX", "value": "/a/"})
    assert "visibleIf" not in elements_of(found.document)["t"]
    assert [note for _what, note in dropped_logic(found)] == ["not_a_condition"]


@pytest.mark.parametrize("kind", list("L!OMPSTUNKQDYG5ABCEFH1;:RX*|I?"))
def test_every_letter_is_accounted_for(kind: str) -> None:
    found = convert(
        lss(
            questions=[question(1, kind, "a", "{1 + 1}"), question(2, "S", "t")],
            subquestions=[part(11, 1, "X"), part(12, 1, "Y"), part(13, 1, "Z", scale_id=1)],
            answers=[answer(1, "p", order=1), answer(1, "q", order=2)],
        ),
        "a.lss",
    )
    assert "t" in elements_of(found.document)
    assert any(entry.source.startswith("questions/a") for entry in found.report.entries)


def test_xml_of_something_else_is_refused() -> None:
    with pytest.raises(UnreadableSurvey, match="no survey of LimeSurvey"):
        convert(b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "a.lsg")
