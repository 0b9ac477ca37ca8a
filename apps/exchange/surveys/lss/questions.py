"""Questions of LimeSurvey by the letter of their type."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from apps.exchange.surveys.choosing import as_scale
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.endings import taken
from apps.exchange.surveys.expressions import limesurvey
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.lss.context import Reading
from apps.exchange.surveys.lss.parts import (
    OTHER,
    choices,
    comment,
    fixed_choices,
    joined,
    order,
    other,
    titled,
    told,
)
from apps.exchange.surveys.lss.tables import Thing
from apps.exchange.surveys.naming import Names

Handler = Callable[[Reading, Document, Thing], list[Document]]
SCALES = {"A": (1, 5), "B": (1, 10)}


def one(reading: Reading, place: Document, question: Thing, kind: str = "radiogroup") -> list[Document]:
    found, values = choices(reading, question.answers, "code", "answer")
    follow = other(reading, place, question, found, values, "=")
    if not found:
        return []
    element = reading.element(place, question, kind, choices=found, values=values, **order(reading, question))
    return [element, *follow(element), *comment(reading, place, question, question.get("type") == "O")]


def several(reading: Reading, place: Document, question: Thing) -> list[Document]:
    alone = question.attributes.get("exclude_all_others", "")
    found, values = choices(reading, question.parts, "title", "question", alone)
    follow = other(reading, place, question, found, values, "contains")
    if not found:
        return []
    limits = {
        ours: int(question.attributes[theirs])
        for ours, theirs in (("minSelectedChoices", "min_answers"), ("maxSelectedChoices", "max_answers"))
        if question.attributes.get(theirs, "").isdecimal()
    }
    more: dict[str, Any] = {**limits, **order(reading, question)}
    element = reading.element(place, question, "checkbox", choices=found, values=values, **more)
    code = question.get("title")
    for spelled, value in values.by_spelling.items():
        item = Target({"question": element["name"]}, "choices", item=value)
        name = f"{code}_{'other' if spelled == OTHER else spelled}"
        if spelled != OTHER:
            reading.know(question, item, name)
    comments = []
    if question.get("type") == "P":
        for part in question.parts:
            comments += comment(reading, place, question, True, f"{part.get('title')}")
    return [element, *follow(element), *comments]


def fixed(reading: Reading, place: Document, question: Thing) -> list[Document]:
    found, values = fixed_choices(reading, question.get("type"))
    return [reading.element(place, question, "radiogroup", choices=found, values=values)]


def text(reading: Reading, place: Document, question: Thing, kind: str = "text") -> list[Document]:
    length = question.attributes.get("maximum_chars", "")
    most = 1000 if kind == "text" else 10_000
    limit = min(int(length), most) if length.isdecimal() and 0 < len(length) < 7 and int(length) else None
    if question.attributes.get("numbers_only") == "1":
        return [reading.element(place, question, "text", inputType="number")]
    return [reading.element(place, question, kind, maxLength=limit)]


def number(reading: Reading, place: Document, question: Thing) -> list[Document]:
    bounds: dict[str, Any] = {}
    for ours, theirs in (("min", "min_num_value_n"), ("max", "max_num_value_n")):
        spelled = question.attributes.get(theirs, "")
        if _is_number(spelled):
            bounds[ours] = float(spelled) if "." in spelled else int(spelled)
    return [reading.element(place, question, "text", inputType="number", **bounds)]


def _is_number(spelled: str) -> bool:
    return spelled.lstrip("-").replace(".", "", 1).isdecimal() and len(spelled) < 13


def part_by_part(reading: Reading, place: Document, question: Thing, **how: Any) -> list[Document]:
    """Several short entries in one question: a question each."""
    found = [
        reading.element(
            place, question, "text", wanted=f"{question.get('title')}_{part.get('title')}",
            title=titled(reading, question, part), **how,
        )
        for part in question.parts
    ]  # fmt: skip
    told(reading, question, found, "part_questions")
    return found


def array(reading: Reading, place: Document, question: Thing) -> list[Document]:
    """A scale of numbers is a matrix, any other one choice for each row."""
    kind = question.get("type")
    scale = SCALES.get(kind) or as_scale([answer.get("code") for answer in question.answers])
    if kind in ("C", "E"):
        found, values = fixed_choices(reading, kind)
    else:
        found, values = choices(
            reading, [a for a in question.answers if a.get("scale_id", "0") in ("", "0")], "code", "answer"
        )
    if scale and kind != "1":
        return [_matrix(reading, place, question, scale)]
    if not found:
        return []
    made = [
        reading.element(
            place, question, "radiogroup", wanted=f"{question.get('title')}_{part.get('title')}",
            title=titled(reading, question, part), choices=[dict(choice) for choice in found], values=values,
        )
        for part in question.parts
    ]  # fmt: skip
    told(reading, question, made, "row_questions")
    return made


def _matrix(reading: Reading, place: Document, question: Thing, scale: tuple[int, int]) -> Document:
    names, rows, codes = Names(), [], {}
    for part in question.parts:
        codes[part.get("title")] = names.free(part.get("title"), "row")
        words = reading.texts(part.text("question")) or {reading.structure.language: part.get("title")}
        rows.append({"name": codes[part.get("title")], "title": words})
    labels = [reading.texts(answer.text("answer"), 200) for answer in question.answers] or [{}]
    element = reading.element(
        place, question, "matrix", rows=rows, eachRowRequired=question.get("mandatory") == "Y",
        minRateDescription=labels[0], maxRateDescription=labels[-1],
    )  # fmt: skip
    element |= {"rateMin": scale[0], "rateMax": scale[1]}
    for code, name in codes.items():
        target = Target({"question": f"{element['name']}.{name}"}, "number")
        reading.know(question, target, f"{question.get('title')}_{code}")
    if any(labels[1:-1]):
        reading.drafting.report.add(
            reading.source(question), "text", question.get("title"), "approximated", "scale_labels"
        )
    return element


def cells(reading: Reading, place: Document, question: Thing) -> list[Document]:
    """An array of texts or numbers: a question for each cell."""
    rows = [part for part in question.parts if part.get("scale_id", "0") in ("", "0")]
    columns = [part for part in question.parts if part.get("scale_id") == "1"]
    kind: dict[str, Any] = {"inputType": "number"} if question.get("type") == ":" else {}
    found = [
        reading.element(
            place, question, "text", wanted=f"{question.get('title')}_{row.get('title')}_{column.get('title')}",
            title=joined(reading.texts(row.text("question")), reading.texts(column.text("question"))), **kind,
        )
        for row in rows
        for column in columns
    ]  # fmt: skip
    told(reading, question, found, "cell_questions")
    return found


def ranking(reading: Reading, place: Document, question: Thing) -> list[Document]:
    found, values = choices(reading, question.answers or question.parts, "code" if question.answers else "title",
                            "answer" if question.answers else "question")  # fmt: skip
    most = question.attributes.get("max_answers", "")
    limit = int(most) if most.isdecimal() and 0 < int(most[:4]) < len(found) else None
    return (
        [reading.element(place, question, "ranking", choices=found, values=values, most=limit)]
        if len(found) > 1
        else []
    )


def points(reading: Reading, place: Document, question: Thing) -> list[Document]:
    element = reading.element(place, question, "rating")
    element |= {"rateMin": 1, "rateMax": 5}
    return [element]


def statement(reading: Reading, place: Document, question: Thing) -> list[Document]:
    words = reading.texts(question.text("question")).get(reading.structure.language, question.get("title"))
    return [
        reading.drafting.element(
            place, "html", question.get("title"), reading.source(question), what=words,
            html=reading.rich(question.text("question")),
        )
    ]  # fmt: skip


def equation(reading: Reading, place: Document, question: Thing) -> list[Document]:
    words = next(iter(reading.texts(question.text("question")).values()), "").strip()
    inner = words[1:-1] if words.startswith("{") and words.endswith("}") else words
    name = reading.drafting.calculated(
        question.get("title"), inner, reading.source(question), partial(limesurvey.read, inner)
    )
    if name:
        reading.know(question, Target({"calculated": name}), question.get("title"))
    return []


def upload(reading: Reading, place: Document, question: Thing) -> list[Document]:
    return [
        reading.element(
            place, question, "file", accepts=taken(question.attributes.get("allowed_filetypes", ""))
        )
    ]


def simple(kind: str, **settings: Any) -> Handler:
    return lambda reading, place, question: [reading.element(place, question, kind, **settings)]


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("L", "O"), one),
    "!": partial(one, kind="dropdown"),
    **dict.fromkeys(("M", "P"), several),
    "S": text,
    **dict.fromkeys(("T", "U"), partial(text, kind="comment")),
    "N": number,
    "K": partial(part_by_part, inputType="number"),
    "Q": part_by_part,
    "D": simple("text", inputType="date"),
    "Y": simple("boolean"),
    "G": fixed,
    "5": points,
    **dict.fromkeys(("A", "B", "C", "E", "F", "H", "1"), array),
    **dict.fromkeys((";", ":"), cells),
    "R": ranking,
    "X": statement,
    "*": equation,
    "|": upload,
}
