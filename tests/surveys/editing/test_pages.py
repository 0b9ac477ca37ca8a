from tests.surveys.editing.edits import SURVEY, edit, edited, names, refusals

FIRST, SECOND = ["nps", "why", "parts"], ["how", "thanks"]


def test_a_page_is_added_at_the_end_or_after_another():
    assert list(names(edit("add_page"))) == ["first", "second", "page3"]
    assert list(names(edit("add_page", after="first"))) == ["first", "page3", "second"]
    assert edited("add_page").selected == "page3"


def test_a_page_is_moved_and_too_far_is_the_end():
    assert list(names(edit("move_page", page="second", to=0))) == ["second", "first"]
    assert list(names(edit("move_page", page="first", to=99))) == ["second", "first"]
    assert list(names(edit("move_page", page="second", to=-5))) == ["second", "first"]


def test_a_page_is_removed_with_its_questions_and_what_refers_to_them_stays():
    removed = edited("remove_page", page="first")
    assert names(removed.document) == {"second": SECOND}
    assert removed.document["pages"][0]["visibleIf"]["question"] == "parts.queue"
    assert (removed.selected, removed.words) == ("second", "Page “First” removed, with 3 questions")


def test_the_last_page_can_go_too():
    empty = edited("remove_page", edit("remove_page", page="first"), page="second")
    assert (empty.document["pages"], empty.selected) == ([], None)


def test_settings_of_a_page_are_set_and_taken_away():
    changed = edit("change_page", page="second", settings={"title": "Next", "visibleIf": None})
    assert changed["pages"][1] == {
        "name": "second",
        "title": {"en": "Next"},
        "elements": SURVEY["pages"][1]["elements"],
    }


def test_a_copy_of_a_page_speaks_of_its_own_questions():
    copied = edit("duplicate_page", page="first")
    assert names(copied) == {"first": FIRST, "first2": ["nps2", "why2", "parts2"], "second": SECOND}
    why = copied["pages"][1]["elements"][1]
    assert why["title"] == {"en": "You said {nps2}. Why?"}
    assert why["visibleIf"]["all"][0]["question"] == "nps2"
    assert why["visibleIf"]["all"][1]["not"][0]["question"] == "nps2"
    assert copied["pages"][0] == SURVEY["pages"][0]
    assert copied["pages"][2] == SURVEY["pages"][1]


def test_what_is_not_a_page_is_refused():
    assert refusals("move_page", page="third", to=0) == {"/page": "unknown_page"}
    assert refusals("move_page", page="first") == {"/to": "type"}
    assert refusals("remove_page") == {"/page": "required"}
    assert refusals("add_page", after="third") == {"/after": "unknown_page"}
    assert refusals("change_page", page="first", settings={"name": "second"}) == {
        "/settings/name": "duplicate"
    }
    assert refusals("change_page", page="first", settings={"name": "1 2"}) == {"/settings/name": "name"}
    assert refusals("change_page", page="first", settings={"elements": []}) == {"/settings/elements": "fixed"}
    assert refusals("change_page", page="first", settings={"colour": 1}) == {"/settings/colour": "unknown"}
