"""Our questionnaire as SurveyJS JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from apps.exchange.surveys.surveyjs.saying import calculation_of, expression_of, piped

Json = dict[str, Any]
SAME = (
    "isRequired", "inputType", "maxLength", "min", "max", "step", "minSelectedChoices", "maxSelectedChoices",
    "choicesOrder", "multiSelect", "touchpoint",
)  # fmt: skip
TEXTS = (
    "title", "description", "html", "minRateDescription", "maxRateDescription", "labelTrue", "labelFalse",
    "minLabel", "maxLabel",
)  # fmt: skip
TYPES = {
    "signature": "signaturepad",
    "consent": "boolean",
    "nps": "rating",
    "csat": "rating",
    "ces": "rating",
}


def write(document: Json) -> Json:
    """The JSON of a survey; ``document`` is one of ours as ``dump`` gives it."""
    texts = Texts(document["language"])
    found: Json = {"title": texts(document["title"])}
    if document["language"] != "en":
        found["locale"] = document["language"]
    if document.get("description"):
        found["description"] = texts(document["description"])
    if document.get("showProgress"):
        found["showProgressBar"] = True
    if document.get("thankYou"):
        found["completedHtml"] = texts(document["thankYou"])
    if document.get("calculatedValues"):
        found["calculatedValues"] = [
            {"name": value["name"], "expression": calculation_of(value["expression"])}
            for value in document["calculatedValues"]
        ]
    found |= _endings(document, texts)
    found["pages"] = [_page(page, texts) for page in document["pages"]]
    triggers = [trigger for page in document["pages"] for trigger in _triggers(page, document)]
    return {**found, "triggers": triggers} if triggers else found


class Texts:
    """A text of ours as SurveyJS keeps it: plain, or one per language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Mapping[str, str]) -> Any:
        said = {language: piped(words) for language, words in text.items()}
        if set(said) == {self.language}:
            return said[self.language]
        own = {"default": said.pop(self.language)} if self.language in said else {}
        return {**own, **said}


def _endings(document: Json, texts: Texts) -> Json:
    found: Json = {}
    for ending in document.get("endings", []):
        if "visibleIf" not in ending:
            continue
        expression = expression_of(ending["visibleIf"])
        if ending.get("redirect"):
            rules = found.setdefault("navigateToUrlOnCondition", [])
            rules.append({"expression": expression, "url": piped(ending["redirect"])})
        else:
            rules = found.setdefault("completedHtmlOnCondition", [])
            rules.append(
                {"expression": expression, "html": texts(ending.get("text") or ending.get("title") or {})}
            )
    return found


def _triggers(page: Json, document: Json) -> list[Json]:
    """The jumps of a page that SurveyJS can say: to the end, and to the first question of a later page."""
    found = []
    firsts = {p["name"]: p["elements"][0]["name"] for p in document["pages"] if p["elements"]}
    for rule in page.get("next", []):
        expression = expression_of(rule["if"]) if "if" in rule else ""
        kind, _, name = rule["to"].partition(":")
        if expression and kind == "page" and name in firsts:
            found.append({"type": "skip", "expression": expression, "gotoName": firsts[name]})
        elif expression and kind in ("end", "ending"):
            found.append({"type": "complete", "expression": expression})
    return found


def _page(page: Json, texts: Texts) -> Json:
    found: Json = {"name": page["name"]}
    for key in ("title", "description"):
        if page.get(key):
            found[key] = texts(page[key])
    if page.get("elementsOrder"):
        found["questionsOrder"] = page["elementsOrder"]
    if page.get("visibleIf"):
        found["visibleIf"] = expression_of(page["visibleIf"])
    return {**found, "elements": [_element(element, texts) for element in page["elements"]]}


def _element(element: Json, texts: Texts) -> Json:
    kind = element["type"]
    found: Json = {"type": TYPES.get(kind, kind), "name": element["name"]}
    found |= {key: texts(element[key]) for key in TEXTS if element.get(key)}
    found |= {key: element[key] for key in SAME if key in element}
    found |= {key: expression_of(element[key]) for key in ("visibleIf", "requiredIf") if key in element}
    if "choices" in element or "choicesFrom" in element:
        found |= _choices(element, texts)
    own = WRITERS.get(kind)
    return {**found, **own(element, texts)} if own else found


def _choices(element: Json, texts: Texts) -> Json:
    found: Json = {"choices": [_choice(choice, texts) for choice in element.get("choices", [])]}
    carried = element.get("choicesFrom")
    if carried:
        found |= {"choicesFromQuestion": carried["question"], "choicesFromQuestionMode": carried["mode"]}
    return found


def _choice(choice: Json, texts: Texts) -> Any:
    found = {"value": choice["value"]}
    if choice.get("text"):
        found["text"] = texts(choice["text"])
    if choice.get("image"):
        found["imageLink"] = choice["image"]
    found |= {key: True for key in ("isFixed", "isExclusive") if choice.get(key)}
    return found if len(found) > 1 else choice["value"]


def _rating(element: Json, texts: Texts) -> Json:
    look = {"rateType": element["rateType"]} if element.get("rateType", "numbers") != "numbers" else {}
    return {"rateMin": element["rateMin"], "rateMax": element["rateMax"], **look}


def _csat(element: Json, texts: Texts) -> Json:
    start = element.get("rateMin", 1)
    return {"rateMin": start, "rateMax": start + element["points"] - 1, "cxType": "csat"}


def _matrix(element: Json, texts: Texts) -> Json:
    low, high = element["rateMin"], element["rateMax"]
    ends = {low: element.get("minRateDescription"), high: element.get("maxRateDescription")}
    rows = [
        {
            "value": row["name"],
            **({"text": texts(row["title"])} if row.get("title") else {}),
            **({"touchpoint": row["touchpoint"]} if row.get("touchpoint") else {}),
        }
        for row in element["rows"]
    ]
    columns = [
        {"value": value, "text": texts(ends[value] or {})} if ends.get(value) else value
        for value in range(low, high + 1)
    ]
    every = {"eachRowRequired": True} if element.get("eachRowRequired") else {}
    return {"columns": columns, "rows": rows, **every}


def _differential(element: Json, texts: Texts) -> Json:
    rows = [
        {"value": row["name"], "text": texts(_between(row.get("left", {}), row.get("right", {})))}
        for row in element["rows"]
    ]
    return {"type": "matrix", "columns": list(range(1, element.get("points", 7) + 1)), "rows": rows}


def _between(left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    return {
        language: f"{left.get(language, '')} - {right.get(language, '')}" for language in {**left, **right}
    }


def _items(element: Json, texts: Texts) -> Json:
    """Parts of one question as SurveyJS's several texts."""
    parts = element.get("rows") or element.get("fields") or []
    kind = {"inputType": "number"} if element["type"] == "constantsum" else {}
    items = [
        {"name": part["name"], **({"title": texts(part["title"])} if part.get("title") else {}), **kind}
        for part in parts
        if isinstance(part, dict)
    ]
    return {"type": "multipletext", "items": items}


def _ranking(element: Json, texts: Texts) -> Json:
    most = element.get("most")
    return {"selectToRankEnabled": True, "maxSelectedChoices": most} if most else {}


def _file(element: Json, texts: Texts) -> Json:
    size = {"maxSize": element["maxSizeMB"] * 1024**2} if "maxSizeMB" in element else {}
    several = {"allowMultiple": True} if element.get("most", 1) > 1 else {}
    return {"acceptedTypes": ",".join(element.get("accepts", [])), **size, **several}


def _panel(element: Json, texts: Texts) -> Json:
    names = {
        "minPanelCount": "minPanelCount",
        "maxPanelCount": "maxPanelCount",
        "itemTitle": "templateTitle",
        "addText": "panelAddText",
        "removeText": "panelRemoveText",
    }
    found = {
        theirs: texts(element[mine]) if isinstance(element[mine], dict) else element[mine]
        for mine, theirs in names.items()
        if element.get(mine)
    }
    return {**found, "templateElements": [_element(inner, texts) for inner in element.get("elements", [])]}


WRITERS: dict[str, Callable[[Json, Texts], Json]] = {
    "rating": _rating,
    "nps": lambda element, texts: {"rateMin": 0, "rateMax": 10, "cxType": "nps"},
    "ces": lambda element, texts: {"rateMin": 1, "rateMax": 7, "cxType": "ces"},
    "csat": _csat,
    "consent": lambda element, texts: {"renderAs": "checkbox", "cxType": "consent"},
    "matrix": _matrix,
    "semanticdifferential": _differential,
    "constantsum": _items,
    "contact": _items,
    "ranking": _ranking,
    "file": _file,
    "hidden": lambda element, texts: {"type": "text", "visible": False},
    "paneldynamic": _panel,
}
