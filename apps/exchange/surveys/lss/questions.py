"""Questions of LimeSurvey by the letter of their type."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from apps.exchange.surveys.choosing import Values, as_scale
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.endings import taken
from apps.exchange.surveys.expressions import limesurvey
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.lss.context import Reading
from apps.exchange.surveys.lss.tables import Thing
from apps.exchange.surveys.naming import Names
from apps.exchange.surveys.report import Fate
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.texts import Texts

Handler = Callable[[Reading, Document, Thing], list[Document]]
OTHER = "-oth-"
FIXED: dict[str, list[tuple[str, str]]] = {
    "G": [("F", "Female"), ("M", "Male")],
    "C": [("Y", "Yes"), ("U", "Uncertain"), ("N", "No")],
    "E": [("I", "Increase"), ("S", "Same"), ("D", "Decrease")],
}
SCALES = {"A": (1, 5), "B": (1, 10)}


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


def one(reading: Reading, place: Document, question: Thing, kind: str = "radiogroup") -> list[Document]:
    found, values = choices(reading, question.answers, "code", "answer")
    follow = other(reading, place, question, found, values, "=")
    if not found:
        return []
    element = reading.element(place, question, kind, choices=found, values=values, **order(reading, question))
    return [element, *follow(element), *comment(reading, place, question, question.get("type") == "O")]


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
    found, values = _fixed_choices(reading, question.get("type"))
    return [reading.element(place, question, "radiogroup", choices=found, values=values)]


def _fixed_choices(reading: Reading, kind: str) -> tuple[list[Document], Values]:
    values = Values()
    found = [
        {"value": values.add(code), "text": {reading.structure.language: words}}
        for code, words in FIXED[kind]
    ]
    return found, values


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
            title=_titled(reading, question, part), **how,
        )
        for part in question.parts
    ]  # fmt: skip
    _told(reading, question, found, "part_questions")
    return found


def array(reading: Reading, place: Document, question: Thing) -> list[Document]:
    """A scale of numbers is a matrix, any other one choice for each row."""
    kind = question.get("type")
    scale = SCALES.get(kind) or as_scale([answer.get("code") for answer in question.answers])
    if kind in ("C", "E"):
        found, values = _fixed_choices(reading, kind)
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
            title=_titled(reading, question, part), choices=[dict(choice) for choice in found], values=values,
        )
        for part in question.parts
    ]  # fmt: skip
    _told(reading, question, made, "row_questions")
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
            title=_joined(reading.texts(row.text("question")), reading.texts(column.text("question"))), **kind,
        )
        for row in rows
        for column in columns
    ]  # fmt: skip
    _told(reading, question, found, "cell_questions")
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


def _titled(reading: Reading, question: Thing, part: Thing) -> Texts:
    own = reading.texts(part.text("question"))
    return (
        _joined(reading.texts(question.text("question"), 900), own)
        if own
        else reading.texts(question.text("question"))
    )


def _joined(first: Texts, second: Texts) -> Texts:
    languages = dict.fromkeys((*first, *second))
    return {one: ": ".join(part for part in (first.get(one), second.get(one)) if part) for one in languages}


def _told(reading: Reading, question: Thing, found: list[Document], note: str) -> None:
    fate: Fate = "approximated" if found else "dropped"
    reading.drafting.report.add(reading.source(question), "question", question.get("title"), fate, note)


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
