"""The evaluator against the vectors it shares with its TypeScript twin."""

import json
from pathlib import Path

import pytest

from apps.surveys.logic import condition, dump, evaluate, visible
from apps.surveys.logic.conditions import OPERATORS
from tests.surveys.routes import read_route

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


def test_there_are_vectors_for_every_operator_with_both_results():
    found = json.loads((VECTORS / "conditions.json").read_text(encoding="utf-8"))["vectors"]
    seen = {(v["condition"]["op"], v["expected"]) for v in found if "op" in v["condition"]}
    assert len(found) >= 300
    assert seen == {(op, result) for op in OPERATORS for result in (True, False)}
