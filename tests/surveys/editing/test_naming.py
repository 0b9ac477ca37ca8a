from tests.surveys.editing.edits import SURVEY, edit, edited, element, leaf, refusals

ENDING = {"name": "thanks", "title": {"en": "Bye {nps}"}, "redirect": "https://example.com/?score={nps}"}
VALUES = [
    {"name": "double", "expression": {"product": [{"question": "nps"}, 2]}},
    {
        "name": "more",
        "expression": {"if": leaf("parts.queue", ">", value=1), "then": {"calculated": "double"}, "else": 0},
    },
]


def whole():
    """With everything that can refer to something."""
    document = edit("change_survey", settings={"endings": [ENDING], "calculatedValues": VALUES})
    rules = [{"if": leaf("nps", ">", value=8), "to": "ending:thanks"}]
    document = edit("change_page", document, page="first", settings={"next": rules})
    settings = {
        "title/en": "{calculated:double}",
        "requiredIf": {"calculated": "double", "op": "=", "value": 2},
    }
    return edit("change_element", document, element="how", settings=settings)


def test_everything_that_refers_to_a_question_follows_its_name():
    renamed = edit("rename_element", whole(), element="nps", name="score")
    assert '"nps"' not in str(renamed).replace("'", '"').replace('"type": "nps"', "")
    assert "{nps}" not in str(renamed)
    assert element(renamed, "why")["title"] == {"en": "You said {score}. Why?"}
    assert element(renamed, "thanks")["html"] == {"en": "<b>{score}</b>"}
    assert renamed["endings"][0]["redirect"] == "https://example.com/?score={score}"
    assert renamed["pages"][0]["next"][0]["if"]["question"] == "score"
    assert renamed["calculatedValues"][0]["expression"] == {"product": [{"question": "score"}, 2]}


def test_the_rows_of_a_matrix_follow_it():
    renamed = edited("rename_element", whole(), element="parts", name="place")
    document = renamed.document
    assert document["pages"][1]["visibleIf"]["question"] == "place.queue"
    assert document["calculatedValues"][1]["expression"]["if"]["question"] == "place.queue"
    assert (renamed.selected, renamed.words) == ("place", "Question “parts” renamed “place”")
    plain = edit("rename_element", element="parts", name="place")
    assert element(plain, "how")["title"] == {"en": "Queue was {place.queue}, {param:store} {place}"}


def test_an_ending_is_renamed_with_the_rules_that_lead_to_it():
    renamed = edit("rename_ending", whole(), ending="thanks", name="bye")
    assert renamed["endings"][0]["name"] == "bye"
    assert renamed["pages"][0]["next"][0]["to"] == "ending:bye"
    assert element(renamed, "thanks") == element(SURVEY, "thanks")


def test_a_calculated_value_is_renamed_wherever_it_is_used():
    renamed = edit("rename_calculated", whole(), calculated="double", name="twice")
    assert renamed["calculatedValues"][0]["name"] == "twice"
    assert renamed["calculatedValues"][1]["expression"]["then"] == {"calculated": "twice"}
    assert element(renamed, "how")["title"] == {"en": "{calculated:twice}"}
    assert element(renamed, "how")["requiredIf"]["calculated"] == "twice"


def test_taken_and_impossible_names_are_refused():
    assert refusals("rename_element", element="nps", name="why") == {"/name": "duplicate"}
    assert refusals("rename_element", element="nps", name="a b") == {"/name": "name"}
    assert refusals("rename_element", element="nps") == {"/name": "required"}
    assert refusals("rename_element", element="nobody", name="x") == {"/element": "unknown_element"}
    assert refusals("rename_ending", whole(), ending="nowhere", name="x") == {"/ending": "unknown"}
    assert refusals("rename_calculated", whole(), calculated="double", name="more") == {"/name": "duplicate"}
    assert edit("rename_element", element="nps", name="nps") == SURVEY


def test_a_renamed_page_is_still_led_to():
    rules = [{"if": {"question": "nps", "op": "=", "value": 10}, "to": "page:second"}]
    document = edit("change_page", page="first", settings={"next": rules})
    renamed = edited("change_page", document, page="second", settings={"name": "last", "title": "Last"})
    assert renamed.document["pages"][0]["next"][0]["to"] == "page:last"
    assert (renamed.selected, renamed.document["pages"][1]["title"]) == ("last", {"en": "Last"})
