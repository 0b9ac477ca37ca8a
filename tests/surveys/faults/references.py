"""What names something that is not there, comes later, or is of another kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.surveys.faults import Document, Fault, asked, choices, looks, page, survey

NPS = asked("nps", "score")
HOW = asked("radiogroup", "how", choices=choices("car", "train"))
WHAT = asked("checkbox", "what", choices=choices("a", "b"))
CITY = asked("text", "city")
PARTS = asked("matrix", "parts", rows=[{"name": "queue"}])


def faults() -> Iterator[Fault]:
    yield from _conditions()
    yield from _texts()
    yield from _carried()
    yield from _calculated()
    yield from _panels()


def _conditions() -> Iterator[Fault]:
    def shown(condition: Document) -> Document:
        return survey(
            page(NPS, HOW, WHAT, CITY, PARTS),
            page(asked("comment", "why", visibleIf=condition)),
            page(asked("text", "last")),
        )

    sound = shown(looks("score", "<=", 6))
    at = "/pages/1/elements/0/visibleIf"
    for name, condition, code, below in [
        ("a question that is not there", looks("gone", "=", 1), "unknown_question", "/question"),
        ("a later question", looks("last", "notempty"), "later_question", "/question"),
        ("itself", looks("why", "notempty"), "later_question", "/question"),
        ("a row that is not there", looks("parts.gone", "=", 1), "unknown_question", "/question"),
        ("a choice that is not there", looks("how", "=", "plane"), "unknown_choice", "/value"),
        ("a number as a text", looks("score", "=", "six"), "type", "/value"),
        ("a text as a number", looks("city", "=", 7), "type", "/value"),
        ("the size of a text", looks("city", ">", 7), "operator", "/op"),
        ("the size of a choice", looks("how", "<", 3), "operator", "/op"),
        ("a part of a number", looks("score", "contains", "1"), "operator", "/op"),
        ("a matrix as a number", looks("parts", "=", 7), "operator", "/op"),
        ("one value for a selection", looks("what", "=", "a"), "type", "/value"),
        ("a list for a number", looks("score", "=", [1, 2]), "type", "/value"),
        (
            "a calculation that is not there",
            {"calculated": "sum", "op": ">", "value": 1},
            "unknown_calculated",
            "/calculated",
        ),
    ]:
        yield Fault(f"condition on {name}", code, at + below, shown(condition), sound)
    deep = {"any": [looks("score", "<=", 6), {"not": [looks("gone", "empty")]}]}
    below = "/any/1/not/0/question"
    yield Fault("condition: a reference deep in groups", "unknown_question", at + below, shown(deep), sound)


def _texts() -> Iterator[Fault]:
    def said(text: str, **settings: Any) -> Document:
        why = asked("comment", "why") | {"title": {"en": text}}
        return survey(page(NPS, PARTS), page(CITY, why), page(asked("text", "last")), **settings)

    sound = said("You said {score}, {parts.queue}, {param:store}, {invitation:first_name}: why?")
    at = "/pages/1/elements/1/title"
    for name, text, code in [
        ("a question that is not there", "You said {gone}: why?", "unknown_in_text"),
        ("a row that is not there", "You said {parts.gone}: why?", "unknown_in_text"),
        ("a calculation that is not there", "You said {calculated:sum}: why?", "unknown_in_text"),
        ("a later question", "You said {last}: why?", "later_in_text"),
        ("a question of the same page", "You live in {city}: why?", "same_page_text"),
        ("itself", "You said {why}: why?", "later_in_text"),
    ]:
        yield Fault(f"text with {name}", code, at, said(text), sound)
    thanks = said("Why?", thankYou={"en": "<p>Thank you, {gone}.</p>"})
    fine = said("Why?", thankYou={"en": "<p>Thank you, {last}.</p>"})
    yield Fault("text: thanks with what is gone", "unknown_in_text", "/thankYou", thanks, fine)

    def sent(redirect: str) -> Document:
        ending = {"name": "shop", "redirect": redirect, "visibleIf": looks("score", ">=", 9)}
        return said("Why?", endings=[ending])

    where = "https://example.com/?said={%s}"
    yield Fault(
        "address with what is gone",
        "unknown_in_text",
        "/endings/0/redirect",
        sent(where % "gone"),
        sent(where % "last"),
    )


def _carried() -> Iterator[Fault]:
    def carried(source: str) -> Document:
        best = asked("radiogroup", "best", choicesFrom={"question": source, "mode": "selected"})
        return survey(page(WHAT, CITY), page(best), page(asked("checkbox", "last", choices=choices("c"))))

    at = "/pages/1/elements/0/choicesFrom/question"
    for name, source, code in [
        ("from what is not there", "gone", "unknown_question"),
        ("from a later question", "last", "later_question"),
        ("from itself", "best", "later_question"),
        ("from a text", "city", "type"),
    ]:
        yield Fault(f"choices carried {name}", code, at, carried(source), carried("what"))
    circle = survey(
        page(
            asked(
                "checkbox", "one", choicesFrom={"question": "two", "mode": "selected"}, choices=choices("a")
            )
        ),
        page(
            asked(
                "checkbox", "two", choicesFrom={"question": "one", "mode": "selected"}, choices=choices("b")
            )
        ),
    )
    at = "/pages/0/elements/0/choicesFrom"
    yield Fault("choices carried in a circle", "cycle", at, circle, carried("what"))


def _calculated() -> Iterator[Fault]:
    def values(*pairs: tuple[str, Any]) -> Document:
        listed = [{"name": name, "expression": expression} for name, expression in pairs]
        return survey(page(NPS, PARTS), page(CITY), calculatedValues=listed)

    first = ("one", {"sum": [{"question": "score"}, 1]})
    sound = values(first, ("two", {"product": [{"calculated": "one"}, 2]}))
    at = "/calculatedValues"
    itself = values(("one", {"sum": [{"calculated": "one"}, 1]}))
    yield Fault("calculated from itself", "cycle", at + "/0", itself, sound)
    circle = values(
        ("one", {"sum": [{"calculated": "two"}, 1]}), ("two", {"sum": [{"calculated": "one"}, 1]})
    )
    yield Fault("calculated in a circle", "cycle", at + "/1", circle, sound)
    ahead = values(("one", {"calculated": "two"}), ("two", {"question": "score"}))
    yield Fault(
        "calculated from a later one", "unknown_calculated", at + "/0/expression/calculated", ahead, sound
    )
    gone = values(("one", {"sum": [{"question": "gone"}, 1]}))
    yield Fault(
        "calculated from what is gone", "unknown_question", at + "/0/expression/sum/0/question", gone, sound
    )


def _panels() -> Iterator[Fault]:
    def repeated(
        source: str = "what", title: str = "How was {item}?", kind: str = "text", **inner: Any
    ) -> Document:
        inside = {"type": kind, "name": "how_was", "title": {"en": title}, **inner}
        before = {"type": "text", "name": "seen", "title": {"en": "Seen?"}}
        panel = asked("paneldynamic", "things", itemsFrom=source, elements=[before, inside])
        return survey(
            page(NPS, WHAT, CITY), page(panel), page(asked("checkbox", "last", choices=choices("c")))
        )

    at, inside = "/pages/1/elements/0", "/pages/1/elements/0/elements/1"
    sound = repeated(title="{item}, {panel.seen}, {score}?", visibleIf=looks("seen", "notempty"))
    for name, broken, code, pointer in [
        ("repeated for what is gone", repeated("gone"), "unknown_question", at + "/itemsFrom"),
        ("repeated for a later question", repeated("last"), "later_question", at + "/itemsFrom"),
        ("repeated for a text", repeated("city"), "type", at + "/itemsFrom"),
        (
            "condition on what is gone",
            repeated(visibleIf=looks("gone", "empty")),
            "unknown_question",
            inside + "/visibleIf/question",
        ),
        (
            "condition on a later question",
            repeated(visibleIf=looks("last", "empty")),
            "later_question",
            inside + "/visibleIf/question",
        ),
        (
            "text with what is not in it",
            repeated(title="And {panel.gone}?"),
            "unknown_in_text",
            inside + "/title",
        ),
        (
            "condition never true",
            repeated(visibleIf=looks("score", ">", 10)),
            "unreachable",
            inside + "/visibleIf",
        ),
    ]:
        yield Fault(f"panel: {name}", code, pointer, broken, sound)
    stray = survey(page(asked("text", "a") | {"title": {"en": "And {item}?"}}))
    yield Fault("panel: its item outside", "unknown_in_text", "/pages/0/elements/0/title", stray, sound)
