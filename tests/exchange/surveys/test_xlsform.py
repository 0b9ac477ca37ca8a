"""XLSForm workbooks in, and ours as workbooks out."""

from __future__ import annotations

from typing import Any

import pytest

from apps.exchange.surveys import xlsform
from apps.exchange.surveys.converting import Converted, convert
from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.workbooks import read_workbook, write_workbook
from tests.exchange.surveys.files import dropped_logic, elements_of, fates_of, sample
from tests.exchange.surveys.workbooks import workbook


@pytest.fixture(scope="module")
def visit() -> Converted:
    return convert(workbook(sample("visit.xlsform.txt").decode()), "visit.xlsx")


def form(rows: str, choices: str = "") -> Converted:
    head = "survey:\ntype | name | label | relevant | constraint | required | calculation | appearance | parameters\n"
    lists = f"choices:\nlist_name | name | label\n{choices}" if choices else ""
    return convert(workbook(head + rows + "\n" + lists), "form.xlsx")


def test_texts_are_kept_in_their_languages(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert visit.document["language"] == "en"
    assert elements["reason"]["title"] == {"en": "Why did you come?", "it": "Perché è venuto?"}
    assert elements["reason"]["choices"][0] == {
        "value": "buy",
        "text": {"en": "To buy", "it": "Per comprare"},
    }
    assert elements["age"]["description"] == {"en": "In years"}
    assert visit.document["pages"][0]["title"]["it"] == "La sua visita"


def test_types_become_their_nearest(visit: Converted) -> None:
    kinds = {name: element["type"] for name, element in elements_of(visit.document).items()}
    assert kinds == {
        "reason": "radiogroup",
        "reason_other": "text",
        "age": "text",
        "recommend": "rating",
        "why": "comment",
        "bought": "checkbox",
        "inner_title": "html",
        "taste": "dropdown",
        "day": "text",
        "thanks": "html",
        "ratings": "matrix",
        "people": "paneldynamic",
        "sign": "signature",
        "agree": "consent",
        "order": "ranking",
    }


def test_logic_is_kept(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert elements["why"]["visibleIf"] == {
        "all": [
            {"question": "recommend", "op": "<=", "value": 6},
            {"question": "reason", "op": "!=", "value": "look"},
        ]
    }
    assert elements["why"]["requiredIf"] == {"question": "age", "op": ">", "value": 17}
    inner = {
        "any": [
            {"question": "bought", "op": "contains", "value": "food"},
            {"question": "age", "op": ">", "value": 65},
        ]
    }
    assert elements["taste"]["visibleIf"] == inner
    assert elements["thanks"]["visibleIf"] == {"calculated": "points", "op": ">", "value": 10}
    assert elements["order"]["visibleIf"] == {"question": "agree", "op": "=", "value": True}
    assert elements["people"]["elements"][1]["visibleIf"] == {"question": "first", "op": "notempty"}


def test_constraints_become_settings(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert (elements["age"]["min"], elements["age"]["max"]) == (0, 120)
    assert elements["why"]["maxLength"] == 300
    assert elements["bought"]["maxSelectedChoices"] == 2
    assert elements["day"]["min"] == "2026-01-01"


def test_references_in_texts_are_ours(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert elements["why"]["title"]["en"] == "You gave {recommend}: why?"
    assert elements["thanks"]["html"]["en"] == "<p>You have {calculated:points} points</p>"
    assert elements["people"]["elements"][1]["title"]["en"] == "Age of {panel.first}"


def test_what_cannot_be_kept_is_told(visit: Converted) -> None:
    assert dropped_logic(visit) == [
        ("${age} > 3", "choice_filter"),
        ("${age}", "loop_count"),
        ("regex(${why}, '^a')", "function"),
    ]
    fates = fates_of(visit)
    assert fates["survey/2"] == ("dropped", "metadata")
    assert fates["survey/24"] == ("dropped", "device")


def test_it_survives_going_out_and_coming_in(visit: Converted) -> None:
    again = convert(xlsform.write(visit.document, "visit"), "visit.xlsx")
    assert again.document == visit.document


@pytest.mark.parametrize(
    ("rows", "choices", "condition"),
    [
        ("select_one l | a | A\ntext | t | T | ${a} = 'x'", "l | x | X", {"question": "a", "op": "=", "value": "x"}),
        ("select_one l | a | A\ntext | t | T | ${a} >= 2", "l | 1 | One\nl | 2 | Two\nl | 3 | Three",
         {"question": "a", "op": "anyof", "value": ["2", "3"]}),
        ("select_multiple l | a | A\ntext | t | T | ${a} = 'x y'", "l | x | X\nl | y | Y",
         {"question": "a", "op": "=", "value": ["x", "y"]}),
        ("select_multiple l | a | A\ntext | t | T | not(selected(${a}, 'x'))", "l | x | X",
         {"not": [{"question": "a", "op": "contains", "value": "x"}]}),
        ("select_multiple l | a | A\ntext | t | T | count-selected(${a}) > 0", "l | x | X",
         {"question": "a", "op": "notempty"}),
        ("date | a | A\ntext | t | T | ${a} > date('2026-02-03')", "",
         {"question": "a", "op": ">", "value": "2026-02-03"}),
        ("text | a | A\ntext | t | T | string-length(${a}) > 0", "", {"question": "a", "op": "notempty"}),
        ("integer | a | A\ntext | t | T | 5 < ${a} and true()", "", {"question": "a", "op": ">", "value": 5}),
        ("text | a | A\ntext | t | T | ${a} > 17", "", {"calculated": "value1", "op": ">", "value": 17}),
    ],
)  # fmt: skip
def test_a_relevance_is_said_as_a_condition(rows: str, choices: str, condition: Any) -> None:
    found = form(rows, choices)
    assert elements_of(found.document)["t"]["visibleIf"] == condition
    assert dropped_logic(found) == []


@pytest.mark.parametrize(
    ("relevant", "note"),
    [
        ("${nobody} = 1", "unknown_name"),
        ("pulldata('a', 'b') = 1", "function"),
        ("${a} = ", "unreadable"),
        ("false()", "never_true"),
        ("${b} = 1", "unfit"),
        ("(" * 60 + "${a}" + ")" * 60, "too_long"),
        ("${a} = 1 or " * 500 + "${a} = 2", "too_long"),
    ],
)
def test_a_relevance_that_cannot_be_said_is_dropped_with_its_reason(relevant: str, note: str) -> None:
    found = form(f"integer | a | A\ntext | t | T | {relevant}\ninteger | b | B")
    assert "visibleIf" not in elements_of(found.document)["t"]
    assert [told for _what, told in dropped_logic(found)] == [note]


def test_a_workbook_without_questions_is_refused() -> None:
    with pytest.raises(UnreadableSurvey, match="no sheet named"):
        convert(write_workbook({"people": [["a"]]}), "a.xlsx")
    with pytest.raises(UnreadableSurvey, match="no column"):
        convert(write_workbook({"survey": [["kind", "name"], ["text", "a"]]}), "a.xlsx")


def test_a_workbook_is_read_as_it_was_written() -> None:
    tables = {"survey": [["a", "", "<b> & 'x'\ny"], ["", "", ""], ["è", "", "1"]], "choices": [["x"]]}
    assert read_workbook(write_workbook(tables)) == tables


def test_a_language_without_a_code_is_told() -> None:
    found = convert(
        workbook("survey:\ntype | name | label::English | label::Klingonese\ntext | a | A | B"), "a.xlsx"
    )
    assert elements_of(found.document)["a"]["title"] == {"en": "A"}
    assert [e.what for e in found.report.entries if e.note == "untranslated_language"] == ["Klingonese"]
