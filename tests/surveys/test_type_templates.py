import re
from types import SimpleNamespace as Item

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

CHOICES = [Item(value="bill", text="My bill"), Item(value="move", text="Moving")]
ROWS = [Item(name="shop", title="The shop"), Item(name="staff", title="The staff", left="Rude", right="Kind")]
TYPES = [
    *("nps", "csat", "ces", "rating", "slider", "matrix", "semanticdifferential"),
    *("radiogroup", "dropdown", "boolean", "checkbox", "imagepicker", "text", "comment", "consent"),
]


def question(kind: str, value: object = None, error: str | None = None, **changes: object) -> str:
    facts = {
        "name": "visit", "type": kind, "title": "How was it?", "description": "", "is_required": True,
        "choices": CHOICES, "rows": ROWS, "rate_min": 1, "rate_max": 5, "min_label": "Bad", "max_label": "Good",
    }  # fmt: skip
    context = {"element": Item(**{**facts, **changes}), "field": "q-visit", "value": value, "error": error}
    with override("en"):
        return render_to_string(f"surveys/types/{kind}.html", context)


def checked(html: str) -> list[str]:
    return re.findall(r'id="([^"]+)" value="[^"]*" checked', html)


@pytest.mark.parametrize("kind", TYPES)
def test_an_error_stands_at_the_question_and_is_read_with_it(kind: str) -> None:
    html = question(kind, error="Please answer.", description="About today.")
    assert re.search(r'aria-describedby="q-visit-help q-visit-error[" ]', html)
    assert 'id="q-visit-help">About today.' in html
    assert re.search(r'id="q-visit-error">.*Please answer\.</p>', html)


@pytest.mark.parametrize("kind", TYPES)
def test_the_error_summary_finds_the_question(kind: str) -> None:
    assert question(kind).count('id="q-visit"') == 1
    assert question(kind).count('data-question="visit"') == 1


@pytest.mark.parametrize(
    ("kind", "points"),
    [("nps", range(11)), ("csat", range(1, 6)), ("ces", range(1, 6)), ("rating", range(1, 6))],
)
def test_a_scale_offers_every_point_once(kind: str, points: range) -> None:
    assert re.findall(r'name="q-visit" id="q-visit-(\d+)"', question(kind)) == [
        str(point) for point in points
    ]


def test_the_ends_of_a_scale_are_read_with_its_first_and_last_point() -> None:
    html = question("nps", min_label="", max_label="")
    assert '0<span class="visually-hidden">, Not at all likely</span>' in html
    assert '10<span class="visually-hidden">, Extremely likely</span>' in html


@pytest.mark.parametrize("value", [4, "4"])
def test_an_answer_given_before_is_chosen_whether_posted_or_stored(value: object) -> None:
    assert checked(question("rating", value)) == ["q-visit-4"]


def test_answers_of_choices_rows_and_boxes_are_kept() -> None:
    assert checked(question("radiogroup", "move")) == ["q-visit-2"]
    assert checked(question("checkbox", ["bill", "move"])) == ["q-visit-1", "q-visit-2"]
    assert checked(question("matrix", {"staff": 3})) == ["q-visit-staff-3"]
    assert " checked" in question("consent", True)
    assert " checked" not in question("consent", None)


def test_what_is_chosen_from_a_list_a_pair_and_pictures_is_kept() -> None:
    assert '<option value="move" selected>' in question("dropdown", "move")
    pair = [Item(value="true", text="Yes"), Item(value="false", text="No")]
    assert checked(question("boolean", True, choices=pair)) == ["q-visit-true"]
    assert checked(question("boolean", "false", choices=pair)) == ["q-visit-false"]
    assert checked(question("imagepicker", "move", is_multi=False)) == ["q-visit-2"]
    assert checked(question("imagepicker", ["bill", "move"], is_multi=True)) == ["q-visit-1", "q-visit-2"]
    assert checked(question("semanticdifferential", {"staff": 3})) == ["q-visit-staff-3"]


@pytest.mark.parametrize("drawn", ["stars", "smileys"])
def test_stars_and_faces_are_read_as_numbers(drawn: str) -> None:
    html = question("rating", 2, rate_type=drawn)
    assert checked(html) == ["q-visit-2"]
    assert re.findall(r'<span class="visually-hidden">(\d[^<]*)<', html) == [
        "1, Bad",
        "2",
        "3",
        "4",
        "5, Good",
    ]
    assert html.count("<svg") == html.count('aria-hidden="true"><') == 5


def test_faces_go_from_sad_to_happy_and_stars_have_a_nought() -> None:
    faces = question("rating", rate_type="smileys", rate_max=3)
    assert re.findall(r'd="M8 ([0-9.]+)Q12 ([0-9.]+) ', faces) == [
        ("16.7", "11.5"),
        ("15.5", "15.5"),
        ("14.3", "19.5"),
    ]
    assert question("rating", rate_type="stars", rate_min=0).count("<svg") == 5


def test_the_ends_of_opposites_are_read_with_the_first_and_last_point() -> None:
    html = question("semanticdifferential")
    assert "1, Rude</span>" in html
    assert "5, Kind</span>" in html


def test_a_number_of_a_slider_is_not_written_in_a_locale() -> None:
    with override("it"):
        html = question("slider", 0.5, least=-0.5, greatest=1000, step=0.25)
    assert 'value="0.5" min="-0.5" max="1000" step="0.25"' in html


@pytest.mark.parametrize(
    ("kind", "autocomplete"), [("tel", ' autocomplete="tel"'), ("url", ""), ("time", "")]
)
def test_a_line_has_the_kind_of_its_field(kind: str, autocomplete: str) -> None:
    html = question("text", input_type=kind)
    assert f'class="entry entry--{kind}" type="{kind}"' in html
    assert autocomplete in html


def test_what_a_respondent_typed_comes_back_escaped() -> None:
    assert 'value="&lt;b&gt;"' in question("text", "<b>", input_type="text")
    assert "&lt;/textarea&gt;" in question("comment", "</textarea>")


def test_bounds_of_a_number_are_not_written_in_a_locale() -> None:
    with override("it"):
        html = question("text", 3.5, input_type="number", least=0, greatest=9.5)
    assert 'value="3.5"' in html
    assert 'min="0" max="9.5"' in html


def test_only_what_is_not_required_says_so() -> None:
    assert "optional" not in question("comment")
    assert "optional" in question("comment", is_required=False)
    assert 'role="radiogroup" aria-required="true"' in question("nps")
