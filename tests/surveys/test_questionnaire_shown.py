"""What the templates of the public page get to see of an element."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.surveys.questionnaire import load
from tests.surveys.questionnaires import one
from tests.surveys.test_questionnaire_loading import WHOLE


def test_texts_are_in_the_language_asked_for():
    shown = one(
        type="nps", title={"en": "Recommend?", "it": "Ci consiglia?"}, minRateDescription={"it": "Mai"}
    ).shown("it")
    assert (shown["title"], shown["min_label"]) == ("Ci consiglia?", "Mai")


def test_a_question_without_a_title_shows_its_name():
    assert one(type="nps").shown("en")["title"] == "q"


def test_every_scale_says_where_it_starts_and_ends():
    kinds = [
        {"type": "nps"},
        {"type": "ces"},
        {"type": "csat", "points": 3},
        {"type": "rating", "rateMin": 2, "rateMax": 9},
    ]
    shown = [one(**kind).shown("en") for kind in kinds]
    assert [(s["rate_min"], s["rate_max"]) for s in shown] == [(0, 10), (1, 7), (1, 3), (2, 9)]


def test_choices_and_rows_without_a_text_show_their_value_or_name():
    assert one(type="radiogroup", choices=[3]).shown("en")["choices"] == [{"value": 3, "text": "3"}]
    assert one(type="matrix", rows=[{"name": "air"}]).shown("en")["rows"] == [{"name": "air", "title": "air"}]


def test_a_text_shows_its_kind_and_bounds():
    shown = one(type="text", inputType="number", min=0, max=9).shown("en")
    assert (shown["input_type"], shown["least"], shown["greatest"], shown["max_length"]) == (
        "number",
        0,
        9,
        None,
    )


def test_a_statement_is_safe_to_print():
    html = one(type="html", html="<p>a<script>x</script></p>").shown("en")["html"]
    assert isinstance(html, SafeString)
    assert html == "<p>a</p>"


@pytest.mark.parametrize("name", [e.name for e in load(WHOLE).elements.values() if e.is_drawn])
def test_its_template_renders_it(name):
    element = load(WHOLE).elements[name]
    html = render_to_string(
        element.template, {"element": element.shown("en"), "field": f"q-{name}", "value": None, "error": None}
    )
    assert f'data-question="{name}"' in html
