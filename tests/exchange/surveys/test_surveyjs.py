"""SurveyJS JSON in and out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apps.exchange.surveys import surveyjs
from apps.exchange.surveys.converting import convert
from tests.exchange.surveys.files import converted, dropped_logic, elements_of, fates_of, one_page, sample

CHOICES = ["a", "b"]
PICTURES = [{"value": "a", "imageLink": "https://example.com/a.png"}]


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ({"type": "text"}, "text"),
        ({"type": "text", "inputType": "email"}, "text"),
        ({"type": "text", "inputType": "tel"}, "text"),
        ({"type": "text", "inputType": "range", "min": 0, "max": 10}, "slider"),
        ({"type": "comment"}, "comment"),
        ({"type": "radiogroup", "choices": CHOICES}, "radiogroup"),
        ({"type": "dropdown", "choicesMin": 1, "choicesMax": 9}, "dropdown"),
        ({"type": "tagbox", "choices": CHOICES}, "checkbox"),
        ({"type": "boolean"}, "boolean"),
        ({"type": "rating"}, "rating"),
        ({"type": "rating", "rateMax": 10, "rateMin": 0, "cxType": "nps"}, "nps"),
        ({"type": "rating", "rateValues": ["bad", "good"]}, "radiogroup"),
        ({"type": "rating", "rateMin": 0, "rateMax": 100, "rateStep": 25}, "radiogroup"),
        ({"type": "ranking", "choices": CHOICES}, "ranking"),
        ({"type": "imagepicker", "choices": PICTURES}, "imagepicker"),
        ({"type": "imagepicker", "choices": [{"value": "a", "imageLink": "a.png"}]}, "radiogroup"),
        ({"type": "matrix", "columns": [1, 2, 3], "rows": ["r"]}, "matrix"),
        ({"type": "paneldynamic", "templateElements": [{"type": "text", "name": "t"}]}, "paneldynamic"),
        ({"type": "matrixdynamic", "columns": [{"name": "c", "cellType": "text"}]}, "paneldynamic"),
        ({"type": "file", "acceptedTypes": "image/*", "allowMultiple": True, "maxSize": 5000000}, "file"),
        ({"type": "signaturepad"}, "signature"),
        ({"type": "html", "html": "<p>Hi</p>"}, "html"),
    ],
)
def test_a_type_becomes_its_nearest(element: dict[str, Any], kind: str) -> None:
    found = converted(one_page({"name": "q", **element}))
    assert elements_of(found.document)["q"]["type"] == kind
    assert found.report.counts["dropped"] == 0


@pytest.mark.parametrize(
    ("element", "names"),
    [
        ({"type": "matrix", "columns": ["x", "y"], "rows": ["r", "s"]}, ["q_r", "q_s"]),
        ({"type": "multipletext", "items": [{"name": "r"}, {"name": "s"}]}, ["q_r", "q_s"]),
        (
            {"type": "matrixdropdown", "columns": [{"name": "c"}], "rows": ["r"], "choices": CHOICES},
            ["q_r_c"],
        ),
    ],
)
def test_a_type_we_lack_becomes_a_question_for_each_part(element: dict[str, Any], names: list[str]) -> None:
    found = converted(one_page({"name": "q", **element}))
    assert list(elements_of(found.document)) == names
    assert found.report.counts["dropped"] == 0


def test_a_type_nobody_knows_is_left_out() -> None:
    found = converted(one_page({"type": "text", "name": "a"}, {"type": "hologram", "name": "b"}))
    assert list(elements_of(found.document)) == ["a"]
    assert fates_of(found)["pages/0/elements/1"] == ("dropped", "no_type")


def test_names_are_made_legal_and_all_that_refers_to_them_follows() -> None:
    found = converted(
        one_page(
            {"type": "text", "name": "1. Your name?"},
            {
                "type": "text",
                "name": "été",
                "title": "Hello {1. Your name?}",
                "visibleIf": "{1. your NAME?} notempty",
            },
            {"type": "text", "name": "ete"},
        )
    )
    elements = elements_of(found.document)
    assert list(elements) == ["q1_Your_name", "ete", "ete_2"]
    assert elements["ete"]["visibleIf"] == {"question": "q1_Your_name", "op": "notempty"}
    assert elements["ete"]["title"] == {"en": "Hello {q1_Your_name}"}
    assert fates_of(found)["pages/0/elements/0"] == ("equivalent", "renamed")


def test_a_condition_on_what_was_left_out_is_left_out_too() -> None:
    found = converted(
        one_page({"type": "hologram", "name": "b"}, {"type": "text", "name": "a", "visibleIf": "{b} = 1"})
    )
    assert "visibleIf" not in elements_of(found.document)["a"]
    assert dropped_logic(found) == [("{b} = 1", "unknown_name")]


def test_a_condition_that_looks_ahead_is_left_out_and_not_told_as_kept() -> None:
    found = converted(
        one_page({"type": "text", "name": "a", "visibleIf": "{b} = 1"}, {"type": "text", "name": "b"})
    )
    assert dropped_logic(found) == [("{b} = 1", "unfit")]
    assert [e.fate for e in found.report.entries if e.kind == "condition"] == ["dropped"]


def test_a_variable_is_read_from_the_address() -> None:
    found = converted(
        one_page(
            {"type": "text", "name": "a", "title": "In {store}", "visibleIf": "{store} = 'rome'"},
            {"type": "text", "name": "b", "visibleIf": "{invitation_first_name} notempty"},
        )
    )
    elements = elements_of(found.document)
    assert elements["a"]["visibleIf"] == {"param": "store", "op": "=", "value": "rome"}
    assert elements["a"]["title"] == {"en": "In {param:store}"}
    assert elements["b"]["visibleIf"] == {"invitation": "first_name", "op": "notempty"}


def test_what_is_always_or_never_true_is_worked_out() -> None:
    radio = {"type": "radiogroup", "name": "r", "choices": ["a"]}
    found = converted(
        one_page(
            radio,
            {"type": "text", "name": "always", "visibleIf": "{r} <> 'z'"},
            {"type": "text", "name": "part", "visibleIf": "{r} = 'z' or {r} = 'a'"},
            {"type": "text", "name": "never", "visibleIf": "{r} = 'z'"},
        )
    )
    elements = elements_of(found.document)
    assert "visibleIf" not in elements["always"]
    assert elements["part"]["visibleIf"] == {"question": "r", "op": "=", "value": "a"}
    assert dropped_logic(found) == [("{r} = 'z'", "never_true")]


def test_the_sample_survives_going_out_and_coming_in() -> None:
    once = convert(sample("visit.surveyjs.json"), "visit.json").document
    again = converted(surveyjs.write(once))
    assert json.dumps(again.document, sort_keys=True) == json.dumps(once, sort_keys=True)
