"""The browser's twin of the evaluator, run by Node over the same vectors."""

import json
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from apps.surveys.logic import Respondent, dump_page, dump_route, walk_with
from apps.surveys.questionnaire import read_draft
from tests.surveys.ways import Maker

RANDOM_WAYS = 1000
ROOT = Path(__file__).resolve().parents[2]
TWIN = ROOT / "frontend/src/public/logic.ts"
VECTORS = ROOT / "tests/surveys/vectors"
STRIPPER = """
import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
const stripped = stripTypeScriptTypes(readFileSync(process.argv[1], "utf8"));
writeFileSync(process.argv[2], stripped.replace(/from "(\\.\\/[a-z]+)"/g, 'from "$1.mjs"'));
"""
RUNNER = """
import { readFileSync } from "node:fs";
import { calculate, evaluate, walk } from "./logic.mjs";
const NOTHING = { answers: {}, params: {}, invitation: {}, calculated: {} };
const read = (name) => JSON.parse(readFileSync(name, "utf8")).vectors;
const [conditions, visibility, expressions, routes, random] = process.argv.slice(2).map(read);
console.log(JSON.stringify({
  conditions: conditions.map((v) => evaluate(v.condition, v.answers, v.params)),
  shown: visibility.map((v) => walk(v.logic, v.answers, v).shown),
  values: expressions.map((v) => calculate(v.expression, { ...NOTHING, ...v }) ?? null),
  ways: routes.map((v) => walk(v.logic, v.answers, v)),
  random: random.map((v) => walk(v.logic, v.answers, v)),
  told: random.map((v) => v.told.map(({ page, ...told }) => {
    const { shown, required } = walk(told.logic, { ...v.answers, ...told.answers }, v, told);
    return { page, shown, required };
  })),
}));
"""
NAMES = ("conditions.json", "visibility.json", "expressions.json", "routes.json")


def compile_twin(node, target):
    """Strip the types by the front end's bundler if it is there, else by Node itself (22.13 and newer)."""
    bundler = ROOT / "frontend/node_modules/.bin/rolldown"
    if bundler.exists():
        return run(bundler, TWIN, "--format", "esm", "--file", target)
    for source in TWIN.parent.glob("*.ts"):
        command = [
            node,
            "--input-type=module",
            "-e",
            STRIPPER,
            source,
            target.with_name(source.stem + ".mjs"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            pytest.skip("this Node cannot strip types and frontend/node_modules is absent")
    return None


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is absent")
    folder = tmp_path_factory.mktemp("twin")
    compile_twin(node, folder / "logic.mjs")
    (folder / "run.mjs").write_text(RUNNER, encoding="utf-8")
    told = [{key: case[key] for key in ("logic", "answers", "params", "told")} for case in random_ways()]
    (folder / "random.json").write_text(json.dumps({"vectors": told}), encoding="utf-8")
    files = [*(VECTORS / name for name in NAMES), folder / "random.json"]
    return json.loads(run(node, folder / "run.mjs", *files))


def random_ways():
    for seed in range(RANDOM_WAYS):
        maker = Maker(Random(seed))
        questionnaire, answers, params = read_draft(maker.document()), maker.answers(), maker.params()
        route = questionnaire.route_for(str(seed))
        walk = walk_with(route, answers, Respondent(params))
        told = [{"page": page, **found} for page in walk.pages if (found := dump_page(route, page, walk))]
        yield {"logic": dump_route(route), "answers": answers, "params": params, "walk": walk, "told": told}


def expected(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))["vectors"]


def test_the_twin_evaluates_every_condition_alike(results):
    wrong = [
        v
        for v, got in zip(expected("conditions.json"), results["conditions"], strict=True)
        if got is not v["expected"]
    ]
    assert wrong == []


def test_the_twin_shows_the_same_elements(results):
    assert results["shown"] == [v["expected"] for v in expected("visibility.json")]


def test_the_twin_walks_the_same_way(results):
    assert results["ways"] == [v["expected"] for v in expected("routes.json")]


def test_the_twin_calculates_the_same_to_the_last_bit(results):
    wrong = [
        v["note"]
        for v, got in zip(expected("expressions.json"), results["values"], strict=True)
        if json.dumps(got) != json.dumps(v["expected"])
    ]
    assert wrong == []


def test_one_page_at_a_time_shows_and_requires_what_the_whole_way_does(results):
    wrong, pages = [], 0
    for case, found in zip(random_ways(), results["told"], strict=True):
        walk = case["walk"]
        for told, got in zip(case["told"], found, strict=True):
            here = [element["name"] for element in told["logic"]["pages"][0]["elements"]]
            shown = [name for name in walk.shown if name in here]
            required = [name for name in shown if name in walk.required]
            pages += 1
            if got != {"page": told["page"], "shown": shown, "required": required}:
                wrong.append((told, got, shown, required))
    assert wrong == []
    assert pages > 300


def test_the_twin_walks_random_ways_alike(results):
    assert len(results["random"]) == RANDOM_WAYS
    wrong = []
    for case, got in zip(random_ways(), results["random"], strict=True):
        walk = case["walk"]
        expected = {
            "shown": walk.shown,
            "pages": walk.pages,
            "required": [name for name in walk.shown if name in walk.required],
            "calculated": walk.calculated,
            "ending": walk.ending,
            "isScreenedOut": walk.is_screened_out,
        }
        if json.dumps(got, sort_keys=True) != json.dumps(expected, sort_keys=True):
            wrong.append((got, expected))
    assert wrong == []
