"""A whole Qualtrics survey: its elements by kind, then its flow."""

from __future__ import annotations

import re
from typing import Any

from apps.exchange.surveys.drafting import Drafting
from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.piping import piped
from apps.exchange.surveys.qsf.context import Reading
from apps.exchange.surveys.qsf.flow import Flow
from apps.exchange.surveys.qsf.logic import name_in
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.report import Report
from apps.exchange.surveys.settling import settle
from apps.exchange.surveys.texts import language_code, plain

REFERENCE = re.compile(r"\$\{([a-z]{1,6}://[^{}\s]{1,200})\}")


def read(document: dict[str, Any], title: str, report: Report) -> dict[str, Any]:
    """The document of ours. Raises UnreadableSurvey where there is no question in it."""
    elements = Raw(document, "").children("SurveyElements")
    head = Raw(document.get("SurveyEntry"), "SurveyEntry")
    drafting = Drafting(report, language_code(head.string("SurveyLanguage").lower()) or "en")
    questions = {
        one.string("PrimaryAttribute"): Raw(one.get("Payload"), f"questions/{one.string('PrimaryAttribute')}")
        for one in elements
        if one.string("Element") == "SQ"
    }
    reading = Reading(drafting, _languages(questions, drafting.language))
    drafting.scope.otherwise = reading.field
    words = plain(head.string("SurveyName") or title, 300)
    drafting.document = {"title": {drafting.language: words}}
    report.add("SurveyEntry", "survey", words, "exact")
    for language in reading.languages:
        report.add("survey", "language", language, "exact")
    blocks = _blocks(elements)
    flow = Flow(reading, blocks, questions)
    flow.walk(_flow(elements, blocks), "flow")
    _unused(report, flow)
    if not any(page["elements"] for page in drafting.pages):
        raise UnreadableSurvey
    _order(drafting, flow)
    _others(report, elements)
    return settle(piped(drafting, drafting.finish(), REFERENCE, name_in), drafting.sources, report)


def _languages(questions: dict[str, Raw], own: str) -> list[str]:
    found = [own]
    for raw in questions.values():
        texts = raw.value.get("Language")
        found += [language_code(name) for name in texts] if isinstance(texts, dict) else []
    return [language for language in dict.fromkeys(found) if language]


def _blocks(elements: list[Raw]) -> dict[str, Raw]:
    """By id. Qualtrics writes them as a list or as an object with numbers."""
    found: dict[str, Raw] = {}
    for element in elements:
        if element.string("Element") == "BL":
            payload = element.get("Payload")
            listed = (
                payload
                if isinstance(payload, list)
                else list(payload.values())
                if isinstance(payload, dict)
                else []
            )
            for block in listed:
                raw = Raw(block, "")
                number = raw.string("ID") or f"block{len(found)}"
                raw.path = f"blocks/{number}"
                found[number] = raw
    return found


def _flow(elements: list[Raw], blocks: dict[str, Raw]) -> list[Any]:
    for element in elements:
        if element.string("Element") == "FL":
            flow = Raw(element.get("Payload"), "flow").listed("Flow")
            if flow:
                return flow
    return [
        {"Type": "Block", "ID": number} for number, block in blocks.items() if block.string("Type") != "Trash"
    ]


def _unused(report: Report, flow: Flow) -> None:
    """What stands in the file and is never shown."""
    for raw in flow.questions.values():
        report.add(raw.path, "question", raw.string("DataExportTag", "QuestionID"), "dropped", "unused")


def _order(drafting: Drafting, flow: Flow) -> None:
    random = [page for page in drafting.pages if page.pop("_is_random", False)]
    if not flow.is_random:
        return
    drafting.document["pagesOrder"] = "random"
    for page in drafting.pages:
        if page not in random:
            page["isFixed"] = True


def _others(report: Report, elements: list[Raw]) -> None:
    for element in elements:
        kind, words = element.string("Element"), element.string("SecondaryAttribute")
        if kind == "QO":
            name = Raw(element.get("Payload"), "").string("Name") or words
            report.add(
                f"quota/{element.string('PrimaryAttribute')}",
                "quota",
                name,
                "dropped",
                "quota",
                is_logic=True,
            )
        elif kind == "SCO" and Raw(element.get("Payload"), "").listed("ScoringCategories"):
            report.add("scoring", "calculated", "ScoringCategories", "dropped", "expression", is_logic=True)
