"""Qualtrics surveys in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apps.exchange.surveys.converting import Converted, convert
from tests.exchange.surveys.files import dropped_logic, elements_of, fates_of, sample


@pytest.fixture(scope="module")
def visit() -> Converted:
    return convert(sample("visit.qsf"), "visit.qsf")


def survey(*questions: dict[str, Any], blocks: Any = None, flow: list[Any] | None = None) -> Converted:
    """One block of these questions, numbered from 1."""
    numbers = [f"QID{i}" for i in range(1, len(questions) + 1)]
    block = {
        "ID": "BL_1",
        "BlockElements": [{"Type": "Question", "QuestionID": number} for number in numbers],
    }
    elements = [{"Element": "BL", "Payload": blocks or [block]}]
    elements += [
        {
            "Element": "SQ",
            "PrimaryAttribute": number,
            "Payload": {"QuestionID": number, "DataExportTag": number, **one},
        }
        for number, one in zip(numbers, questions, strict=True)
    ]
    if flow is not None:
        elements.append({"Element": "FL", "Payload": {"Type": "Root", "Flow": flow}})
    return convert(json.dumps({"SurveyEntry": {}, "SurveyElements": elements}).encode(), "a.qsf")


ONE = {"QuestionType": "MC", "Selector": "SAVR", "Choices": {"1": {"Display": "A"}, "2": {"Display": "B"}}}
TEXT = {"QuestionType": "TE", "Selector": "SL"}


def shown_if(*sets: list[dict[str, Any]], kinds: tuple[str, ...] = ("If", "OrIf", "OrIf")) -> dict[str, Any]:
    made = {
        str(i): {**{str(n): one for n, one in enumerate(found)}, "Type": kind}
        for i, (found, kind) in enumerate(zip(sets, kinds, strict=False))
    }
    return {**TEXT, "DisplayLogic": {**made, "Type": "BooleanExpression"}}


def chosen(choice: int, op: str = "Selected", **more: Any) -> dict[str, Any]:
    return {
        "LogicType": "Question",
        "LeftOperand": f"q://QID1/SelectableChoice/{choice}",
        "Operator": op,
        **more,
    }


def test_types_become_their_nearest(visit: Converted) -> None:
    assert {name: element["type"] for name, element in elements_of(visit.document).items()} == {
        "recommend": "nps",
        "Why": "radiogroup",
        "Why_4_TEXT": "text",
        "Age": "text",
        "reason": "comment",
        "bought": "checkbox",
        "rate": "matrix",
        "why_bad": "comment",
        "pick": "dropdown",
        "sums": "constantsum",
        "order": "ranking",
        "thanks": "html",
        "slide_1": "slider",
        "slide_2": "slider",
    }


def test_texts_values_and_checks_are_kept(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert elements["recommend"]["title"] == {"en": "Would you recommend us?", "it": "Ci consiglierebbe?"}
    assert elements["recommend"]["isRequired"] is True
    assert elements["recommend"]["maxRateDescription"] == {"en": "Extremely likely"}
    assert elements["Why"]["choices"][0] == {"value": 10, "text": {"en": "To buy", "it": "Per comprare"}}
    assert elements["Why"]["choicesOrder"] == "random"
    assert (elements["Age"]["inputType"], elements["Age"]["min"], elements["Age"]["max"]) == (
        "number",
        0,
        120,
    )
    assert elements["bought"]["maxSelectedChoices"] == 2
    assert elements["bought"]["choices"][2]["isExclusive"] is True
    assert elements["pick"]["choicesFrom"] == {"question": "bought", "mode": "selected"}
    assert (elements["slide_1"]["max"], elements["sums"]["total"]) == (50, 100)


def test_display_logic_becomes_conditions(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert elements["reason"]["visibleIf"] == {
        "any": [
            {"question": "recommend", "op": "=", "value": 0},
            {"question": "recommend", "op": "=", "value": 1},
        ]
    }
    assert elements["why_bad"]["visibleIf"] == {
        "all": [{"question": "rate.r1", "op": "=", "value": 1}, {"question": "Age", "op": ">", "value": 17}]
    }
    assert elements["slide_1"]["visibleIf"] == {"param": "store", "op": "=", "value": "rome"}
    assert elements["Why_4_TEXT"]["visibleIf"] == {"question": "Why", "op": "=", "value": 99}


def test_the_flow_becomes_pages_jumps_and_endings(visit: Converted) -> None:
    pages = visit.document["pages"]
    assert [page["name"] for page in pages] == ["First", "First_2", "First_3", "Buyers", "Last"]
    assert pages[0]["next"] == [{"if": {"question": "Why", "op": "=", "value": 30}, "to": "end"}]
    assert pages[2]["next"] == [{"if": {"question": "Age", "op": "<", "value": 18}, "to": "ending:ending"}]
    assert visit.document["endings"] == [
        {"name": "ending", "redirect": "https://example.com/sorry", "isScreenOut": True}
    ]
    assert pages[3]["visibleIf"] == {
        "any": [{"question": "Why", "op": "=", "value": 10}, {"question": "Why", "op": "=", "value": 20}]
    }
    assert pages[3]["elementsOrder"] == "random"


def test_piped_texts_are_ours(visit: Converted) -> None:
    elements = elements_of(visit.document)
    assert elements["reason"]["title"]["en"] == "You gave {recommend}, {invitation:first_name}: why?"
    assert elements["bought"]["title"]["en"] == "What did you buy in {param:store}?"


def test_what_cannot_be_kept_is_told(visit: Converted) -> None:
    assert dropped_logic(visit) == [
        ("wave = 2", "no_setter"),
        ("WebService", "web_service"),
        ("Question", "loop_block"),
        ("Enough women", "quota"),
        ("If Why Matches Regex a+", "function"),
    ]
    fates = fates_of(visit)
    assert fates["questions/QID99"] == ("dropped", "unused")
    assert fates["questions/QID9"] == ("dropped", "no_type")


IS_A, IS_B = ({"question": "QID1", "op": "=", "value": value} for value in (1, 2))


@pytest.mark.parametrize(
    ("sets", "condition"),
    [
        ([[chosen(1)]], IS_A),
        ([[chosen(1, "NotSelected")]], {"not": [IS_A]}),
        ([[chosen(1)], [chosen(2)]], {"any": [IS_A, IS_B]}),
        ([[chosen(1), chosen(2, Conjuction="And"), chosen(2, Conjuction="Or")]],
         {"any": [{"all": [IS_A, IS_B]}, IS_B]}),
        ([[{"LeftOperand": "q://QID1/SelectedChoicesCount", "Operator": "GreaterThan", "RightOperand": "0"}]],
         {"question": "QID1", "op": "notempty"}),
        ([[{"LogicType": "EmbeddedField", "LeftOperand": "store", "Operator": "NotEmpty"}]],
         {"param": "store", "op": "notempty"}),
    ],
)  # fmt: skip
def test_a_rule_is_said_as_a_condition(sets: Any, condition: Any) -> None:
    found = survey(ONE, shown_if(*sets))
    assert elements_of(found.document)["QID2"]["visibleIf"] == condition
    assert dropped_logic(found) == []


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        (chosen(9), "value"),
        (chosen(1, "Displayed"), "function"),
        ({"LogicType": "GeoIPLocation", "LeftOperand": "Country"}, "function"),
        ({"LeftOperand": "q://QID7/SelectableChoice/1", "Operator": "Selected"}, "unknown_name"),
        ({"LeftOperand": "somewhere", "Operator": "Selected"}, "unreadable"),
    ],
)
def test_a_rule_that_cannot_be_said_is_dropped_with_its_reason(rule: Any, note: str) -> None:
    found = survey(ONE, shown_if([rule]))
    assert "visibleIf" not in elements_of(found.document)["QID2"]
    assert [told for _what, told in dropped_logic(found)] == [note]


def test_a_skip_leads_to_the_page_of_its_question_or_behind_its_block() -> None:
    def skip(to: str) -> dict[str, Any]:
        rule = {
            "ChoiceLocator": "q://QID1/SelectableChoice/1",
            "Condition": "Selected",
            "SkipToDestination": to,
        }
        return {"Type": "Question", "QuestionID": "QID1", "SkipLogic": [rule]}

    places = [
        {"Type": "Question", "QuestionID": "QID2"},
        {"Type": "Page Break"},
        {"Type": "Question", "QuestionID": "QID3"},
    ]
    for to, target in (("QID3", "page:block_3"), ("ENDOFBLOCK", "page:other"), ("QID8", "")):
        blocks = [
            {"ID": "a", "Description": "block", "BlockElements": [skip(to), *places]},
            {
                "ID": "b",
                "Description": "other",
                "BlockElements": [{"Type": "Question", "QuestionID": "QID4"}],
            },
        ]
        found = survey(ONE, TEXT, TEXT, TEXT, blocks=blocks)
        assert [rule["to"] for rule in found.document["pages"][0].get("next", [])] == (
            [target] if target else []
        )


def test_blocks_in_random_order_are_pages_in_random_order() -> None:
    blocks = [
        {"ID": str(i), "BlockElements": [{"Type": "Question", "QuestionID": f"QID{i}"}]} for i in (1, 2, 3)
    ]
    inner = [{"Type": "Block", "ID": "2"}, {"Type": "Block", "ID": "3"}]
    for shown, fate in ((2, "approximated"), (1, "dropped")):
        flow = [{"Type": "Block", "ID": "1"}, {"Type": "BlockRandomizer", "SubSet": shown, "Flow": inner}]
        found = survey(ONE, TEXT, TEXT, blocks=blocks, flow=flow)
        assert found.document["pagesOrder"] == "random"
        assert [page.get("isFixed", False) for page in found.document["pages"]] == [True, False, False]
        assert fates_of(found)["flow/1"][0] == fate


TWO = {"1": {"Display": "A"}, "2": {"Display": "B"}}


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ({"QuestionType": "Matrix", "Selector": "Likert", "SubSelector": "MultipleAnswer", "Choices": TWO,
          "Answers": TWO}, {"QID1_1": "checkbox", "QID1_2": "checkbox"}),
        ({"QuestionType": "Matrix", "Selector": "Likert", "Choices": TWO, "Answers": TWO,
          "RecodeValues": {"1": "5", "2": "9"}}, {"QID1_1": "radiogroup", "QID1_2": "radiogroup"}),
        ({"QuestionType": "Matrix", "Selector": "TE", "Choices": TWO, "Answers": TWO},
         {"QID1_1_1": "text", "QID1_1_2": "text", "QID1_2_1": "text", "QID1_2_2": "text"}),
        ({"QuestionType": "TE", "Selector": "FORM", "Choices": TWO}, {"QID1_1": "text", "QID1_2": "text"}),
        ({"QuestionType": "Slider", "Selector": "STAR", "Choices": TWO}, {"QID1_1": "rating", "QID1_2": "rating"}),
        ({"QuestionType": "MC", "Selector": "MACOL", "Choices": TWO}, {"QID1": "checkbox"}),
        ({"QuestionType": "FileUpload"}, {"QID1": "file"}),
        ({"QuestionType": "Draw", "Selector": "Signature"}, {"QID1": "signature"}),
    ],
)  # fmt: skip
def test_a_type_becomes_its_nearest(question: dict[str, Any], kinds: dict[str, str]) -> None:
    found = survey({**question, "QuestionText": "Say"})
    assert {name: element["type"] for name, element in elements_of(found.document).items()} == kinds
    assert found.report.counts["dropped"] == 0
