"""Conditions that can never be true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.surveys.faults import Document, Fault, asked, choices, looks, page, survey

NPS = asked("nps", "score")
HOW = asked("radiogroup", "how", choices=choices("car", "train", "foot"))
WHAT = asked("checkbox", "what", choices=choices("a", "b", "c", "d"))
ONE = asked("checkbox", "what", choices=choices("a", "b", "c"), maxSelectedChoices=1)
NONE = asked("checkbox", "what", choices=[*choices("a", "b"), {"value": "none", "isExclusive": True}])
AGE = asked("text", "age", inputType="number", min=18, max=99)
DAY = asked("text", "day", inputType="date", min="2026-01-01", max="2026-12-31")
CITY = asked("text", "city")
SHORT = asked("text", "city", maxLength=4)
PARTS = asked("matrix", "parts", rateMin=1, rateMax=5, rows=[{"name": "queue"}, {"name": "light"}])
OK = asked("consent", "ok")
SLIDER = asked("slider", "share", min=0, max=100, step=10)
YES = asked("boolean", "yes")
SMALL = asked("csat", "small", points=5)


def both(*parts: Document) -> Document:
    return {"all": list(parts)}


def either(*parts: Document) -> Document:
    return {"any": list(parts)}


def none(*parts: Document) -> Document:
    return {"not": list(parts)}


def param(op: str, value: Any) -> Document:
    return {"param": "store", "op": op, "value": value}


NEVER: list[tuple[str, Document, Document, Document]] = [
    # what, the question looked at, never true, true for some answers
    ("above the scale", NPS, looks("score", ">", 10), looks("score", ">=", 10)),
    ("below the scale", NPS, looks("score", "<", 0), looks("score", "<=", 0)),
    (
        "both ends at once",
        NPS,
        both(looks("score", "<=", 3), looks("score", ">=", 7)),
        both(looks("score", ">=", 3), looks("score", "<=", 7)),
    ),
    (
        "between two neighbours",
        NPS,
        both(looks("score", ">", 6), looks("score", "<", 7)),
        both(looks("score", ">", 6), looks("score", "<", 8)),
    ),
    (
        "none of a list beyond the scale",
        NPS,
        looks("score", "anyof", [11, 12]),
        looks("score", "anyof", [10, 11]),
    ),
    ("a value of another scale", SMALL, looks("small", ">=", 9), looks("small", ">=", 4)),
    (
        "neither answered nor not",
        NPS,
        both(looks("score", "empty"), looks("score", "=", 5)),
        either(looks("score", "empty"), looks("score", "=", 5)),
    ),
    (
        "two of one choice",
        HOW,
        both(looks("how", "=", "car"), looks("how", "=", "train")),
        either(looks("how", "=", "car"), looks("how", "=", "train")),
    ),
    (
        "none of all choices",
        HOW,
        both(looks("how", "notempty"), none(*(looks("how", "=", v) for v in ("car", "train", "foot")))),
        both(looks("how", "notempty"), none(*(looks("how", "=", v) for v in ("car", "train")))),
    ),
    (
        "both sides of a set",
        HOW,
        both(looks("how", "anyof", ["car", "foot"]), looks("how", "=", "train")),
        both(looks("how", "anyof", ["car", "foot"]), looks("how", "=", "foot")),
    ),
    (
        "selected and not selected",
        WHAT,
        both(looks("what", "contains", "a"), looks("what", "notcontains", "a")),
        both(looks("what", "contains", "a"), looks("what", "notcontains", "b")),
    ),
    (
        "two where one may be selected",
        ONE,
        looks("what", "allof", ["a", "b"]),
        looks("what", "anyof", ["a", "b"]),
    ),
    (
        "none of these beside another",
        NONE,
        both(looks("what", "contains", "none"), looks("what", "contains", "a")),
        either(looks("what", "contains", "none"), looks("what", "contains", "a")),
    ),
    ("under the least number", AGE, looks("age", "<", 18), looks("age", "<", 19)),
    ("over the greatest number", AGE, looks("age", ">=", 100), looks("age", ">=", 99)),
    ("before the first day", DAY, looks("day", "<", "2026-01-01"), looks("day", "<=", "2026-01-01")),
    (
        "a day after itself",
        DAY,
        both(looks("day", ">", "2026-05-01"), looks("day", "<", "2026-05-02")),
        both(looks("day", ">", "2026-05-01"), looks("day", "<", "2026-05-03")),
    ),
    (
        "two texts at once",
        CITY,
        both(looks("city", "=", "Rome"), looks("city", "=", "Bari")),
        both(looks("city", "=", "Rome"), looks("city", "!=", "Bari")),
    ),
    (
        "a text that does not contain itself",
        CITY,
        both(looks("city", "=", "Rome"), looks("city", "notcontains", "om")),
        both(looks("city", "contains", "Ro"), looks("city", "notcontains", "om")),
    ),
    ("a text too long to be typed", SHORT, looks("city", "=", "Napoli"), looks("city", "=", "Rome")),
    ("a row beyond its scale", PARTS, looks("parts.queue", "=", 9), looks("parts.queue", "=", 5)),
    (
        "ticked and not ticked",
        OK,
        both(looks("ok", "=", True), looks("ok", "=", False)),
        looks("ok", "=", False),
    ),
    ("yes and no", YES, both(looks("yes", "=", True), looks("yes", "!=", True)), looks("yes", "!=", True)),
    (
        "between two steps of a slider",
        SLIDER,
        both(looks("share", ">", 20), looks("share", "<", 30)),
        both(looks("share", ">=", 20), looks("share", "<", 30)),
    ),
    (
        "two parameters at once",
        NPS,
        both(param("=", "rome"), param("=", "bari")),
        either(param("=", "rome"), param("=", "bari")),
    ),
    (
        "a parameter above and below",
        NPS,
        both(param(">", 5), param("<", 3)),
        both(param("<", 5), param(">", 3)),
    ),
    (
        "deep in groups",
        HOW,
        both(
            either(looks("how", "=", "car"), both(looks("how", "=", "train"), looks("how", "empty"))),
            none(looks("how", "=", "car")),
        ),
        both(
            either(looks("how", "=", "car"), both(looks("how", "=", "train"), looks("how", "notempty"))),
            none(looks("how", "=", "car")),
        ),
    ),
]


def faults() -> Iterator[Fault]:
    for name, question, never, sometimes in NEVER:
        broken, sound = (
            survey(page(question), page(asked("comment", "why", visibleIf=c))) for c in (never, sometimes)
        )
        yield Fault(f"condition: {name}", "unreachable", "/pages/1/elements/0/visibleIf", broken, sound)
    yield from _with_what_comes_before()
    yield from _pages()
    yield from _required()


def _with_what_comes_before() -> Iterator[Fault]:
    at = "/pages/1/elements/1/visibleIf"
    first = asked("text", "train", visibleIf=looks("how", "=", "train"))

    def chained(value: str) -> Document:
        met = both(looks("train", "notempty"), looks("how", "=", value))
        return survey(page(HOW), page(first, asked("comment", "why", visibleIf=met)))

    yield Fault(
        "condition: an answer to a hidden question", "unreachable", at, chained("car"), chained("train")
    )

    def required(is_required: bool) -> Document:
        score = {**NPS, **({"isRequired": True} if is_required else {})}
        return survey(page(score), page(OK, asked("comment", "why", visibleIf=looks("score", "empty"))))

    yield Fault("condition: a required question left out", "unreachable", at, required(True), required(False))

    def ticked(value: bool) -> Document:
        box = {**OK, "isRequired": True}
        return survey(page(box), page(NPS, asked("comment", "why", visibleIf=looks("ok", "=", value))))

    yield Fault("condition: a required box not ticked", "unreachable", at, ticked(False), ticked(True))

    def carried(value: str) -> Document:
        best = asked("radiogroup", "best", choicesFrom={"question": "what", "mode": "selected"})
        met = both(looks("best", "=", "a"), looks("best", "=", value))
        return survey(page(WHAT), page(best), page(NPS, asked("comment", "why", visibleIf=met)))

    at = "/pages/2/elements/1/visibleIf"
    yield Fault("condition: two of carried choices", "unreachable", at, carried("b"), carried("a"))

    at = "/pages/1/elements/1/visibleIf"

    def inside(value: str) -> Document:
        other = asked("comment", "why", visibleIf=looks("how", "=", value))
        return survey(page(HOW), page(NPS, other, visibleIf=looks("how", "=", "car")))

    yield Fault("condition: against that of its page", "unreachable", at, inside("foot"), inside("car"))


def _pages() -> Iterator[Fault]:
    def shown(condition: Document) -> Document:
        return survey(page(NPS), page(asked("comment", "why"), visibleIf=condition))

    never = both(looks("score", "<=", 3), looks("score", ">=", 7))
    yield Fault(
        "page: its condition is never true",
        "unreachable_page",
        "/pages/1/visibleIf",
        shown(never),
        shown(looks("score", "<=", 3)),
    )


def _required() -> Iterator[Fault]:
    def asked_if(condition: Document, at_most: int) -> Document:
        why = asked("comment", "why", visibleIf=looks("score", "<=", at_most), requiredIf=condition)
        return survey(page(NPS), page(why))

    wanted = looks("score", ">=", 9)
    at = "/pages/1/elements/0/requiredIf"
    yield Fault(
        "required: never while it is shown", "never_required", at, asked_if(wanted, 6), asked_if(wanted, 9)
    )

    def must(condition: Document) -> Document:
        return survey(page(NPS), page(asked("comment", "why", isRequired=True, visibleIf=condition)))

    yield Fault(
        "required: a question nobody is shown",
        "unreachable",
        "/pages/1/elements/0/visibleIf",
        must(looks("score", "=", 11)),
        must(looks("score", "=", 10)),
    )
