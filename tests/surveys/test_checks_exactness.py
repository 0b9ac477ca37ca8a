"""What the checks call unreachable is exactly what no way of answering leads to."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.checks import check_draft
from apps.surveys.logic import walk_with
from apps.surveys.questionnaire import Questionnaire, load
from tests.surveys.faults import Document, asked, choices, looks

KINDS: dict[str, tuple[Document, list[Any]]] = {
    "a": (asked("radiogroup", "a", choices=choices("x", "y", "z")), [None, "x", "y", "z"]),
    "b": (asked("boolean", "b"), [None, True, False]),
    "c": (asked("rating", "c", rateMin=0, rateMax=3), [None, 0, 1, 2, 3]),
    "d": (asked("checkbox", "d", choices=choices("x", "y")), [None, ["x"], ["y"], ["x", "y"]]),
}
COMPARISONS: dict[str, list[tuple[Any, ...]]] = {
    "a": [("=", "x"), ("!=", "y"), ("anyof", ["x", "z"]), ("empty", None), ("notempty", None)],
    "b": [("=", True), ("=", False), ("empty", None)],
    "c": [("<", 1), ("<=", 2), (">", 2), (">=", 1), ("=", 2), ("notempty", None)],
    "d": [("contains", "x"), ("notcontains", "y"), ("allof", ["x", "y"]), ("empty", None)],
}


def conditions(names: str) -> st.SearchStrategy[Document]:
    leaves = st.sampled_from([looks(name, *comparison) for name in names for comparison in COMPARISONS[name]])
    groups = st.builds(
        lambda kind, parts: {kind: parts},
        st.sampled_from(["all", "all", "any", "not"]),
        st.lists(leaves, min_size=1, max_size=3),
    )
    return groups | st.builds(lambda parts: {"all": parts}, st.lists(groups, min_size=1, max_size=2))


@st.composite
def surveys(draw: st.DrawFn) -> Document:
    """Four questions on four pages and a last one, any of them under conditions, with rules that jump ahead."""
    pages: list[Document] = []
    for i, name in enumerate("abcd"):
        element = dict(KINDS[name][0])
        if draw(st.booleans()):
            element["isRequired"] = True
        if i and draw(st.booleans()):
            element["visibleIf"] = draw(conditions("abcd"[:i]))
        page: Document = {"name": f"p{i}", "elements": [element]}
        if i and draw(st.integers(0, 3)) == 0:
            page["visibleIf"] = draw(conditions("abcd"[:i]))
        if draw(st.integers(0, 2)) == 0:
            page["next"] = [draw(rules(i)) for _ in range(draw(st.integers(1, 2)))]
        pages.append(page)
    last = asked("comment", "last", visibleIf=draw(conditions("abcd")))
    pages.append({"name": "p4", "elements": [last]})
    return {"title": {"en": "Ours"}, "language": "en", "pages": pages}


@st.composite
def rules(draw: st.DrawFn, page: int) -> Document:
    to = draw(st.sampled_from([*(f"page:p{n}" for n in range(page + 1, 5)), "end"]))
    return {"to": to, **({"if": draw(conditions("abcd"[: page + 1]))} if draw(st.integers(0, 3)) else {})}


def reached(questionnaire: Questionnaire) -> set[str]:
    """Every element some way of answering leads to; who leaves out what must be answered gets no further."""
    found: set[str] = set()
    for values in product(*(values for _element, values in KINDS.values())):
        answers = {name: value for name, value in zip(KINDS, values, strict=True) if value is not None}
        for name in walk_with(questionnaire.route, answers).shown:
            found.add(name)
            question = questionnaire.questions[name]
            if question.is_required and name not in answers:
                break
    return found


@settings(max_examples=120, deadline=None)
@given(surveys())
def test_unreachable_is_what_no_way_leads_to(document: Document) -> None:
    named = [page["elements"][0]["name"] for page in document["pages"]]
    called = {
        named[int(finding.pointer.split("/")[2])]
        for finding in check_draft(document)
        if finding.code in ("unreachable", "unreachable_page")
    }
    assert called == set(named) - reached(load(document))
