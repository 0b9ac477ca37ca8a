"""Rows of an XLSForm that ask or say something, type by type."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from apps.exchange.surveys.choosing import MOST, Values
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.endings import PICTURES, of_kind
from apps.exchange.surveys.expressions import xpath
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.xlsform.constraints import constrained
from apps.exchange.surveys.xlsform.context import Reading
from apps.exchange.surveys.xlsform.sheets import Row

Handler = Callable[[Reading, Document, Row], None]
SELECT = re.compile(
    r"(select_one|select one|select1|select_multiple|select multiple|rank)\s+(\S+)(\s+or_other)?"
)
COMPACT = {"minimal", "autocomplete", "quick", "search", "compact"}
METADATA = {
    *("start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "audit"),
    *("start-geopoint", "background-audio", "instanceid", "uuid", "device id"),
}
DEVICE = {"geopoint", "geotrace", "geoshape", "location", "gps"}
METRICS = {"nps": (0, 10), "ces": (1, 7)}
TYPED = ("email", "url", "tel")


def text(reading: Reading, place: Document, row: Row) -> None:
    looks = set(row.get("appearance").lower().split())
    if "multiline" in looks:
        reading.question(place, row, "comment", **constrained(reading, row, "comment"))
        return
    kind = row.get("cx_type")
    typed = {"inputType": kind} if kind in TYPED else constrained(reading, row, "text")
    reading.question(place, row, "text", **typed)


def number(reading: Reading, place: Document, row: Row) -> None:
    kind = "integer" if row.get("type").lower().startswith("int") else "number"
    reading.question(place, row, "text", inputType="number", **constrained_number(reading, row, kind))


def constrained_number(reading: Reading, row: Row, kind: str) -> dict[str, Any]:
    found = constrained(reading, row, kind)
    return {key: value for key, value in found.items() if key in ("min", "max")}


def day(reading: Reading, place: Document, row: Row) -> None:
    bounds = constrained_number(reading, row, "date")
    reading.question(place, row, "text", inputType="date", **bounds)


def clock(reading: Reading, place: Document, row: Row) -> None:
    reading.question(place, row, "text", inputType="time")


def nearest_text(reading: Reading, place: Document, row: Row) -> None:
    reading.question(place, row, "text")
    reading.drafting.report.add(
        row.source, "setting", row.get("type"), "approximated", "nearest_type", type="text"
    )


def span(reading: Reading, place: Document, row: Row) -> None:
    """A range: a scale where it says so, else a slider."""
    given = parameters(row)
    low, high, step = (
        _figure(given.get(key), other) for key, other in (("start", 1), ("end", 10), ("step", 1))
    )
    kind, looks = row.get("cx_type"), row.get("appearance").lower().split()
    is_scale = type(low) is int and type(high) is int and step == 1 and 0 <= low < high <= 10
    if is_scale and METRICS.get(kind) == (low, high):
        reading.question(place, row, kind)
    elif is_scale and kind == "csat" and low in (0, 1):
        start = {"rateMin": 0} if low == 0 else {}
        element = reading.question(place, row, "csat", points=int(high - low + 1))
        element |= start
    elif is_scale and ("rating" in looks or kind == "rating"):
        element = reading.question(place, row, "rating", rateType="stars" if kind != "rating" else None)
        element |= {"rateMin": low, "rateMax": high}
    else:
        element = reading.question(place, row, "slider")
        element |= {"min": low, "max": high, "step": step}


def _figure(spelled: str | None, otherwise: int) -> int | float:
    try:
        value = float(spelled) if spelled else float(otherwise)
    except ValueError:
        return otherwise
    return int(value) if value.is_integer() and abs(value) < 1e12 else value


def parameters(row: Row) -> dict[str, str]:
    """ "start=0 end=10;step=1", spelled with any of the usual separators."""
    return {
        name.lower(): value for name, value in re.findall(r"(\w+)\s*=\s*([^\s,;]+)", row.get("parameters"))
    }


def note(reading: Reading, place: Document, row: Row) -> None:
    texts = row.text("label")
    name = row.get("name") or f"note{row.number}"
    what = texts.get(reading.form.language, name)
    element = reading.drafting.element(place, "html", name, row.source, what=what, html=reading.rich(texts))
    reading.condition(row, [element])


def acknowledge(reading: Reading, place: Document, row: Row) -> None:
    reading.question(place, row, "consent", truth=("ok", ""))


def calculate(reading: Reading, place: Document, row: Row) -> None:
    name, words = row.get("name"), row.get("calculation")
    reading.drafting.calculated(name, words, row.source, partial(xpath.read, words))
    row.text("label")


def upload(reading: Reading, place: Document, row: Row) -> None:
    kind = row.get("type").lower()
    if kind == "image" and {"signature", "draw"} & set(row.get("appearance").lower().split()):
        reading.question(place, row, "signature")
        return
    accepts = list(PICTURES) if kind in ("image", "photo") else of_kind(kind) if kind != "file" else []
    reading.question(place, row, "file", accepts=accepts)


def select(reading: Reading, place: Document, row: Row) -> None:
    match = SELECT.fullmatch(row.get("type").strip())
    listed = reading.form.choices.get(match[2], []) if match else []
    if match is None or not listed:
        name = match[2] if match else row.get("type")
        reading.drafting.report.add(
            row.source, "question", row.get("name"), "dropped", "loose_choices", name=name
        )
        return
    is_multiple = match[1].endswith("multiple")
    kind = "ranking" if match[1] == "rank" else "checkbox" if is_multiple else "radiogroup"
    looks = set(row.get("appearance").lower().split())
    choices, values = read_choices(reading, listed, with_images=kind != "ranking")
    more: dict[str, Any] = {}
    if kind == "radiogroup" and row.get("cx_type") == "boolean":
        _boolean(reading, place, row, choices)
        return
    if match[3]:
        value = values.add("other")
        if value is not None:
            choices.append({"value": value, "text": {reading.form.language: "Other"}})
    if all(str(choice.get("image", "")).startswith("https://") for choice in choices):
        more["multiSelect"] = is_multiple
        kind = "imagepicker"
    elif any("image" in choice for choice in choices):
        choices = [{key: v for key, v in choice.items() if key != "image"} for choice in choices]
        reading.drafting.report.add(row.source, "setting", match[2], "dropped", "media")
    if kind == "radiogroup" and looks & COMPACT:
        kind = "dropdown"
    if parameters(row).get("randomize", "").lower() == "true" and kind != "ranking":
        more["choicesOrder"] = "random"
        reading.drafting.report.add(f"{row.source}/parameters", "order", "randomize=true", "exact")
    if kind == "checkbox":
        more |= constrained(reading, row, "choices")
    element = reading.question(
        place, row, kind, choices=choices, values=values.by_spelling, is_spaced=is_multiple, **more
    )
    if match[3]:
        _other(reading, place, row, element, is_multiple)


def _boolean(reading: Reading, place: Document, row: Row, choices: list[Document]) -> None:
    labels = {str(choice["value"]): choice.get("text", {}) for choice in choices}
    reading.question(
        place, row, "boolean", labelTrue=labels.get("true", {}), labelFalse=labels.get("false", {})
    )


def _other(reading: Reading, place: Document, row: Row, element: Document, is_multiple: bool) -> None:
    name = row.get("name")
    comment = reading.drafting.element(
        place, "text", f"{name}_other", f"{row.source}/other", what=f"{name}_other", fate="equivalent",
        note="other_question", title={reading.form.language: "Other"},
    )  # fmt: skip
    comment["visibleIf"] = {
        "question": element["name"], "op": "contains" if is_multiple else "=", "value": "other"
    }  # fmt: skip
    reading.drafting.target(f"{name}_other", target_of(comment, is_repeated=reading.is_repeated))


def read_choices(
    reading: Reading, rows: list[Row], *, with_images: bool = True
) -> tuple[list[Document], Values]:
    values, found = Values(), []
    for row in rows[:MOST]:
        value = values.add(row.get("name"))
        if value is None:
            continue
        choice: Document = {"value": value, "text": reading.texts(row.text("label"))}
        choice = {key: part for key, part in choice.items() if part != {}}
        choice |= {mine: True for mine, theirs in FLAGS.items() if row.get(theirs)}
        image = row.get("media::image") or next(iter(row.text("media::image").values()), "")
        if image and with_images:
            choice["image"] = image
        found.append(choice)
    return found, values


FLAGS = {"isExclusive": "exclusive", "isFixed": "fixed"}

HANDLERS: dict[str, Handler] = {
    "text": text,
    "string": text,
    "integer": number,
    "int": number,
    "decimal": number,
    "date": day,
    "time": clock,
    "datetime": nearest_text,
    "barcode": nearest_text,
    "range": span,
    "note": note,
    "acknowledge": acknowledge,
    "trigger": acknowledge,
    "calculate": calculate,
    **dict.fromkeys(("image", "photo", "audio", "video", "file"), upload),
}
