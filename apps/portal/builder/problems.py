"""What the checks found, each with the place to go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.portal.builder.places import Json, Place
from apps.portal.builder.workbench import Workbench
from apps.surveys.checks import Finding, check_draft
from apps.touchpoints.models import Touchpoint


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is the id of the field it is about, "" where the place has none."""

    is_error: bool
    words: str
    place: Place
    where: str
    field: str


def findings_of(bench: Workbench) -> dict[str, Any]:
    """Errors first, each in the order of the document."""
    codes = set(Touchpoint.objects.values_list("code", flat=True))
    marks = bench.draft.survey.translated
    findings = check_draft(bench.questionnaire, touchpoints=codes, translated=marks)
    found = [_problem(finding, bench) for finding in findings]
    errors = [problem for problem in found if problem.is_error]
    return {"bench": bench, "errors": errors, "hints": [problem for problem in found if not problem.is_error]}


def _problem(finding: Finding, bench: Workbench) -> Problem:
    place, setting = place_and_setting(bench.document, finding.pointer)
    row = next((row for row in bench.rows if row.place == place), None)
    field = "f-" + setting.replace("/", "-") if setting else ""
    return Problem(finding.is_error, finding.words, place, row.title if row else place.name, field)


def place_and_setting(document: Json, pointer: str) -> tuple[Place, str]:
    """A JSON pointer as a place of the builder and the key of the setting there."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    place, at = Place("survey"), document
    for kind, key in (("page", "pages"), ("ending", "endings"), ("calculated", "calculatedValues")):
        if steps[:1] == [key] and (item := _member(at, steps)) is not None:
            place, at, steps = Place(kind, item["name"]), item, steps[2:]  # type: ignore[arg-type]
    while steps[:1] == ["elements"] and (item := _member(at, steps)) is not None:
        name = f"{place.name}.{item['name']}" if place.kind == "element" else item["name"]
        place, at, steps = Place("element", name), item, steps[2:]
    keys = steps[:3] if steps[:1] == ["next"] else steps[:1]
    return place, "/".join(keys)


def _member(holder: Json, steps: list[str]) -> Json | None:
    listed = holder.get(steps[0])
    index = int(steps[1]) if len(steps) > 1 and steps[1].isdecimal() else -1
    is_there = isinstance(listed, list) and 0 <= index < len(listed)
    return listed[index] if is_there else None  # type: ignore[index]
