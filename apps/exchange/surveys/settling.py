"""The last word on a questionnaire from elsewhere: what our own reader refuses is taken out and reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.report import Report
from apps.surveys.questionnaire import QuestionnaireError, load

LOGIC = ("visibleIf", "requiredIf", "next", "choicesFrom", "itemsFrom", "expression")
OWN = ("type", "name")  # an element is nothing without
LISTS = ("next", "choices", "rows", "calculatedValues", "endings", "fields")
ROUNDS = 30


def settle(document: dict[str, Any], sources: Mapping[str, str], report: Report) -> dict[str, Any]:
    """The document as ``load`` takes it. Raises UnreadableSurvey where nothing more can be taken out."""
    for _round in range(ROUNDS):
        try:
            return load(document).dump()
        except QuestionnaireError as refusal:
            cuts: dict[Steps, str] = {}
            for problem in refusal.errors:
                cut = _cut(document, _steps(problem.pointer))
                if cut is None:
                    raise UnreadableSurvey(problem.detail, errors=refusal.errors[:20]) from refusal
                cuts.setdefault(cut, problem.detail)
            for cut in sorted(_outermost(cuts), key=_order, reverse=True):
                _take_out(document, cut, cuts[cut], sources, report)
    raise UnreadableSurvey


Steps = tuple[str | int, ...]


def _steps(pointer: str) -> Steps:
    spelled = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return tuple(int(part) if part.isdecimal() else part for part in spelled)


def _cut(document: dict[str, Any], steps: Steps) -> Steps | None:
    """What to take out so that the fault at these steps is gone."""
    for i, step in enumerate(steps):
        if step == "pages" and len(steps) <= i + 2:
            return None
        if step in LOGIC:
            return steps[: i + 2] if step == "next" and i + 1 < len(steps) else steps[: i + 1]
        if step in LISTS and i + 1 < len(steps):
            inner = steps[i + 2 :]
            return (
                steps[: i + 2]
                if not any(part in LOGIC for part in inner) or step == "calculatedValues"
                else _deep(steps)
            )
        if step == "elements" and i + 1 < len(steps):
            rest = steps[i + 2 :]
            if (
                not rest
                or rest[0] in OWN
                or (rest[0] in ("choices", "rows", "elements", "fields") and len(rest) == 1)
            ):
                return steps[: i + 2]
            if rest[0] in LISTS or rest[0] == "elements":
                continue
            return steps[: i + 3]
    return steps[:1] if steps and steps[0] not in ("title", "pages", "language") else None


def _deep(steps: Steps) -> Steps:
    """To the logic within an item of a list."""
    return steps[: next(i for i, step in enumerate(steps) if step in LOGIC) + 1]


def _outermost(cuts: Mapping[Steps, str]) -> list[Steps]:
    return [cut for cut in cuts if not any(cut[:n] in cuts for n in range(1, len(cut)))]


def _order(cut: Steps) -> tuple[tuple[int, int | str], ...]:
    return tuple((0, step) if isinstance(step, int) else (1, step) for step in cut)


def _take_out(
    document: dict[str, Any], cut: Steps, detail: str, sources: Mapping[str, str], report: Report
) -> None:
    holder: Any = document
    last: Any = cut[-1]
    source, what = "", ""
    for step in cut[:-1]:
        holder = holder[step]
        if isinstance(holder, dict) and isinstance(holder.get("name"), str):
            source, what = sources.get(holder["name"], holder["name"]), holder["name"]
    taken = holder.pop(last) if isinstance(holder, list) else holder.pop(last, None)
    if isinstance(holder, list) and isinstance(taken, dict) and isinstance(taken.get("name"), str):
        source, what = sources.get(taken["name"], taken["name"]), taken["name"]
    is_logic = any(step in LOGIC or step in ("calculatedValues", "endings") for step in cut)
    kind = "condition" if is_logic else "question" if cut[-2:-1] == ("elements",) else "setting"
    place = "/".join(str(step) for step in cut if isinstance(step, str))
    report.withdraw(source or place, kind, what or str(cut[-1]), "unfit", is_logic=is_logic, detail=detail)
