"""The evaluator against the vectors it shares with its TypeScript twin."""

import json
from pathlib import Path

import pytest

from apps.surveys.logic import (
    Known,
    Respondent,
    calculate,
    condition,
    dump,
    dump_expression,
    dump_route,
    evaluate,
    visible,
    walk_with,
)
from apps.surveys.logic.conditions import OPERATORS
from tests.surveys.routes import expression, read_route

VECTORS = Path(__file__).parent / "vectors"


def vectors(name):
    found = json.loads((VECTORS / name).read_text(encoding="utf-8"))["vectors"]
    return [pytest.param(vector, id=f"{i}: {vector['note']}") for i, vector in enumerate(found)]


@pytest.mark.parametrize("vector", vectors("conditions.json"))
def test_a_condition_holds_as_the_vector_says(vector):
    parsed = condition(vector["condition"])
    assert evaluate(parsed, vector["answers"], vector.get("params")) is vector["expected"]


@pytest.mark.parametrize("vector", vectors("conditions.json"))
def test_a_condition_survives_being_written_and_read(vector):
    parsed = condition(vector["condition"])
    assert condition(json.loads(json.dumps(dump(parsed)))) == parsed


@pytest.mark.parametrize("vector", vectors("visibility.json"))
def test_the_elements_shown_are_those_of_the_vector(vector):
    found = visible(read_route(vector["logic"]), vector["answers"], vector.get("params"))
    assert found == vector["expected"]


@pytest.mark.parametrize("vector", vectors("expressions.json"))
def test_an_expression_gives_what_the_vector_says(vector):
    found = calculate(expression(vector["expression"]), known(vector))
    assert json.dumps(found) == json.dumps(vector["expected"])


@pytest.mark.parametrize("vector", vectors("expressions.json"))
def test_an_expression_survives_being_written_and_read(vector):
    parsed = expression(vector["expression"])
    assert expression(json.loads(json.dumps(dump_expression(parsed)))) == parsed


@pytest.mark.parametrize("vector", vectors("routes.json"))
def test_the_way_is_that_of_the_vector(vector):
    respondent = Respondent(vector.get("params", {}), vector.get("invitation", {}))
    found = walk_with(read_route(vector["logic"]), vector["answers"], respondent)
    assert {
        "shown": found.shown,
        "pages": found.pages,
        "required": sorted(found.required),
        "calculated": found.calculated,
        "ending": found.ending,
        "isScreenedOut": found.is_screened_out,
    } == vector["expected"]


@pytest.mark.parametrize("vector", vectors("routes.json"))
def test_the_browser_is_told_the_whole_route(vector):
    assert dump_route(read_route(vector["logic"])) == vector["logic"]


def known(vector):
    return Known(*(vector.get(source, {}) for source in ("answers", "params", "invitation", "calculated")))


def test_there_are_vectors_for_every_operator_with_both_results():
    found = json.loads((VECTORS / "conditions.json").read_text(encoding="utf-8"))["vectors"]
    seen = {(v["condition"]["op"], v["expected"]) for v in found if "op" in v["condition"]}
    assert len(found) >= 300
    assert seen == {(op, result) for op in OPERATORS for result in (True, False)}
