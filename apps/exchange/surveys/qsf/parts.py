"""What several types of Qualtrics question are made of: choices, their order, the texts beside them, titles of rows."""

from __future__ import annotations

from typing import Any

from apps.exchange.surveys.choosing import whole
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.qsf.context import Reading, coded, numbered, settings_of
from apps.exchange.surveys.qsf.logic import entry
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.report import Fate
from apps.exchange.surveys.targets import target_of

MODES = {
    "SelectedChoices": "selected",
    "UnselectedChoices": "unselected",
    "AllChoices": "all",
    "DisplayedChoices": "all",
}


def choices(reading: Reading, raw: Raw, *, key: str = "Choices", order: str = "ChoiceOrder",
             is_multiple: bool = False, part: str = "") -> list[Document]:  # fmt: skip
    listed = numbered(raw, key, order)
    codes = coded(raw, [number for number, _choice in listed])
    reading.codes[reading.key(raw, part)] = codes
    found = []
    for number, choice in listed:
        one: Document = {"value": codes[number], "text": reading.texts(raw, key, number, "Display")}
        if is_multiple and choice.get("ExclusiveAnswer") in (True, "true", "1"):
            one["isExclusive"] = True
        if choice.get("DisplayLogic"):
            reading.drafting.report.add(
                f"{raw.path}/{key}/{number}/DisplayLogic", "condition", one["text"], "dropped", "choice_condition",
                is_logic=True,
            )  # fmt: skip
        found.append({name: value for name, value in one.items() if value != {}})
    return found


def carried(reading: Reading, raw: Raw) -> dict[str, Any]:
    """Choices carried forward from an earlier question."""
    dynamic = raw.get("DynamicChoices")
    locator = str(dynamic.get("Locator", "")) if isinstance(dynamic, dict) else ""
    if not locator:
        return {}
    question, _, mode = locator.removeprefix("q://").partition("/ChoiceGroup/")
    known = reading.drafting.scope.get(question)
    if known is None or mode not in MODES or "question" not in known.source:
        reading.drafting.report.add(
            f"{raw.path}/DynamicChoices",
            "choice",
            locator,
            "dropped",
            "unknown_name",
            is_logic=True,
            name=question,
        )
        return {}
    reading.drafting.report.add(f"{raw.path}/DynamicChoices", "choice", locator, "exact")
    return {"choicesFrom": {"question": known.source["question"], "mode": MODES[mode]}}


def order(reading: Reading, raw: Raw) -> dict[str, Any]:
    random = raw.get("Randomization")
    kind = str(random.get("Type", "None")) if isinstance(random, dict) else "None"
    if kind in ("None", ""):
        return {}
    if kind == "All":
        reading.drafting.report.add(f"{raw.path}/Randomization", "order", kind, "exact")
    else:
        reading.drafting.report.add(f"{raw.path}/Randomization", "order", kind, "approximated", "randomizer")
    return {"choicesOrder": "random"}


def limits(raw: Raw) -> dict[str, Any]:
    settings = settings_of(raw)
    found = {
        "minSelectedChoices": whole(settings.get("MinChoices")),
        "maxSelectedChoices": whole(settings.get("MaxChoices")),
    }
    return {key: limit for key, limit in found.items() if limit}


def typed_beside(
    reading: Reading, place: Document, raw: Raw, element: Document, is_multiple: bool
) -> list[Document]:
    """The text fields beside choices are questions that follow."""
    found = []
    for number, choice in numbered(raw, "Choices", "ChoiceOrder"):
        if choice.get("TextEntry") not in ("true", True, "on"):
            continue
        label = reading.texts(raw, "Choices", number, "Display")
        text = reading.drafting.element(
            place, "text", f"{element['name']}_{number}_TEXT", f"{raw.path}/Choices/{number}/TextEntry",
            what=next(iter(label.values()), ""), fate="equivalent", note="other_question", title=label,
        )  # fmt: skip
        value = reading.codes[reading.key(raw)][number]
        text["visibleIf"] = {
            "question": element["name"],
            "op": "contains" if is_multiple else "=",
            "value": value,
        }
        reading.drafting.target(entry(reading.key(raw), number), target_of(text))
        found.append(text)
    return found


def joined(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    return {
        language: ": ".join(part for part in (first.get(language), second.get(language)) if part)
        for language in dict.fromkeys((*first, *second))
    }


def told(reading: Reading, raw: Raw, found: list[Document], note: str) -> None:
    fate: Fate = "approximated" if found else "dropped"
    reading.drafting.report.add(raw.path, "question", raw.string("DataExportTag"), fate, note)
