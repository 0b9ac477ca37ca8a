"""Operations inside groups that repeat: their questions are called `group.question`."""

from typing import Any

from tests.surveys.editing.edits import SURVEY, Json, edit, edited, element, leaf, names, refusals

GROUP: Json = {
    "type": "paneldynamic",
    "name": "trips",
    "title": {"en": "Trips, {nps}"},
    "itemTitle": {"en": "To {panel.where}"},
    "elements": [
        {"type": "text", "name": "where", "title": {"en": "Where?"}, "inputType": "text"},
        {
            "type": "comment",
            "name": "why",
            "title": {"en": "Why {panel.where}, {item}, {nps}?"},
            "visibleIf": {"all": [leaf("where"), leaf("nps", "<=", value=6)]},
        },
    ],
}


def survey() -> Json:
    return edit("add_element", page="second", element=GROUP)


def group(document: Json, name: str = "trips") -> Any:
    return element(document, name)


def inside(document: Json, name: str = "trips") -> list[str]:
    return [inner["name"] for inner in group(document, name)["elements"]]


def test_a_group_comes_whole() -> None:
    assert group(survey()) == GROUP


def test_a_question_is_added_into_a_group_under_a_name_free_there() -> None:
    added = edited("add_element", survey(), panel="trips", type="comment", after="where")
    assert (inside(added.document), added.selected) == (["where", "comment", "why"], "trips.comment")
    again = edited("add_element", survey(), panel="trips", element={"type": "text", "name": "why"})
    assert again.selected == "trips.why2"
    assert refusals("add_element", survey(), panel="trips", type="nps") == {"/type": "metric"}
    assert refusals("add_element", survey(), panel="nps", type="text") == {"/panel": "type"}
    assert refusals("add_element", survey(), panel="trips", type="paneldynamic") == {"/type": "nested"}


def test_a_question_of_a_group_is_changed_copied_and_removed() -> None:
    changed = edit("change_element", survey(), element="trips.where", settings={"isRequired": True})
    assert group(changed)["elements"][0]["isRequired"] is True
    assert "isRequired" not in element(changed, "why")
    copied = edited("duplicate_element", survey(), element="trips.where")
    assert (inside(copied.document), copied.selected) == (["where", "where2", "why"], "trips.where2")
    removed = edited("remove_element", survey(), element="trips.why")
    assert (inside(removed.document), removed.selected) == (["where"], "trips.where")


def test_a_question_moves_into_a_group_and_out_of_it() -> None:
    moved = edited("move_element", survey(), element="how", panel="trips", before="why")
    assert (inside(moved.document), moved.selected) == (["where", "how", "why"], "trips.how")
    out = edited("move_element", moved.document, element="trips.how", page="first", before="nps")
    assert (names(out.document)["first"][0], out.selected) == ("how", "how")
    assert inside(edit("move_element", survey(), element="trips.why", panel="trips", before="where")) == [
        "why",
        "where",
    ]
    assert refusals("move_element", survey(), element="trips.why", page="first") == {"/element": "duplicate"}
    assert refusals("move_element", survey(), element="trips", panel="trips") == {"/panel": "panel"}


def test_renaming_a_question_of_a_group_is_followed_inside_it_alone() -> None:
    document = edit("change_element", survey(), element="how", settings={"visibleIf": leaf("why")})
    renamed = edited("rename_element", document, element="trips.where", name="place")
    found = group(renamed.document)
    assert (found["itemTitle"], inside(renamed.document)) == ({"en": "To {panel.place}"}, ["place", "why"])
    assert found["elements"][1]["title"] == {"en": "Why {panel.place}, {item}, {nps}?"}
    assert found["elements"][1]["visibleIf"]["all"][0]["question"] == "place"
    assert renamed.selected == "trips.place"
    other = edit("rename_element", document, element="trips.why", name="reason")
    assert element(other, "how")["visibleIf"] == leaf("why")
    assert element(other, "why") == element(SURVEY, "why")


def test_renaming_a_question_outside_is_followed_inside_unless_a_question_there_is_called_so() -> None:
    renamed = group(edit("rename_element", survey(), element="nps", name="score"))
    assert renamed["title"] == {"en": "Trips, {score}"}
    assert renamed["elements"][1]["title"] == {"en": "Why {panel.where}, {item}, {score}?"}
    assert renamed["elements"][1]["visibleIf"]["all"][1]["question"] == "score"
    outer = edit("change_element", survey(), element="trips.where", settings={"visibleIf": leaf("why")})
    assert group(edit("rename_element", outer, element="why", name="reason")) == group(outer)


def test_what_a_group_is_repeated_for_follows_its_name() -> None:
    document = edit("change_element", survey(), element="trips", settings={"itemsFrom": "how"})
    assert group(edit("rename_element", document, element="how", name="means"))["itemsFrom"] == "means"


def test_a_copy_of_a_group_keeps_its_questions_under_their_names() -> None:
    copied = edit("duplicate_element", survey(), element="trips")
    assert group(copied, "trips2") == {**GROUP, "name": "trips2"}


def test_a_group_from_elsewhere_leaves_out_what_refers_to_strangers() -> None:
    stranger = {**GROUP, "itemsFrom": "cities"}
    stranger["elements"] = [GROUP["elements"][0], {**GROUP["elements"][1], "visibleIf": leaf("mood")}]
    added = edited("add_element", page="second", element=stranger)
    assert group(added.document)["elements"][1].keys() == {"type", "name", "title"}
    assert added.notes == (
        "What “trips” is repeated for was left out: this survey has no cities.",
        "When “why” is shown was left out: this survey has no mood.",
    )
