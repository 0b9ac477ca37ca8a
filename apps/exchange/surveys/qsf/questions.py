"""Questions of Qualtrics by type and selector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apps.exchange.surveys.choosing import as_scale, whole
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.qsf.context import Reading, coded, numbered, settings_of
from apps.exchange.surveys.qsf.logic import entry
from apps.exchange.surveys.qsf.parts import carried, choices, joined, limits, order, told, typed_beside
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.targets import target_of

Handler = Callable[[Reading, Document, Raw], list[Document]]
MULTIPLE = {"MAVR", "MAHR", "MACOL", "MSB"}
COMPACT = {"DL", "SB"}
CONTENT = {
    "ValidEmail": "email",
    "ValidNumber": "number",
    "ValidPhone": "tel",
    "ValidURL": "url",
    "ValidDate": "date",
}


def multiple_choice(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    selector = raw.string("Selector")
    if selector == "NPS":
        return _nps(reading, place, raw)
    is_multiple = selector in MULTIPLE
    found = choices(reading, raw, is_multiple=is_multiple)
    more = {**carried(reading, raw), **order(reading, raw)}
    if not found and "choicesFrom" not in more:
        return []
    if is_multiple:
        more |= limits(raw)
    kind = "checkbox" if is_multiple else "dropdown" if selector in COMPACT else "radiogroup"
    element = reading.element(place, raw, kind, choices=found, **more)
    return [element, *typed_beside(reading, place, raw, element, is_multiple)]


def _nps(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    numbers = [number for number, _choice in numbered(raw, "Choices", "ChoiceOrder")]
    shift = 1 if numbers and numbers[0] == "1" and "0" not in numbers else 0
    reading.codes[reading.key(raw)] = {number: (whole(number) or 0) - shift for number in numbers}
    labels = raw.value.get("ColumnLabels")
    ends = (
        [label.get("Display", "") for label in labels if isinstance(label, dict)]
        if isinstance(labels, list)
        else []
    )
    texts = [{reading.drafting.language: str(end)[:200]} for end in (*ends[:1], *ends[-1:]) if end]
    more: dict[str, Any] = (
        {"minRateDescription": texts[0], "maxRateDescription": texts[-1]} if len(texts) == 2 else {}
    )
    return [reading.element(place, raw, "nps", **more)]


def text_entry(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    if raw.string("Selector") == "FORM":
        return _entries(reading, place, raw, "text")
    settings = settings_of(raw)
    kind = CONTENT.get(str(settings.get("ContentType", "")))
    if kind is None and raw.string("Selector") in ("ML", "ESTB"):
        return [reading.element(place, raw, "comment")]
    more: dict[str, Any] = {"inputType": kind}
    if kind == "number":
        number = settings.get("ValidNumber")
        bounds = number if isinstance(number, dict) else {}
        more |= {key: whole(bounds.get(theirs)) for key, theirs in (("min", "Min"), ("max", "Max"))}
    if settings.get("Type") in ("CustomValidation", "ContentType") and kind is None:
        reading.drafting.report.add(
            f"{raw.path}/Validation",
            "validation",
            settings.get("ContentType") or "CustomValidation",
            "dropped",
            "validator",
        )
    return [reading.element(place, raw, "text", **more)]


def _entries(reading: Reading, place: Document, raw: Raw, kind: str, **more: Any) -> list[Document]:
    """One question for each entry of a form or each bar."""
    title = reading.texts(raw, "QuestionText", limit=900)
    listed = numbered(raw, "Choices", "ChoiceOrder")
    found = []
    for number, _choice in listed:
        own = reading.texts(raw, "Choices", number, "Display")
        element = reading.element(place, raw, kind, part=number, title=joined(title, own), **dict(more))
        reading.drafting.target(entry(reading.key(raw), number), target_of(element))
        found.append(element)
    told(reading, raw, found, "part_questions")
    return found


def matrix(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    selector, sub = raw.string("Selector"), raw.string("SubSelector")
    if selector == "TE":
        return _cells(reading, place, raw)
    if selector not in ("Likert", "Bipolar", "Profile"):
        return []
    answers = numbered(raw, "Answers", "AnswerOrder")
    codes = coded(raw, [number for number, _answer in answers])
    scale = as_scale(list(codes.values()))
    if scale and sub not in ("MultipleAnswer",) and selector == "Likert":
        return [_scale_matrix(reading, place, raw, codes, scale)]
    is_multiple = sub == "MultipleAnswer"
    title, found = reading.texts(raw, "QuestionText", limit=900), []
    for number, _row in numbered(raw, "Choices", "ChoiceOrder"):
        columns = choices(reading, raw, key="Answers", order="AnswerOrder", part=number)
        own = reading.texts(raw, "Choices", number, "Display")
        kind = "checkbox" if is_multiple else "radiogroup"
        found.append(
            reading.element(place, raw, kind, part=number, title=joined(title, own), choices=columns)
        )
    told(reading, raw, found, "row_questions")
    return found


def _scale_matrix(
    reading: Reading, place: Document, raw: Raw, codes: dict[str, Any], scale: tuple[int, int]
) -> Document:
    rows = [
        {"name": f"r{number}", "title": reading.texts(raw, "Choices", number, "Display")}
        for number, _row in numbered(raw, "Choices", "ChoiceOrder")
    ]
    labels = [reading.texts(raw, "Answers", number, "Display", limit=200) for number in codes]
    element = reading.element(
        place, raw, "matrix", rows=rows, eachRowRequired=settings_of(raw).get("ForceResponse") == "ON",
        minRateDescription=labels[0], maxRateDescription=labels[-1],
    )  # fmt: skip
    element |= {"rateMin": scale[0], "rateMax": scale[1]}
    for row in rows:
        key = reading.key(raw, str(row["name"])[1:])
        reading.codes[key] = codes
        reading.drafting.target(key, Target({"question": f"{element['name']}.{row['name']}"}, "number"))
    if len(labels) > 2:
        reading.drafting.report.add(raw.path, "text", element["name"], "approximated", "scale_labels")
    return element


def _cells(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    found = []
    for row, _choice in numbered(raw, "Choices", "ChoiceOrder"):
        for column, _answer in numbered(raw, "Answers", "AnswerOrder"):
            words = joined(
                reading.texts(raw, "Choices", row, "Display"),
                reading.texts(raw, "Answers", column, "Display"),
            )
            found.append(reading.element(place, raw, "text", part=f"{row}_{column}", title=words))
    told(reading, raw, found, "cell_questions")
    return found


def slider(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    configuration = raw.get("Configuration")
    given = configuration if isinstance(configuration, dict) else {}
    low, high = whole(given.get("CSSliderMin")), whole(given.get("CSSliderMax"))
    if raw.string("Selector") == "STAR":
        stars = whole(given.get("StarCount")) or 5
        return _entries(
            reading, place, raw, "rating", rateType="stars", rateMin=1, rateMax=min(max(stars, 2), 10)
        )
    found = _entries(reading, place, raw, "slider")
    for element in found:
        element |= {"min": low or 0, "max": 100 if high is None or high <= (low or 0) else high}
    return found


def ranking(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    found = choices(reading, raw)
    return (
        [reading.element(place, raw, "ranking", choices=found, **order(reading, raw))]
        if len(found) > 1
        else []
    )


def constant_sum(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    rows = [
        {"name": f"r{number}", "title": reading.texts(raw, "Choices", number, "Display")}
        for number, _choice in numbered(raw, "Choices", "ChoiceOrder")
    ]
    total = whole(settings_of(raw).get("ChoiceTotal"))
    return [reading.element(place, raw, "constantsum", rows=rows, total=total or 100)] if rows else []


def statement(reading: Reading, place: Document, raw: Raw) -> list[Document]:
    words = reading.texts(raw, "QuestionText").get(reading.drafting.language, "")
    name = raw.string("DataExportTag") or raw.string("QuestionID")
    return [
        reading.drafting.element(
            place, "html", name, raw.path, what=words, html=reading.rich(raw, "QuestionText")
        )
    ]


def simple(kind: str, **settings: Any) -> Handler:
    return lambda reading, place, raw: [reading.element(place, raw, kind, **settings)]


HANDLERS: dict[str, Handler] = {
    "MC": multiple_choice,
    "TE": text_entry,
    "Matrix": matrix,
    "Slider": slider,
    "RO": ranking,
    "CS": constant_sum,
    "DB": statement,
    "FileUpload": simple("file"),
    "Draw": simple("signature"),
    "Signature": simple("signature"),
}
METADATA = {"Meta", "Timing", "Captcha"}
