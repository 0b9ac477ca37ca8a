"""Imported conditions against SurveyJS's own engine: on random ways through random surveys it shows the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from apps.surveys.logic import visible
from apps.surveys.questionnaire import load
from tests.exchange.surveys.files import converted
from tests.exchange.surveys.oracle import Maker

ENGINE = Path(__file__).resolve().parents[3] / "frontend/node_modules/survey-core"
SURVEYS, WAYS = 35, 30
RUNNER = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const { Model } = await import(pathToFileURL(process.argv[2]));
const shown = JSON.parse(readFileSync(process.argv[3], "utf8")).map(({ survey, ways }) => {
  const model = new Model(survey);
  const questions = model.getAllQuestions(false, false, false);
  const isShown = (question) => question.isVisible && question.page.isVisible && question.isParentVisible;
  return ways.map((answers) => {
    model.clear();
    for (const question of questions)
      if (isShown(question) && question.name in answers) model.setValue(question.name, answers[question.name]);
    return questions.filter(isShown).map((question) => question.name);
  });
});
console.log(JSON.stringify(shown));
"""


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    """Surveys with answers, and the questions SurveyJS shows for them."""
    node = shutil.which("node")
    if node is None or not ENGINE.exists():
        pytest.skip("Node, or survey-core in frontend/node_modules, is absent")
    cases = []
    for seed in range(SURVEYS):
        maker = Maker(seed)
        survey = maker.survey()
        cases.append({"survey": survey, "ways": [maker.answers(survey) for _ in range(WAYS)]})
    folder = tmp_path_factory.mktemp("oracle")
    (folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    (folder / "run.mjs").write_text(RUNNER, encoding="utf-8")
    command = [node, folder / "run.mjs", ENGINE / "fesm/survey-core.mjs", folder / "cases.json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    shown = json.loads(done.stdout.splitlines()[-1])
    return [
        (case["survey"], answers, names)
        for case, found in zip(cases, shown, strict=True)
        for answers, names in zip(case["ways"], found, strict=True)
    ]


def test_the_same_questions_are_shown_on_a_thousand_ways(ways: Any) -> None:
    assert len(ways) >= 1_000
    documents: dict[str, Any] = {}
    wrong = []
    for survey, answers, expected in ways:
        key = json.dumps(survey)
        if key not in documents:
            found = converted(survey)
            assert found.report.counts["dropped"] == 0, [
                e for e in found.report.entries if e.fate == "dropped"
            ]
            documents[key] = load(found.document)
        shown = visible(documents[key].steps, answers)
        if shown != expected:
            wrong.append((answers, sorted(set(shown) ^ set(expected))))
    assert wrong == []


def test_the_ways_differ_in_what_they_show(ways: Any) -> None:
    """Else agreeing would prove nothing."""
    assert len({(json.dumps(survey), *expected) for survey, _answers, expected in ways}) > 200
