"""The browser's twin of the evaluator, run by Node over the same vectors."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TWIN = ROOT / "frontend/src/public/logic.ts"
VECTORS = ROOT / "tests/surveys/vectors"
STRIPPER = """
import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
writeFileSync(process.argv[2], stripTypeScriptTypes(readFileSync(process.argv[1], "utf8")));
"""
RUNNER = """
import { readFileSync } from "node:fs";
import { evaluate, walk } from "./logic.mjs";
const read = (name) => JSON.parse(readFileSync(name, "utf8")).vectors;
const conditions = read(process.argv[2]).map((v) => evaluate(v.condition, v.answers, v.params));
const shown = read(process.argv[3]).map((v) => walk(v.logic, v.answers, v).shown);
console.log(JSON.stringify({ conditions, shown }));
"""


def compile_twin(node, target):
    """Strip the types by the front end's bundler if it is there, else by Node itself (22.13 and newer)."""
    bundler = ROOT / "frontend/node_modules/.bin/rolldown"
    if bundler.exists():
        command = [bundler, TWIN, "--format", "esm", "--file", target]
    else:
        command = [node, "--input-type=module", "-e", STRIPPER, TWIN, target]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode != 0 and not bundler.exists():
        pytest.skip("this Node cannot strip types and frontend/node_modules is absent")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is absent")
    folder = tmp_path_factory.mktemp("twin")
    compile_twin(node, folder / "logic.mjs")
    (folder / "run.mjs").write_text(RUNNER, encoding="utf-8")
    files = [VECTORS / "conditions.json", VECTORS / "visibility.json"]
    done = subprocess.run(
        [node, folder / "run.mjs", *files], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
