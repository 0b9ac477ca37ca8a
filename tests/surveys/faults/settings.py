"""Settings that contradict each other, and what only deserves a hint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.surveys.faults import Document, Fault, asked, choices, page, survey


def faults() -> Iterator[Fault]:
    yield from _contradictions()
    yield from _hints()


def _contradictions() -> Iterator[Fault]:
    at = "/pages/0/elements/0"
    for name, broken, sound, code, below in [
        (
            "least above greatest",
            asked("text", "q", inputType="number", min=9, max=3),
            asked("text", "q", inputType="number", min=3, max=9),
            "range",
            "/max",
        ),
        (
            "first day after the last",
            asked("text", "q", inputType="date", min="2026-05-02", max="2026-05-01"),
            asked("text", "q", inputType="date", min="2026-05-01", max="2026-05-02"),
            "range",
            "/max",
        ),
        (
            "none of these counts among those to choose",
            asked(
                "checkbox",
                "q",
                choices=[*choices("a", "b"), {"value": "none", "isExclusive": True}],
                minSelectedChoices=3,
            ),
            asked(
                "checkbox",
                "q",
                choices=[*choices("a", "b"), {"value": "none", "isExclusive": True}],
                minSelectedChoices=2,
            ),
            "too_few_choices",
            "/minSelectedChoices",
        ),
        (
            "a scale without length",
            asked("rating", "q", rateMin=5, rateMax=5),
            asked("rating", "q", rateMin=1, rateMax=5),
            "range",
            "/rateMax",
        ),
    ]:
        yield Fault(f"setting: {name}", code, at + below, survey(page(broken)), survey(page(sound)))
    inside = [{"type": "text", "name": "what"}]
    for name, broken, sound, below in [
        (
            "a slider upside down",
            asked("slider", "q", min=10, max=5),
            asked("slider", "q", min=5, max=10),
            "/max",
        ),
        (
            "more items than there may be",
            asked("paneldynamic", "q", elements=inside, minPanelCount=5, maxPanelCount=2),
            asked("paneldynamic", "q", elements=inside, minPanelCount=2, maxPanelCount=5),
            "/maxPanelCount",
        ),
    ]:
        yield Fault(f"setting: {name}", "range", at + below, survey(page(broken)), survey(page(sound)))
    statement = {"type": "html", "name": "hello", "html": {"en": "<p>Hello</p>"}}
    full = survey(page(statement, asked("nps", "score")))
    yield Fault("setting: nothing is asked", "no_questions", "/pages", survey(page(statement)), full)
    names = survey(page(asked("nps", "a"), name="same"), page(asked("ces", "b"), name="same"))
    fine = survey(page(asked("nps", "a")), page(asked("ces", "b")))
    yield Fault("setting: two pages of one name", "duplicate", "/pages/1/name", names, fine)


def _said(kind: str, text: str, language: str = "en", **settings: Any) -> Document:
    element = {"type": kind, "name": "q", "title": {language: text}, **settings}
    return {"title": {language: "?"}, "language": language, "pages": [{"name": "p", "elements": [element]}]}


def _hints() -> Iterator[Fault]:
    at = "/pages/0/elements/0"
    for name, code, broken, sound in [
        (
            "two in one",
            "double_barrelled",
            _said("csat", "How satisfied are you with the price and the quality?"),
            _said("csat", "How satisfied are you with the price?"),
        ),
        (
            "two in one, and/or",
            "double_barrelled",
            _said("rating", "Was our shop clean and/or tidy?"),
            _said("rating", "How clean was our shop?"),
        ),
        (
            "two in one, Italian",
            "double_barrelled",
            _said("csat", "Quanto è soddisfatto del prezzo e della qualità?", "it"),
            _said("csat", "Quanto è soddisfatto del prezzo?", "it"),
        ),
        (
            "leading",
            "leading",
            _said("boolean", "Don't you agree that our staff helped?"),
            _said("boolean", "Did our staff help?"),
        ),
        (
            "leading, Italian",
            "leading",
            _said("boolean", "Non crede che il personale sia stato gentile?", "it"),
            _said("boolean", "Il personale è stato gentile?", "it"),
        ),
        (
            "a long question",
            "long_title",
            _said("csat", "How " + "very " * 40 + "happy are you?"),
            _said("csat", "Happy?"),
        ),
    ]:
        yield Fault(f"wording: {name}", code, at + "/title", broken, sound)
    uneven = ("Excellent", "Very good", "Good", "Poor")
    even = ("Very good", "Good", "Poor", "Very poor")
    broken, sound = (
        _said(
            "radiogroup",
            "How was it?",
            choices=[{"value": i, "text": {"en": t}} for i, t in enumerate(texts)],
        )
        for texts in (uneven, even)
    )
    yield Fault("wording: a scale that leans", "unbalanced", at + "/choices", broken, sound)
    twice = survey(page(asked("nps", "a"), asked("nps", "b")))
    once = survey(page(asked("nps", "a"), asked("ces", "b", touchpoint="till")))
    yield Fault("metric: twice the same", "measured_twice", "/pages/0/elements/1", twice, once)
    free = survey(page(asked("rating", "a")))
    bound = survey(page(asked("rating", "a", touchpoint="till")))
    yield Fault("metric: a rating of nothing", "no_touchpoint", at + "/touchpoint", free, bound)
    empty, filled = (
        survey(page(asked("nps", "a")), page()),
        survey(page(asked("nps", "a")), page(asked("text", "b"))),
    )
    yield Fault("page: nothing on it", "empty_page", "/pages/1", empty, filled)
