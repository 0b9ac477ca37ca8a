"""What both sides have survives going out and coming in again, whatever the questionnaire."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.exchange.surveys import surveyjs, xlsform
from apps.exchange.surveys.converting import convert
from apps.surveys.questionnaire import load

# A text as it stands in both formats: nothing that reads as markup or as a reference to an answer.
WORDS = (
    st.text("abcXYZ àè'\"?!.,:;-+=%&#0123456789\n", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text != "")
)
TEXTS = st.fixed_dictionaries({"en": WORDS}, optional={"it": WORDS, "pt-BR": WORDS})
VALUES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
CHOICE = st.fixed_dictionaries({"value": VALUES}, optional={"text": TEXTS})
CHOICES = st.lists(CHOICE, min_size=2, max_size=4, unique_by=lambda choice: choice["value"])
ROWS = st.lists(
    st.fixed_dictionaries({"name": VALUES, "title": TEXTS}),
    min_size=1,
    max_size=3,
    unique_by=lambda r: r["name"],
)
SHAPES: list[dict[str, Any]] = [
    {"type": "nps"},
    {"type": "ces"},
    {"type": "csat", "points": 5},
    {"type": "rating", "rateMin": 1, "rateMax": 5},
    {"type": "text"},
    {"type": "text", "inputType": "number", "min": 0, "max": 99},
    {"type": "text", "inputType": "date", "min": "2026-01-01"},
    {"type": "text", "inputType": "time"},
    {"type": "text", "inputType": "email"},
    {"type": "comment", "maxLength": 300},
    {"type": "boolean"},
    {"type": "consent"},
    {"type": "signature"},
    {"type": "file"},
    {"type": "slider", "min": 0, "max": 50, "step": 5},
]


@st.composite
def documents(draw: Any) -> dict[str, Any]:
    """Questionnaires of what both formats can say, conditions looking back."""
    elements: list[dict[str, Any]] = []
    for i in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(["shape", "radiogroup", "dropdown", "checkbox", "ranking", "matrix"]))
        element = dict(draw(st.sampled_from(SHAPES))) if kind == "shape" else {"type": kind}
        if kind == "matrix":
            element |= {"rows": draw(ROWS), "rateMin": 1, "rateMax": 5}
        elif kind != "shape":
            element["choices"] = draw(CHOICES)
        element |= {"name": f"q{i}", "title": draw(TEXTS)}
        if draw(st.booleans()):
            element["isRequired"] = True
        if elements and draw(st.booleans()):
            element["visibleIf"] = draw(conditions(elements))
        elements.append(element)
    cut = draw(st.integers(1, len(elements)))
    pages = [part for part in (elements[:cut], elements[cut:]) if part]
    found = [{"name": f"page{i}", "title": draw(TEXTS), "elements": part} for i, part in enumerate(pages, 1)]
    return {"language": "en", "title": {"en": draw(WORDS)}, "pages": found}


@st.composite
def conditions(draw: Any, earlier: list[dict[str, Any]], depth: int = 0) -> dict[str, Any]:
    if depth < 2 and draw(st.integers(0, 3)) == 0:
        kind = draw(st.sampled_from(["all", "any"]))
        parts = [draw(leaves(earlier)), draw(conditions(earlier, depth + 1))]
        flat = [one for part in parts for one in part.get(kind, [part])]
        return {kind: flat}
    return draw(leaves(earlier))


@st.composite
def leaves(draw: Any, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    element = draw(st.sampled_from(earlier))
    kind, name = element["type"], element["name"]
    if kind == "matrix":
        return {"question": f"{name}.{element['rows'][0]['name']}", "op": ">", "value": 2}
    if kind in ("nps", "ces", "csat", "rating", "slider") or element.get("inputType") == "number":
        return {
            "question": name,
            "op": draw(st.sampled_from(["=", "!=", "<", ">="])),
            "value": draw(st.integers(0, 9)),
        }
    if kind in ("radiogroup", "dropdown"):
        return {"question": name, "op": "=", "value": element["choices"][0]["value"]}
    if kind in ("checkbox", "ranking"):
        return {"question": name, "op": "contains", "value": element["choices"][-1]["value"]}
    if kind in ("boolean", "consent"):
        return {"question": name, "op": "=", "value": True}
    return {"question": name, "op": draw(st.sampled_from(["empty", "notempty"]))}


FEW = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@FEW
@given(documents())
def test_surveyjs_gives_back_what_it_was_given(document: dict[str, Any]) -> None:
    ours = load(document).dump()
    found = convert(json.dumps(surveyjs.write(ours)).encode(), "a.json")
    assert found.document == ours
    assert found.report.counts["dropped"] == 0


@FEW
@given(documents())
def test_an_xlsform_gives_back_what_it_was_given(document: dict[str, Any]) -> None:
    ours = load(document).dump()
    for page in ours["pages"]:
        for element in page["elements"]:  # a workbook says nothing of a choice's words being its value
            for choice in element.get("choices", []):
                choice.setdefault("text", {"en": str(choice["value"])})
    once = convert(xlsform.write(ours, "a"), "a.xlsx").document
    assert once["pages"] == load(ours).dump()["pages"]
    assert convert(xlsform.write(once, "a"), "a.xlsx").document == once
