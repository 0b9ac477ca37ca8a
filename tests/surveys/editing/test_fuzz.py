"""Whatever an operation holds, the draft can be stored afterwards, or nothing was changed and the refusal says why."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.editing import OPERATIONS, EditRefused, apply
from apps.surveys.questionnaire import TYPES
from apps.surveys.questionnaire.document import read_draft
from tests.surveys.editing.edits import SURVEY, edit, leaf
from tests.surveys.editing.test_panels import GROUP
from tests.surveys.test_questionnaire_fuzz import JSON

WHOLE = edit("add_element", page="second", element=GROUP)
NAMES = st.sampled_from(
    [
        "first",
        "second",
        "nps",
        "why",
        "parts",
        "how",
        "trips",
        "trips.where",
        "trips.why",
        "nps2",
        "fresh",
        "1x",
    ]
)
SETTINGS = st.dictionaries(
    st.sampled_from(
        ["title", "title/it", "choices", "choices/0/text/en", "rows/1", "points", "visibleIf", "name"]
    ),
    JSON
    | st.sampled_from(
        [None, "Words", 5, True, leaf("nps"), leaf("nobody"), [{"value": "a"}], [{"name": "row"}]]
    ),
    max_size=3,
)
SOMETHING = (
    JSON | NAMES | st.sampled_from([leaf("nps"), leaf("gone"), {"question": "gone"}, [{"name": "nps"}]])
)
ELEMENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES)), "name": NAMES},
    optional=dict.fromkeys(
        ("elements", "visibleIf", "choicesFrom", "itemsFrom", "choices", "title"), SOMETHING
    ),
)
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "page": NAMES,
    "after": st.none() | NAMES,
    "before": st.none() | NAMES,
    "element": NAMES,
    "to": st.integers(-1, 3),
    "name": NAMES,
    "type": st.sampled_from(sorted(TYPES)),
    "settings": SETTINGS,
    "document": st.just(SURVEY) | JSON,
}


@st.composite
def operations(draw: st.DrawFn) -> Any:
    """Half of them make sense."""
    op = draw(st.sampled_from(sorted(OPERATIONS)))
    members = {key: draw(LIKELY.get(key, NAMES)) for key in OPERATIONS[op].members if draw(st.integers(0, 9))}
    if op == "add_element" and draw(st.booleans()):
        members = {key: members[key] for key in ("page", "after") if key in members}
        members["element"] = draw(ELEMENTS)
    if draw(st.booleans()):
        members |= draw(st.dictionaries(st.sampled_from([*OPERATIONS[op].members, "x"]), JSON, max_size=2))
    return {"op": op, **members}


def check_apply(document: Any, operation: Any) -> Any:
    """The document after the operation, or as it was."""
    before = copy.deepcopy(document)
    try:
        edited = apply(document, operation)
    except EditRefused as refused:
        check_refusal(refused)
        found = document
    else:
        found = json.loads(json.dumps(edited.document, ensure_ascii=False, allow_nan=False).encode())
        assert read_draft(found).dump() == found == edited.document
        assert isinstance(edited.words, str)
        json.dumps(edited.change, ensure_ascii=False, allow_nan=False).encode()
    assert document == before
    return found


def check_refusal(refused: EditRefused) -> None:
    assert refused.errors
    for problem in refused.errors:
        assert problem.detail
        json.dumps(problem.as_dict(), ensure_ascii=False).encode()


@settings(max_examples=60, deadline=None)
@given(st.lists(operations(), min_size=1, max_size=6))
def test_operations_in_a_row_leave_a_draft_or_are_refused(made: list[Any]) -> None:
    document = WHOLE
    for operation in made:
        document = check_apply(document, operation)
    check_apply(WHOLE, {"op": "together", "operations": made})


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_anything_else_is_refused(operation: Any) -> None:
    assert check_apply(SURVEY, operation) is SURVEY


def test_a_condition_nested_without_end_is_refused() -> None:
    nested: Any = leaf("nps")
    for _ in range(5000):
        nested = {"not": [nested]}
    for operation in (
        {"op": "change_element", "element": "why", "settings": {"visibleIf": nested}},
        {"op": "add_element", "page": "first", "element": {"type": "nps", "name": "x", "visibleIf": nested}},
        {"op": "replace", "document": nested},
    ):
        with pytest.raises(EditRefused):
            apply(SURVEY, operation)
