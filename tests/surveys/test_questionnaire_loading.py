import pytest

from apps.surveys.questionnaire import (
    TYPES,
    QuestionnaireError,
    load,
    metric_items,
    read_draft,
    touchpoint_codes,
)
from tests.surveys.questionnaires import document, one, problems

HERE = "/pages/0/elements"
WHOLE = document(
    {"type": "html", "name": "hello", "html": {"en": "<p>Hi &amp; welcome</p>"}},
    {
        "type": "nps",
        "name": "recommend",
        "title": {"en": "Recommend?"},
        "isRequired": True,
        "touchpoint": "brand",
    },
    {"type": "csat", "name": "happy", "points": 7},
    {"type": "ces", "name": "easy"},
    {"type": "rating", "name": "till", "rateMin": 0, "rateMax": 5, "minRateDescription": {"en": "Bad"}},
    {
        "type": "matrix",
        "name": "shop",
        "rateMin": 1,
        "rateMax": 5,
        "rows": [{"name": "staff", "touchpoint": "counter"}, {"name": "air"}],
        "eachRowRequired": True,
    },
    {"type": "radiogroup", "name": "where", "choices": [{"value": "a", "text": {"en": "A"}}, {"value": 2}]},
    {"type": "checkbox", "name": "why", "choices": [{"value": "x"}, {"value": "y"}], "maxSelectedChoices": 1},
    {"type": "text", "name": "age", "inputType": "number", "min": 0, "max": 120.5},
    {
        "type": "comment",
        "name": "more",
        "maxLength": 500,
        "visibleIf": {
            "any": [
                {"question": "recommend", "op": "<=", "value": 6},
                {"not": [{"question": "shop.air", "op": "empty"}]},
            ]
        },
    },
    {"type": "consent", "name": "ok"},
    privacy={"en": "<p>We keep it.</p>"},
    thankYou={"en": "Thanks"},
    showProgress=False,
)

_ELEMENTS = WHOLE["pages"][0]["elements"]
_ELEMENTS += [
    one(type=kind, name=f"fresh_{kind}", **TYPES[kind].starter()).dump()
    for kind in sorted(TYPES.keys() - {element["type"] for element in _ELEMENTS})
]


def test_a_document_with_every_type_survives_being_read_and_written():
    assert {element["type"] for element in WHOLE["pages"][0]["elements"]} == set(TYPES)
    assert load(load(WHOLE).dump()) == load(WHOLE)


def test_what_is_written_is_what_was_read():
    assert load(WHOLE).dump() == WHOLE


def test_metric_items_are_listed_in_document_order_without_any_answer():
    found = [
        (i.item, i.metric, i.scale_min, i.scale_max, i.k, i.touchpoint) for i in metric_items(load(WHOLE))
    ]
    assert found == [
        ("recommend", "nps", 0, 10, None, "brand"),
        ("happy", "csat", 1, 7, 2, None),
        ("easy", "ces", 1, 7, None, None),
        ("till", "touchpoint", 0, 5, None, None),
        ("shop.staff", "touchpoint", 1, 5, None, "counter"),
        ("shop.air", "attribute", 1, 5, None, None),
    ]


def test_the_touchpoints_it_names_are_collected():
    assert touchpoint_codes(load(WHOLE)) == {"brand", "counter"}


def test_pages_without_a_name_are_numbered():
    pages = [{"elements": []}, {"name": "last", "elements": []}]
    assert [page.name for page in load(document(pages=pages)).pages] == ["page1", "last"]


def test_every_problem_is_named_at_once():
    found = problems(
        {
            "pages": [
                {"name": "p 1", "elements": [{"type": "zap", "name": "a"}, {"type": "nps", "name": "b!"}, 7]},
                {"name": "p2", "elements": "none", "colour": "red"},
            ],
            "showProgress": "yes",
            "logo": "x",
        }
    )
    assert found == {
        "/pages/0/name": "name",
        f"{HERE}/0/type": "unknown_type",
        f"{HERE}/1/name": "name",
        f"{HERE}/2": "type",
        "/pages/1/elements": "type",
        "/pages/1/colour": "unknown",
        "/title": "required",
        "/showProgress": "type",
        "/logo": "unknown",
    }


@pytest.mark.parametrize("name", ["", "1a", "a.b", "a b", "é", "_a", "a" * 65, None, 5, ["a"]])
def test_a_name_that_could_not_be_an_identifier_is_a_problem(name):
    assert problems(document({"type": "nps", "name": name})) == {f"{HERE}/0/name": "name"}


def test_a_name_is_unique_over_all_pages():
    page = {"elements": [{"type": "nps", "name": "q"}]}
    assert problems(document(pages=[page, page])) == {"/pages/1/elements/0/name": "duplicate"}


def test_page_names_are_unique():
    pages = [{"name": "p", "elements": []}, {"name": "p", "elements": []}]
    assert problems(document(pages=pages)) == {"/pages/1/name": "duplicate"}


def test_a_name_that_shares_a_form_field_with_a_matrix_row_is_a_problem():
    matrix = {"type": "matrix", "name": "shop", "rows": [{"name": "staff"}]}
    assert problems(document(matrix, {"type": "nps", "name": "shop-staff"})) == {
        f"{HERE}/1/name": "ambiguous"
    }


@pytest.mark.parametrize("found", [None, [], "a", 5, True, [{}]])
def test_a_document_is_an_object(found):
    assert problems(found) == {"": "type"}


def test_501_elements_are_too_many():
    elements = [{"type": "ces", "name": f"q{i}"} for i in range(501)]
    pages = [{"elements": elements[:300]}, {"elements": elements[300:]}]
    assert problems(document(pages=pages)) == {"/pages": "too_many"}
    assert len(load(document(pages=[{"elements": elements[:500]}])).questions) == 500


def test_more_than_512_kilobytes_are_too_large():
    assert problems(document(privacy="x" * 600_000)) == {"": "too_large"}


def test_deep_nesting_is_refused_whatever_its_depth():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    assert set(problems(document(description=nested)).values()) == {"too_deep"}


def test_conditions_hidden_in_conditions_do_not_evade_the_depth():
    nested = {"visibleIf": 1}
    for _ in range(100_000):
        nested = {"visibleIf": nested}
    assert set(problems(nested).values()) == {"too_deep"}


def test_conditions_may_be_nested_eight_deep():
    condition = {"question": "q", "op": "anyof", "value": [1]}
    for _ in range(8):
        condition = {"all": [condition]}
    follow_up = {"type": "comment", "name": "why", "visibleIf": condition}
    assert load(document({"type": "nps", "name": "q"}, follow_up)).elements["why"].visible_if is not None
    follow_up["visibleIf"] = {"all": [condition]}
    assert set(problems(document({"type": "nps", "name": "q"}, follow_up)).values()) == {"too_deep"}


@pytest.mark.parametrize("text", ["a\0", "\ud800", "\udc00a"])
def test_a_text_that_cannot_be_stored_is_a_problem(text):
    assert problems(document(description={"en": text}, thankYou={"en": text})) == {
        "/description/en": "unstorable",
        "/thankYou/en": "unstorable",
    }


@pytest.mark.parametrize("number", [10**30, -(10**400), float("nan"), float("inf"), 1e300])
def test_a_number_beyond_all_bounds_is_a_problem(number):
    assert problems(document({"type": "rating", "name": "q", "rateMax": number})) == {
        f"{HERE}/0/rateMax": "range"
    }


def test_what_is_not_json_is_a_problem():
    assert problems(document(description={"en"})) == {"/description": "type"}


def test_cleaning_cannot_make_a_questionnaire_too_large_to_be_read_again():
    elements = [{"type": "html", "name": f"h{i}", "html": "<" * 4_900} for i in range(100)]
    with pytest.raises(QuestionnaireError) as caught:
        load(document(*elements))
    assert [(p.pointer, p.code) for p in caught.value.errors] == [("", "too_large")]


def test_pointers_escape_what_json_pointers_escape():
    assert problems(document(**{"a/b~c": 1})) == {"/a~1b~0c": "unknown"}


BROKEN = document(
    {"type": "nps", "name": "q", "visibleIf": {"all": [{"question": "gone", "op": "=", "value": 1}]}}
)


def test_a_draft_may_refer_to_what_is_missing_and_survives_being_written():
    assert problems(BROKEN) == {f"{HERE}/0/visibleIf/all/0/question": "unknown_question"}
    draft = read_draft(BROKEN)
    assert read_draft(draft.dump()) == draft


def test_a_draft_with_a_fault_of_its_own_is_refused():
    with pytest.raises(QuestionnaireError) as caught:
        read_draft(document({"type": "nps", "name": "q"}, {"type": "nps", "name": "q", "colour": 1}))
    found = {problem.pointer: problem.code for problem in caught.value.errors}
    assert found == {f"{HERE}/1/name": "duplicate", f"{HERE}/1/colour": "unknown"}
