from tests.surveys.editing.edits import SURVEY, edit, edited, element, leaf, names, refusals


def test_a_question_is_added_where_it_was_wanted():
    assert names(edit("add_element", page="first", type="ces"))["first"] == ["nps", "why", "parts", "ces"]
    assert names(edit("add_element", page="first", type="ces", after="nps"))["first"][:2] == ["nps", "ces"]
    added = edited("add_element", page="second", type="nps")
    assert (added.selected, added.words) == ("nps2", "Question “nps2” added")


def test_a_question_from_another_survey_comes_under_a_free_name_without_what_it_refers_to():
    other = {
        "type": "comment",
        "name": "why",
        "title": {"en": "You rated {stars}. Why?"},
        "isRequired": True,
        "visibleIf": {"any": [leaf("nps", "<=", value=6), leaf("stars", "<=", value=2)]},
    }
    added = edited("add_element", page="second", element=other)
    assert element(added.document, "why2") == {
        "type": "comment",
        "name": "why2",
        "title": {"en": "You rated {stars}. Why?"},
        "isRequired": True,
    }
    assert added.notes == ("When “why2” is shown was left out: this survey has no stars.",)


def test_a_question_from_another_survey_keeps_what_this_survey_has_too():
    other = {"type": "comment", "name": "reason", "visibleIf": leaf("parts.queue", "<=", value=2)}
    added = edited("add_element", page="second", element=other)
    assert (added.document["pages"][1]["elements"][-1], added.notes) == (other, ())


def test_choices_taken_over_from_a_stranger_give_way_to_fresh_ones() -> None:
    other = {"type": "radiogroup", "name": "which", "choicesFrom": {"question": "brands", "mode": "selected"}}
    added = edited("add_element", page="second", element=other)
    assert [choice["value"] for choice in element(added.document, "which")["choices"]] == [
        "choice1",
        "choice2",
        "choice3",
    ]
    assert added.notes == ("The choices “which” takes over were left out: this survey has no brands.",)


def test_a_question_from_elsewhere_gets_no_settings_it_did_not_have() -> None:
    other = {"type": "rating", "name": "stars"}
    assert element(edit("add_element", page="second", element=other), "stars")["rateMax"] == 10


def test_settings_are_set_and_taken_away():
    changed = edit("change_element", element="why", settings={"visibleIf": None, "maxLength": 80})
    assert element(changed, "why") == {
        "type": "comment",
        "name": "why",
        "title": {"en": "You said {nps}. Why?"},
        "maxLength": 80,
    }


def test_a_text_in_one_language_leaves_the_others_alone():
    changed = edit("change_element", element="nps", settings={"title": "Would you?"})
    assert element(changed, "nps")["title"] == {"en": "Would you?", "it": "Consiglia?"}
    changed = edit("change_element", element="nps", settings={"title/it": "Lei?", "description/de": "Gern"})
    assert element(changed, "nps")["title"] == {"en": "Recommend?", "it": "Lei?"}
    assert element(changed, "nps")["description"] == {"de": "Gern"}
    changed = edit("change_element", element="how", settings={"choices/1/text/it": None, "choices/0": None})
    assert element(changed, "how")["choices"] == [{"value": "bus", "text": {"en": "Bus"}}]


def test_a_whole_text_replaces_all_languages():
    changed = edit("change_element", element="nps", settings={"title": {"de": "Empfehlen?"}})
    assert element(changed, "nps")["title"] == {"de": "Empfehlen?"}


def test_an_element_is_moved_before_another_or_to_the_end():
    assert names(edit("move_element", element="parts", page="first", before="nps"))["first"] == [
        "parts",
        "nps",
        "why",
    ]
    assert names(edit("move_element", element="nps", page="first", before=None))["first"][-1] == "nps"
    moved = edit("move_element", element="nps", page="second", before="thanks")
    assert names(moved) == {"first": ["why", "parts"], "second": ["how", "nps", "thanks"]}
    assert edit("move_element", element="nps", page="first", before="nps") == SURVEY


def test_an_element_is_removed_and_its_neighbour_is_looked_at():
    removed = edited("remove_element", element="nps")
    assert (names(removed.document)["first"], removed.selected) == (["why", "parts"], "why")
    assert element(removed.document, "why")["visibleIf"] == element(SURVEY, "why")["visibleIf"]
    assert edited("remove_element", element="thanks").selected == "how"


def test_a_copy_stands_right_after_and_speaks_of_the_same_questions():
    copied = edited("duplicate_element", element="why")
    assert names(copied.document)["first"] == ["nps", "why", "why2", "parts"]
    assert element(copied.document, "why2") == {**element(SURVEY, "why"), "name": "why2"}
    assert copied.selected == "why2"
    again = edit("duplicate_element", copied.document, element="why2")
    assert names(again)["first"] == ["nps", "why", "why2", "why3", "parts"]


def test_faults_are_named_by_their_place_in_the_operation():
    assert refusals("change_element", element="how", settings={"choices": [{"value": ""}]}) == {
        "/settings/choices/0/value": "type"
    }
    assert refusals("change_element", element="nps", settings={"choices": []}) == {
        "/settings/choices": "unknown"
    }
    for key in ("name", "type", "elements"):
        assert refusals("change_element", element="nps", settings={key: "x"}) == {f"/settings/{key}": "fixed"}
    assert refusals("change_element", element="nps", settings={"title/en/x": 1}) == {
        "/settings/title~1en~1x": "unknown"
    }
    assert refusals("add_element", page="first", type="oracle") == {"/type": "unknown_type"}
    assert refusals("add_element", page="first") == {"/type": "required"}
    assert refusals("add_element", page="nowhere", type="nps") == {"/page": "unknown_page"}
    assert refusals("add_element", page="first", element={"type": "nps", "name": "n", "points": 3}) == {
        "/element/points": "unknown"
    }
    assert refusals("move_element", element="nps", page="second", before="why") == {
        "/before": "unknown_element"
    }
    assert refusals("remove_element", element="nobody", colour=1) == {"/colour": "unknown"}
    assert refusals("paint") == {"/op": "unknown_op"}
