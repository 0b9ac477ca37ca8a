from __future__ import annotations

from typing import Any

import pytest

from apps.exchange.imports.errors import InvalidMapping
from apps.exchange.imports.mapping import DateSource, ScoreColumn, survey_code_of
from apps.exchange.imports.mapping_reading import parse_mapping
from apps.exchange.imports.questionnaires import form_of
from apps.surveys.questionnaire import load, metric_items
from tests.exchange.tables import DESK, HEADER, MAPPING, NPS


def faults(document: Any) -> dict[str, str]:
    with pytest.raises(InvalidMapping) as refusal:
        parse_mapping(document, HEADER)
    return {problem.pointer: problem.code for problem in refusal.value.errors}


def score(**fields: Any) -> dict[str, Any]:
    return {"scores": [{**DESK, **fields}]}


def test_a_mapping_is_read() -> None:
    found = parse_mapping(MAPPING, HEADER)
    assert found.scores == (
        ScoreColumn("nps", "nps", 0, 10),
        ScoreColumn("desk", "touchpoint", 1, 5, "desk", frozenset({"0"})),
    )
    assert (found.id, found.dimensions, found.texts) == ("id", {"shop": "shop"}, ("why",))
    assert found.date == DateSource(column="day")
    assert found.touchpoints == {"desk": "desk"}


@pytest.mark.parametrize("document", [None, [], "x", 3])
def test_a_mapping_is_an_object(document: Any) -> None:
    assert faults(document) == {"": "type"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({}, {"/scores": "required"}),
        ({"scores": [NPS], "score": []}, {"/score": "unknown_field"}),
        ({"scores": [NPS], "id": "ID"}, {"/id": "unknown_column"}),
        ({"scores": [NPS], "id": 3}, {"/id": "unknown_column"}),
        ({"scores": {}}, {"/scores": "type"}),
        ({"scores": ["nps"]}, {"/scores/0": "type"}),
        ({"scores": [{"metric": "nps"}]}, {"/scores/0/column": "required"}),
        ({"scores": [NPS, NPS]}, {"/scores/1/column": "duplicate"}),
        ({"scores": [NPS], "texts": ["who"]}, {"/texts/0": "unknown_column"}),
        ({"scores": [NPS], "dimensions": []}, {"/dimensions": "type"}),
        ({"scores": [NPS], "dimensions": {"a b": "shop"}}, {"/dimensions/a b": "name"}),
        ({"scores": [NPS], "dimensions": {"survey": "shop"}}, {"/dimensions/survey": "name"}),
        ({"scores": [NPS], "dimensions": {f"d{i}": "shop" for i in range(9)}}, {"/dimensions": "too_many"}),
        ({"scores": [NPS], "date": "2026-01-01"}, {"/date": "type"}),
        ({"scores": [NPS], "date": {}}, {"/date": "choice"}),
        ({"scores": [NPS], "date": {"column": "day", "constant": "2026-01-01"}}, {"/date": "choice"}),
        ({"scores": [NPS], "date": {"constant": "soon"}}, {"/date/constant": "date"}),
        ({"scores": [NPS], "date": {"column": "day", "format": "%Q"}}, {"/date/format": "format"}),
        (score(metric="stars"), {"/scores/0/metric": "choice"}),
        (score(scale=5), {"/scores/0/scale": "unknown_field"}),
        (score(max=None), {"/scores/0/max": "scale"}),
        (score(max=11), {"/scores/0/max": "scale"}),
        (score(min=-1), {"/scores/0/min": "scale"}),
        (score(min=True), {"/scores/0/min": "scale"}),
        (score(min=5), {"/scores/0/max": "scale"}),
        (score(metric="nps"), {"/scores/0/max": "scale"}),
        (score(metric="ces"), {"/scores/0/max": "scale"}),
        (score(metric="csat", min=2), {"/scores/0/min": "scale"}),
        (score(touchpoint="Front Desk"), {"/scores/0/touchpoint": "format"}),
        (score(missing=0), {"/scores/0/missing": "type"}),
        (score(values=[1]), {"/scores/0/values": "type"}),
        (score(values={"good": 6}), {"/scores/0/values": "scale"}),
        (score(values={"good": "5"}), {"/scores/0/values": "scale"}),
    ],
)
def test_every_fault_is_named_by_its_place(document: Any, expected: dict[str, str]) -> None:
    assert faults(document) == expected


def test_all_faults_are_named_at_once() -> None:
    assert faults({"id": "ID", "scores": [{"metric": "x"}], "texts": ["who"]}) == {
        "/id": "unknown_column",
        "/scores/0/metric": "choice",
        "/texts/0": "unknown_column",
    }


def test_one_date_may_stand_for_all_rows() -> None:
    found = parse_mapping({"scores": [NPS], "date": {"constant": "2026-01-31"}}, HEADER)
    assert found.date is not None
    assert found.date.constant is not None
    assert found.date.constant.isoformat() == "2026-01-31T12:00:00"


def test_the_same_mapping_names_the_same_survey_whatever_its_order() -> None:
    backwards = dict(reversed(MAPPING.items()))
    assert survey_code_of(backwards) == survey_code_of(MAPPING)
    assert survey_code_of({**MAPPING, "id": "day"}) != survey_code_of(MAPPING)


def test_a_mapping_is_a_questionnaire_that_measures_what_it_says() -> None:
    scales = {"min": 0, "max": 1}
    header = ["Würden Sie?", "würden sie", "1st", "Kind", "Quick", "easy", "why"]
    document = {
        "scores": [
            {"column": "Würden Sie?", "metric": "nps"},
            {"column": "würden sie", "metric": "csat", **scales},
            {"column": "1st", "metric": "touchpoint", "touchpoint": "desk", "min": 1, "max": 5},
            {"column": "Kind", "metric": "attribute", "min": 1, "max": 5},
            {"column": "Quick", "metric": "attribute", "min": 1, "max": 5},
            {"column": "easy", "metric": "ces"},
        ],
        "texts": ["why"],
    }
    form = form_of(parse_mapping(document, header), title="Old answers", language="en")
    items = metric_items(load(form.document))
    assert [(i.item, i.metric, i.scale_min, i.scale_max, i.k, i.touchpoint) for i in items] == [
        ("wurden_sie", "nps", 0, 10, None, None),
        ("wurden_sie_2", "csat", 0, 1, 1, None),
        ("c_1st", "touchpoint", 1, 5, None, "desk"),
        ("items_1_5.kind", "attribute", 1, 5, None, None),
        ("items_1_5.quick", "attribute", 1, 5, None, None),
        ("easy", "ces", 1, 7, None, None),
    ]
    assert [(q.column, q.name) for q in form.texts] == [("why", "why")]
