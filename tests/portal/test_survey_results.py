from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.questionnaire import TYPES, Question
from apps.surveys.services import change_draft, create_survey, publish_survey
from tests.portal.answers import give
from tests.portal.reading import words

pytestmark = pytest.mark.django_db

NONE = "\N{EN DASH}"
SHOPS = [{"value": "r", "text": "Rome <b>"}, {"value": "b", "text": "Bari"}]
ELEMENTS = [
    {"type": "nps", "name": "recommend", "title": "Recommend?"},
    {"type": "checkbox", "name": "seen", "title": "Seen?", "choices": SHOPS},
    {"type": "ranking", "name": "order", "title": "Order?", "choices": SHOPS},
    {"type": "matrix", "name": "steps", "title": "Steps?", "rows": [{"name": "till", "title": "Till"}]},
    {"type": "text", "name": "age", "title": "Age?", "inputType": "number"},
    {"type": "comment", "name": "why", "title": "Why?"},
    {"type": "contact", "name": "who", "title": "Who?", "fields": [{"name": "email"}]},
]
ANSWER = {
    "recommend": 10,
    "seen": ["r"],
    "order": ["b", "r"],
    "steps": {"till": 7},
    "age": 40,
    "why": "The queue",
}


@pytest.fixture
def asked(in_acme: Any) -> Survey:
    document = {"title": "Ours", "language": "en", "pages": [{"name": "p1", "elements": ELEMENTS}]}
    survey = create_survey(document, actor=SYSTEM, code="ours")
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def path(survey: Survey, query: str = "") -> str:
    return f"/surveys/{survey.uid}/results/{query}"


def test_every_question_has_its_figures_its_chart_and_its_table(asked: Survey, viewer: Any) -> None:
    give([{**ANSWER, "recommend": score, "age": 20 + score} for score in [10] * 6 + [3] * 4], survey="ours")
    page = viewer.get(path(asked))
    text = words(page)
    assert page.status_code == 200
    assert "10 of 10 responses answered" in text
    assert "NPS +20.0 (95% interval" in text
    assert "Rome <b> 10 100.0 72.2 100.0" in text  # the row of the table: count, percent, interval
    assert f"Bari 1.0 {NONE} {NONE} 10 10 0" in text  # mean place, n, how often first and second
    assert f"Till 7.0 {NONE} {NONE} 10 0 0 0 0 0 0 0 10 0 0 0" in text
    assert "Middle half 23.0 to 30.0" in text
    assert text.count("The queue") == 10
    assert page.content.decode().count("<svg xmlns") == 24  # six charts at four widths
    assert "Rome <b>" not in page.content.decode()


def test_with_few_answers_only_their_number_and_the_texts_stand_there(asked: Survey, viewer: Any) -> None:
    give([ANSWER] * 9, survey="ours")
    text = words(viewer.get(path(asked)))
    assert text.count("Not shown: fewer than 10 answers.") == 5
    assert text.count("The queue") == 9
    assert "100.0" not in text


def test_a_version_and_a_period_can_be_chosen(asked: Survey, viewer: Any, acme: Any) -> None:
    give([ANSWER] * 10, survey="ours", days=100)
    assert "10 responses" in words(viewer.get(path(asked)))
    assert "No response fits these filters." in words(viewer.get(path(asked, "?period=30")))
    assert "Version 1" not in words(viewer.get(path(asked)))
    with tenant_context(acme):
        document = asked.draft | {"title": {"en": "Ours, again"}}
        change_draft(asked, document, actor=SYSTEM)
        publish_survey(asked, actor=SYSTEM)
    assert "All versions Version 2 Version 1" in words(viewer.get(path(asked)))
    assert "No response fits these filters." in words(viewer.get(path(asked, "?version=2")))
    assert "10 of 10 responses answered" in words(viewer.get(path(asked, "?version=1")))
    assert viewer.get(path(asked, "?version=nothing&period=x")).status_code == 200


def test_before_the_first_answer_the_page_says_what_will_stand_there(asked: Survey, viewer: Any) -> None:
    assert "No answers yet" in words(viewer.get(path(asked)))


def test_a_draft_that_was_never_published_has_no_results(viewer: Any, in_acme: Any) -> None:
    with tenant_context(in_acme):
        document = {"title": "Ours", "pages": [{"elements": ELEMENTS}]}
        draft = create_survey(document, actor=SYSTEM, code="draft")
    assert viewer.get(path(draft)).status_code == 404


def test_the_survey_page_leads_there(asked: Survey, viewer: Any) -> None:
    assert path(asked) in viewer.get(f"/surveys/{asked.uid}/").content.decode()


GIVEN: dict[str, Any] = {
    "nps": 9,
    "csat": 4,
    "ces": 5,
    "rating": 7,
    "matrix": {"row1": 5},
    "semanticdifferential": {"row1": 3},
    "radiogroup": "choice1",
    "dropdown": "choice1",
    "imagepicker": "choice1",
    "checkbox": ["choice1", "choice2"],
    "ranking": ["choice2", "choice1", "choice3"],
    "boolean": False,
    "consent": True,
    "slider": 50,
    "constantsum": {"row1": 100},
    "text": "a text",
    "comment": "a comment",
    "hidden": "a hidden text",
    "contact": {"email": "ann@example.com"},
    "signature": {"typed": "Ann"},
    "paneldynamic": [{"question1": "inside"}],
}
UNSAID = {"file"}  # needs an upload: tests/responses/public/test_files.py
SHOWN_SINGLY = {"contact", "signature"}


def test_every_type_of_question_is_summed_up(in_acme: Any, viewer: Any) -> None:
    kinds = [kind for kind in TYPES if issubclass(TYPES[kind], Question)]
    assert GIVEN.keys() | UNSAID == set(kinds)
    elements = [{"type": kind, "name": kind, "title": kind, **TYPES[kind].starter()} for kind in kinds]
    document = {"title": "All", "language": "en", "pages": [{"name": "p1", "elements": elements}]}
    with tenant_context(in_acme):
        survey = create_survey(document, actor=SYSTEM, code="all")
        publish_survey(survey, actor=SYSTEM)
    give([GIVEN] * 10, survey="all")
    page = viewer.get(path(survey))
    assert page.status_code == 200
    cards = {card.name: card for card in page.context["cards"]}
    for kind in GIVEN:
        card = cards[kind]
        has_something = card.charts or card.quotes or card.sent or kind in SHOWN_SINGLY
        assert has_something or kind == "paneldynamic", (kind, card)
    assert [quote.text for quote in cards["paneldynamic.question1"].quotes] == ["inside"] * 10
    assert "ann@example.com" not in page.content.decode()
