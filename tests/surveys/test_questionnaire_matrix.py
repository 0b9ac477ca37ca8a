import pytest

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import AnswerError, ScoreDraft
from tests.surveys.questionnaires import element_problems, one, refusal

ROWS = [
    {"name": "staff", "title": {"en": "Staff"}, "touchpoint": "counter"},
    {"name": "clean", "title": {"en": "Cleanliness"}},
]


def matrix(**settings):
    return one(type="matrix", rateMin=1, rateMax=5, rows=ROWS, **settings)


def test_a_row_with_a_touchpoint_scores_it_and_one_without_is_a_metric_of_its_own():
    assert matrix().scores({"staff": 4, "clean": 2}) == [
        ScoreDraft("q.staff", "touchpoint", None, 1, 5, None, "counter", 4),
        ScoreDraft("q.clean", "attribute", "q.clean", 1, 5, None, None, 2),
    ]


def test_the_matrix_s_touchpoint_is_that_of_its_attributes():
    assert [item.touchpoint for item in matrix(touchpoint="store").metric_items()] == ["counter", "store"]


def test_rows_left_out_yield_no_score():
    assert [score.item for score in matrix().scores({"clean": 2})] == ["q.clean"]


def test_null_rows_are_not_answered():
    assert matrix().judge({"staff": None, "clean": 3}) == {"clean": 3}


@pytest.mark.parametrize("raw", [{}, {"staff": None}])
def test_without_any_row_there_is_no_answer(raw):
    assert matrix().judge(raw) is None


@pytest.mark.parametrize("raw", [3, "staff", [4, 5], True])
def test_anything_but_rows_is_refused(raw):
    assert refusal(matrix(), raw) == "type"


def test_every_faulty_row_is_named():
    with pytest.raises(AnswerError) as caught:
        matrix().judge({"staff": "4", "clean": 6, "parking": 1})
    found = {fault.row: fault.code for fault in caught.value.faults}
    assert found == {"staff": "type", "clean": "range", "parking": "unknown_row"}


def test_required_is_satisfied_by_any_row():
    assert matrix(isRequired=True).missing({"clean": 3}) == []


def test_each_row_can_be_required():
    faults = matrix(eachRowRequired=True).missing({"clean": 3})
    assert [(fault.row, fault.code) for fault in faults] == [("staff", "required")]


def test_conditions_may_look_at_its_rows():
    assert matrix().subjects() == {
        "q": Subject("group"),
        "q.staff": Subject("number"),
        "q.clean": Subject("number"),
    }


def test_each_row_has_a_field_and_a_column():
    question = matrix()
    assert question.fields() == ["q-q-staff", "q-q-clean"]
    assert question.columns("en") == {"q.staff": "q: Staff", "q.clean": "q: Cleanliness"}
    assert question.cells({"staff": 4}) == {"q.staff": 4, "q.clean": None}


def test_an_answer_reads_row_by_row():
    assert matrix().display({"staff": 4, "clean": 2}, "en") == "Staff: 4; Cleanliness: 2"


def test_two_rows_of_one_name_are_a_problem():
    rows = [{"name": "a"}, {"name": "a"}]
    assert element_problems(type="matrix", rows=rows) == {"/rows/1/name": "duplicate"}


@pytest.mark.parametrize(("rows", "code"), [([], "empty"), (None, "type"), ("ab", "type")])
def test_a_matrix_needs_rows(rows, code):
    assert element_problems(type="matrix", rows=rows) == {"/rows": code}
