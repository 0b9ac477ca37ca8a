"""Questions of SurveyJS that hold others: matrices, several texts, panels; and values it shows."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.exchange.surveys.choosing import as_scale
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.expressions import surveyjs
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.naming import Names
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.report import Fate
from apps.exchange.surveys.surveyjs.choices import read_choices
from apps.exchange.surveys.surveyjs.context import Reading
from apps.exchange.surveys.surveyjs.elements import HANDLERS, element, elements
from apps.exchange.surveys.texts import Texts

CELLS = {"default": "dropdown", "tagbox": "checkbox"}


def matrix(reading: Reading, place: Document, raw: Raw) -> None:
    """Columns that are numbers are a scale; any other become choices, row by row."""
    columns = [
        column.get("value") if isinstance(column, dict) else column for column in raw.listed("columns")
    ]
    scale = as_scale(columns)
    if scale is None or raw.string("cellType") == "checkbox":
        _row_by_row(reading, place, raw)
        return
    names, rows = Names(), []
    titles = [reading.texts(c.get("text")) if isinstance(c, dict) else {} for c in raw.listed("columns")]
    targets = {}
    for item in raw.listed("rows"):
        row = Raw(item if isinstance(item, dict) else {"value": item}, raw.path)
        spelled, text = row.string("value"), reading.texts(row.get("text"))
        name = names.free(spelled or "row", "row")
        rows.append({"name": name, "title": text or {reading.drafting.language: spelled}})
        if row.string("touchpoint"):
            rows[-1]["touchpoint"] = row.string("touchpoint")
        targets[spelled] = name
    ends = {"minRateDescription": titles[0], "maxRateDescription": titles[-1]} if titles else {}
    every = raw.flag("eachRowRequired", "isAllRowRequired")
    element = reading.question(place, raw, "matrix", rows=rows, eachRowRequired=every, **ends)
    element |= {"rateMin": scale[0], "rateMax": scale[1]}
    for spelled, name in targets.items():
        target = Target({"question": f"{element['name']}.{name}"}, "number")
        reading.know(f"{raw.string('name')}.{spelled}", target)
    if any(titles[1:-1]):
        reading.drafting.report.add(
            raw.at("columns"), "text", raw.string("name"), "approximated", "scale_labels"
        )


def _row_by_row(reading: Reading, place: Document, raw: Raw) -> None:
    is_multiple = raw.string("cellType") == "checkbox"
    found, values = read_choices(reading, raw, key="columns", is_multiple=is_multiple)
    title = reading.texts(raw.get("title"))
    every = raw.flag("eachRowRequired", "isAllRowRequired")
    raw.get("rows", "isRequired", "description")
    elements = []
    for item in raw.listed("rows") if found else ():
        row = Raw(item if isinstance(item, dict) else {"value": item}, raw.path)
        spelled = row.string("value")
        elements.append(
            reading.question(
                place,
                Raw({"name": f"{raw.string('name')}.{spelled}", "title": row.get("text") or spelled,
                     "description": raw.get("title"), "isRequired": every}, f"{raw.path}/rows/{spelled}"),
                "checkbox" if is_multiple else "radiogroup",
                choices=[dict(choice) for choice in found],
                values=values.by_spelling,
            )
        )  # fmt: skip
    words = title.get(reading.drafting.language) or raw.string("name")
    fate: Fate = "approximated" if elements else "dropped"
    reading.drafting.report.add(
        raw.path, "question", words, fate, "row_questions" if elements else "no_choices"
    )
    reading.condition(raw, elements)


def several_texts(reading: Reading, place: Document, raw: Raw) -> None:
    elements = []
    for item in raw.children("items"):
        name = item.string("name")
        kind = item.string("inputType")
        own = Raw(
            {**item.value, "name": f"{raw.string('name')}.{name}", "title": item.get("title") or name,
             "description": raw.get("title")}, item.path,
        )  # fmt: skip
        own.get("inputType")
        kept = kind if kind in ("email", "number", "date", "tel", "url", "time") else None
        elements.append(reading.question(place, own, "text", inputType=kept))
        reading.leftovers(own)
    fate: Fate = "approximated" if elements else "dropped"
    reading.drafting.report.add(raw.path, "question", raw.string("name"), fate, "part_questions")
    raw.get("description", "isRequired")
    reading.condition(raw, elements)


def cells(reading: Reading, place: Document, raw: Raw) -> None:
    """A matrix whose cells are questions: one question each."""
    elements: list[Document] = []
    rows = [item if isinstance(item, dict) else {"value": item, "text": item} for item in raw.listed("rows")]
    for row in rows:
        for column in raw.children("columns"):
            name = f"{raw.string('name')}.{row.get('value')}.{column.string('name')}"
            title = _joined(
                reading, row.get("text") or row.get("value"), column.get("title") or column.string("name")
            )
            elements += _column(reading, place, raw, column, {"name": name, "title": title})
    fate: Fate = "approximated" if elements else "dropped"
    reading.drafting.report.add(raw.path, "question", raw.string("name"), fate, "cell_questions")
    raw.get("title", "description", "isRequired", "choices", "cellType")
    reading.condition(raw, elements)


def _joined(reading: Reading, first: Any, second: Any) -> Texts:
    one, two = reading.texts(first), reading.texts(second)
    fallback = one.get(reading.drafting.language, ""), two.get(reading.drafting.language, "")
    return {
        language: f"{one.get(language, fallback[0])}: {two.get(language, fallback[1])}"
        for language in dict.fromkeys((*one, *two))
    }


def _column(reading: Reading, place: Document, raw: Raw, column: Raw, own: dict[str, Any]) -> list[Document]:
    """The elements one column of a matrix makes."""
    cell = column.string("cellType") or raw.string("cellType") or "dropdown"
    kept = {key: value for key, value in column.value.items() if key not in ("cellType", "visibleIf")}
    choices = column.get("choices") or raw.value.get("choices") or []
    before = len(place["elements"])
    value = {**kept, "choices": choices, **own, "type": CELLS.get(cell, cell)}
    element(reading, place, Raw(value, column.path))
    return list(place["elements"][before:])


def repeated(reading: Reading, place: Document, raw: Raw) -> None:
    """Questions asked again for each thing: a dynamic panel, or rows that are added."""
    if reading.prefixes:
        reading.drafting.report.add(
            raw.path, "loop", raw.string("name"), "dropped", "loop_in_loop", is_logic=True
        )
        return
    is_panel = raw.string("type") == "paneldynamic"
    add = raw.get("panelAddText", "addPanelText") if is_panel else raw.get("addRowText")
    remove = raw.get("panelRemoveText", "removePanelText") if is_panel else raw.get("removeRowText")
    low = raw.integer("minPanelCount" if is_panel else "minRowCount")
    high = raw.integer("maxPanelCount" if is_panel else "maxRowCount")
    panel = reading.question(
        place, raw, "paneldynamic", itemTitle=reading.texts(raw.get("templateTitle")),
        addText=reading.texts(add), removeText=reading.texts(remove), minPanelCount=low, maxPanelCount=high,
    )  # fmt: skip
    panel["elements"] = []
    prefixes = ("panel.",) if is_panel else ("row.",)
    inner = Reading(reading.drafting, reading.named, (*prefixes, f"{raw.string('name')}[0]."))
    if is_panel:
        elements(inner, panel, raw, ("templateElements",))
    else:
        for column in raw.children("columns"):
            _column(inner, panel, raw, column, {"name": column.string("name")})
        raw.get("choices", "cellType")
    raw.get("panelCount", "rowCount")
    if not panel["elements"]:
        place["elements"].remove(panel)
        reading.drafting.report.withdraw(
            raw.path, "question", raw.string("name"), "no_choices", is_logic=False
        )


def shown_value(reading: Reading, place: Document, raw: Raw) -> None:
    """An expression that is shown: a calculated value, and a statement that holds it."""
    name, words = raw.string("name"), raw.string("expression")
    calculated = (
        reading.drafting.calculated(name, words, raw.path, partial(surveyjs.read, words)) if words else ""
    )
    if not calculated:
        return
    title = reading.texts(raw.get("title")) or {reading.drafting.language: name}
    texts = {language: f"<p>{text}: {{{name}}}</p>" for language, text in title.items()}
    element = reading.drafting.element(
        place,
        "html",
        f"{name}_shown",
        raw.path,
        what=name,
        fate="equivalent",
        note="as_statement",
        html=texts,
    )
    reading.condition(raw, [element], ("visibleIf",))
    raw.get("displayStyle", "currency", "precision", "maximumFractionDigits")


HANDLERS.update(
    {
        "expression": shown_value,
        "matrix": matrix,
        "matrixdropdown": cells,
        "matrixdynamic": repeated,
        "multipletext": several_texts,
        "paneldynamic": repeated,
    }
)
