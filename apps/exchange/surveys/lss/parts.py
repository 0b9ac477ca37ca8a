"""What several types of LimeSurvey question are made of: choices, the text beside them, comments, titles of rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apps.exchange.surveys.choosing import Values
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.lss.context import Reading
from apps.exchange.surveys.lss.tables import Thing
from apps.exchange.surveys.report import Fate
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.texts import Texts

OTHER = "-oth-"


FIXED: dict[str, list[tuple[str, str]]] = {
    "G": [("F", "Female"), ("M", "Male")],
    "C": [("Y", "Yes"), ("U", "Uncertain"), ("N", "No")],
    "E": [("I", "Increase"), ("S", "Same"), ("D", "Decrease")],
}


def choices(
    reading: Reading, things: list[Thing], key: str, words: str, alone: str = ""
) -> tuple[list[Document], Values]:
    values, found = Values(), []
    for thing in things:
        value = values.add(thing.get(key))
        if value is None:
            continue
        choice: Document = {"value": value, "text": reading.texts(thing.text(words))}
        if thing.get(key) in alone.split(";"):
            choice["isExclusive"] = True
        found.append({name: part for name, part in choice.items() if part})
    return found, values


def order(reading: Reading, question: Thing) -> dict[str, Any]:
    if question.attributes.get("random_order") == "1" or question.attributes.get("answer_order") == "random":
        reading.drafting.report.add(f"{reading.source(question)}/random_order", "order", "random", "exact")
        return {"choicesOrder": "random"}
    return {}


def other(
    reading: Reading, place: Document, question: Thing, found: list[Document], values: Values, op: str
) -> Callable[[Document], list[Document]]:
    """Adds the choice "other"; what it gives makes the text that follows it."""
    if question.get("other") != "Y":
        return lambda element: []
    words = question.attributes.get("other_replace_text") or "Other"
    values.add(OTHER)
    found.append({"value": OTHER, "text": {reading.structure.language: words}, "isFixed": True})

    def follow(element: Document) -> list[Document]:
        name = f"{question.get('title')}_other"
        text = reading.drafting.element(
            place, "text", name, f"{reading.source(question)}/other", what=words, fate="equivalent",
            note="other_question", title={reading.structure.language: words},
        )  # fmt: skip
        text["visibleIf"] = {"question": element["name"], "op": op, "value": OTHER}
        reading.know(question, target_of(text), name)
        return [text]

    return follow


def comment(
    reading: Reading, place: Document, question: Thing, is_asked: bool, part: str = ""
) -> list[Document]:
    if not is_asked:
        return []
    name = f"{question.get('title')}_{part}comment"
    element = reading.drafting.element(
        place, "comment", name, f"{reading.source(question)}/{part}comment", what=name, fate="equivalent",
        note="comment_question", title={reading.structure.language: "Comment"},
    )  # fmt: skip
    reading.know(question, target_of(element), name)
    return [element]


def fixed_choices(reading: Reading, kind: str) -> tuple[list[Document], Values]:
    values = Values()
    found = [
        {"value": values.add(code), "text": {reading.structure.language: words}}
        for code, words in FIXED[kind]
    ]
    return found, values


def titled(reading: Reading, question: Thing, part: Thing) -> Texts:
    own = reading.texts(part.text("question"))
    return (
        joined(reading.texts(question.text("question"), 900), own)
        if own
        else reading.texts(question.text("question"))
    )


def joined(first: Texts, second: Texts) -> Texts:
    languages = dict.fromkeys((*first, *second))
    return {one: ": ".join(part for part in (first.get(one), second.get(one)) if part) for one in languages}


def told(reading: Reading, question: Thing, found: list[Document], note: str) -> None:
    fate: Fate = "approximated" if found else "dropped"
    reading.drafting.report.add(reading.source(question), "question", question.get("title"), fate, note)
