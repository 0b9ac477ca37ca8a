"""What can go wrong while a template of the library is edited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.surveys.faults import Document, Fault, mutated, named, pointer_to


def faults() -> Iterator[Fault]:
    yield from _references()
    yield from _bounds()
    yield from _translations()
    yield from _repeated()
    yield from _touchpoints()


def _fault(name: str, key: str, code: str, pointer: str, change: Callable[[Document], Any]) -> Fault:
    """The pointer may begin with @name for an element of the changed draft."""
    broken, sound = mutated(key, lambda document: change(document) and None)
    if pointer.startswith("@"):
        element, _slash, below = pointer[1:].partition("/")
        pointer = f"{pointer_to(broken, element)}/{below}"
    return Fault(name, code, pointer, broken, sound)


def _removed(document: Document, name: str) -> None:
    for page in document["pages"]:
        page["elements"] = [e for e in page["elements"] if e["name"] != name]


def _moved_last(document: Document, name: str) -> None:
    element = named(document, name)
    _removed(document, name)
    document["pages"][-1]["elements"].append(element)


def _references() -> Iterator[Fault]:
    store, nps, contact = "store_visit", "relationship_nps", "contact_csat_ces"
    at = "/visibleIf/all/0/question"
    yield _fault(
        "library: the purchase is deleted",
        store,
        "unknown_question",
        "@why_not" + at,
        lambda d: _removed(d, "bought"),
    )
    yield _fault(
        "library: the visit is deleted",
        store,
        "unknown_question",
        "@praise" + at,
        lambda d: _removed(d, "visit"),
    )
    yield _fault(
        "library: the purchase moves to the end",
        store,
        "later_question",
        "@checkout" + at,
        lambda d: _moved_last(d, "bought"),
    )
    yield _fault(
        "library: the recommendation moves to the end",
        nps,
        "later_question",
        "@praise" + at,
        lambda d: _moved_last(d, "recommend"),
    )
    yield _fault(
        "library: the recommendation is renamed",
        nps,
        "unknown_question",
        "@praise" + at,
        lambda d: named(d, "recommend").update(name="nps"),
    )
    yield _fault(
        "library: a choice that is looked at goes",
        store,
        "unknown_choice",
        "@sold_out_item/visibleIf/all/0/value",
        lambda d: named(d, "why_not")["choices"].pop(0),
    )
    yield _fault(
        "library: the title is not in the language of the texts",
        store,
        "untitled_language",
        "/title",
        lambda d: d["title"].pop("it"),
    )
    yield _fault(
        "library: the consent is deleted",
        contact,
        "unknown_question",
        "@email" + at,
        lambda d: _removed(d, "contact_me"),
    )


def _bounds() -> Iterator[Fault]:
    def scale(document: Document) -> None:
        named(document, "visit").update(rateMin=1, rateMax=5)

    yield _fault(
        "library: the scale is shortened under a condition",
        "store_visit",
        "unreachable",
        "@praise/visibleIf",
        scale,
    )
    yield _fault(
        "library: a scale upside down",
        "store_visit",
        "range",
        "@checkout/rateMax",
        lambda d: named(d, "checkout").update(rateMin=10, rateMax=0),
    )
    yield _fault(
        "library: more to be chosen than there is",
        "relationship_nps",
        "range",
        "@areas/minSelectedChoices",
        lambda d: named(d, "areas").update(minSelectedChoices=50),
    )
    yield _fault(
        "library: fewer allowed than asked for",
        "relationship_nps",
        "range",
        "@areas/minSelectedChoices",
        lambda d: named(d, "areas").update(minSelectedChoices=3, maxSelectedChoices=2),
    )

    def page_condition(document: Document) -> None:
        document["pages"][1]["visibleIf"] = {"question": "visit", "op": ">", "value": 10}

    yield _fault(
        "library: a page for nobody", "store_visit", "unreachable_page", "/pages/1/visibleIf", page_condition
    )


def _translations() -> Iterator[Fault]:
    nps = "relationship_nps"
    for name, key, pointer, change in [
        ("title of a question", nps, "@recommend/title", lambda d: named(d, "recommend")["title"].pop("it")),
        (
            "choice",
            "store_visit",
            "@why_not/choices/1/text",
            lambda d: named(d, "why_not")["choices"][1]["text"].pop("it"),
        ),
        (
            "row",
            "store_visit",
            "@aspects/rows/0/title",
            lambda d: named(d, "aspects")["rows"][0]["title"].pop("en"),
        ),
        (
            "end of a scale",
            "store_visit",
            "@visit/minRateDescription",
            lambda d: named(d, "visit")["minRateDescription"].pop("it"),
        ),
        ("thanks", nps, "/thankYou", lambda d: d["thankYou"].pop("it")),
        ("privacy", nps, "/privacy", lambda d: d["privacy"].pop("it")),
        ("third language", nps, "@recommend/title", lambda d: d["title"].update(de="Ihre Meinung")),
    ]:
        yield _fault(f"library: untranslated, {name}", key, "untranslated", pointer, change)


def _repeated() -> Iterator[Fault]:
    def twice(document: Document) -> None:
        named(document, "why_not")["choices"][1]["value"] = "sold_out"

    def rows(document: Document) -> None:
        named(document, "aspects")["rows"][1]["name"] = "staff"

    def words(document: Document) -> None:
        named(document, "why_not")["choices"][2]["text"] = {"en": "The price", "it": "Altro ancora"}

    def names(document: Document) -> None:
        named(document, "praise")["name"] = "improve"

    store = "store_visit"
    yield _fault("library: a value twice", store, "duplicate", "@why_not/choices/1/value", twice)
    yield _fault("library: a row twice", store, "duplicate", "@aspects/rows/1/name", rows)
    yield _fault("library: the same words twice", store, "repeated", "@why_not/choices/2", words)
    yield _fault("library: a name twice", store, "duplicate", "/pages/1/elements/5/name", names)


def _touchpoints() -> Iterator[Fault]:
    known = frozenset({"till"})
    for name, pointer, change in [
        ("question", "@checkout/touchpoint", lambda d: named(d, "checkout").update(touchpoint="gone")),
        (
            "row",
            "@aspects/rows/0/touchpoint",
            lambda d: named(d, "aspects")["rows"][0].update(touchpoint="gone"),
        ),
    ]:
        found = _fault(
            f"library: unknown touchpoint of a {name}", "store_visit", "unknown_touchpoint", pointer, change
        )
        yield Fault(found.name, found.code, found.pointer, found.broken, found.sound, known)
