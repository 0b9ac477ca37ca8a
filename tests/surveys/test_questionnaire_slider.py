import pytest

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import ScoreDraft
from tests.surveys.questionnaires import element_problems, one, refusal


def slider(**settings):
    return one(type="slider", **settings)


@pytest.mark.parametrize("raw", [0, 37, 100])
def test_numbers_of_its_scale_are_taken(raw):
    assert slider().judge(raw) == raw


@pytest.mark.parametrize(
    ("raw", "code"), [(-1, "range"), (101, "range"), (1.5, "step"), ("5", "type"), (True, "type")]
)
def test_other_numbers_and_other_things_are_refused(raw, code):
    assert refusal(slider(), raw) == code


def test_steps_are_counted_from_its_lowest_value_and_exactly():
    tenths = slider(min=-0.5, max=1, step=0.1)
    assert tenths.judge(0.3) == 0.3
    assert refusal(tenths, 0.35) == "step"
    assert refusal(slider(min=1, max=9, step=2), 4) == "step"


@pytest.mark.parametrize(("posted", "raw"), [("7", 7), ("0,5", 0.5), ("", None), ("seven", "seven")])
def test_a_form_spells_a_number(posted, raw):
    assert slider().from_form({"q-q": posted}) == raw


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"min": 5, "max": 5}, {"/max": "range"}),
        ({"step": 0}, {"/step": "range"}),
        ({"step": 101}, {"/step": "range"}),
        ({"min": "0"}, {"/min": "type"}),
        ({"max": 10**7}, {"/max": "range"}),
    ],
)
def test_a_scale_rises_in_steps_that_fit_it(settings, found):
    assert element_problems(type="slider", **settings) == found


def test_whole_numbers_from_0_to_10_score_a_touchpoint():
    question = slider(min=0, max=10, touchpoint="checkout")
    assert question.scores(3) == [ScoreDraft("q", "touchpoint", None, 0, 10, None, "checkout", 3)]


@pytest.mark.parametrize(
    "settings",
    [
        {"min": 0, "max": 10},
        {"min": 0, "max": 100, "touchpoint": "checkout"},
        {"min": 0, "max": 10, "step": 0.5, "touchpoint": "checkout"},
        {"min": -1, "max": 5, "touchpoint": "checkout"},
    ],
)
def test_any_other_scale_and_a_slider_without_a_touchpoint_measure_nothing(settings):
    assert slider(**settings).metric_items() == []


def test_it_reads_as_the_reader_writes_numbers():
    assert slider(step=0.5).display(2.5, "it") == "2,5"
    assert slider().cells(7) == {"q": 7}
    assert slider().subjects() == {"q": Subject("number")}


def test_its_ends_are_texts_to_translate():
    question = slider(minLabel={"en": "Cold"}, maxLabel={"en": "Hot", "it": "Caldo"})
    assert [text.languages for text in question.texts()][-2:] == [("en",), ("en", "it")]
    shown = question.shown("it")
    assert (shown["min_label"], shown["max_label"]) == ("Cold", "Caldo")
