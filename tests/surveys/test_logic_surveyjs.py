"""The shared vectors against SurveyJS's own engine: it says the same, or the vector says what it says instead."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ENGINE = HERE.parents[1] / "frontend/node_modules/survey-core"
FILES = [HERE / "vectors/conditions.json", HERE / "vectors/expressions.json"]
UNKNOWN = "no such operation"


@pytest.fixture(scope="module")
def results():
    node = shutil.which("node")
    if node is None or not ENGINE.exists():
        pytest.skip("Node, or survey-core in frontend/node_modules, is absent")
    command = [node, HERE / "surveyjs.mjs", ENGINE / "fesm/survey-core.mjs", *FILES]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(("path", "kind"), list(zip(FILES, ("conditions", "expressions"), strict=True)))
def test_surveyjs_says_what_the_vectors_say_it_says(results, path, kind):
    vectors = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    pairs = list(zip(vectors, results[kind], strict=True))
    wrong = [(v["note"], got) for v, got in pairs if got not in (UNKNOWN, v.get("surveyjs", v["expected"]))]
    assert wrong == []
    assert sum(got != UNKNOWN for _vector, got in pairs) >= 100
