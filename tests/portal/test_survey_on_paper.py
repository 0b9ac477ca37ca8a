from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.questionnaire import TYPES
from apps.surveys.services import change_draft, create_survey, publish_survey
from tests.portal.reading import words

pytestmark = pytest.mark.django_db

SHOPS = [
    {"value": "r", "text": {"en": "Rome", "it": "Roma"}},
    {"value": "b", "text": {"en": "Bari", "it": "Bari"}},
]


def text(english: str, italian: str) -> dict[str, str]:
    return {"en": english, "it": italian}


ELEMENTS: list[dict[str, Any]] = [
    {"type": "html", "name": "hello", "html": text("<p>Hello <b>you</b></p>", "<p>Ciao</p>")},
    {
        "type": "checkbox",
        "name": "seen",
        "title": text("Which did you see?", "Quali ha visto?"),
        "choices": SHOPS,
    },
    {
        "type": "nps",
        "name": "nps",
        "title": text("Recommend {seen}?", "Consiglierebbe {seen}?"),
        "isRequired": True,
    },
    {
        "type": "comment",
        "name": "why",
        "title": text("Why?", "Perché?"),
        "visibleIf": {"question": "nps", "op": "<=", "value": 6},
    },
    {
        "type": "radiogroup",
        "name": "best",
        "title": text("Which was best?", "Qual era il migliore?"),
        "choicesFrom": {"question": "seen"},
    },
    {"type": "hidden", "name": "from", "from": "param:from"},
    {
        "type": "matrix",
        "name": "steps",
        "title": text("Steps", "Passi"),
        "rateMin": 1,
        "rateMax": 3,
        "rows": [{"name": "till", "title": text("Till", "Cassa")}],
    },
]


@pytest.fixture
def survey(in_acme: Any) -> Survey:
    document = {
        "title": text("Our <visit>", "La visita"),
        "language": "en",
        "pages": [{"name": "p1", "elements": ELEMENTS}],
        "privacy": text("<p>Kept for a year.</p>", "<p>Per un anno.</p>"),
    }
    made = create_survey(document, actor=SYSTEM, code="ours")
    publish_survey(made, actor=SYSTEM)
    made.refresh_from_db()
    return made


def path(survey: Survey, query: str = "") -> str:
    return f"/surveys/{survey.uid}/print/{query}"


def test_every_question_stands_on_paper_with_room_for_its_answer(survey: Survey, viewer: Any) -> None:
    page = viewer.get(path(survey))
    html, said = page.content.decode(), words(page)
    assert page.status_code == 200
    assert "Hello you" in said
    assert "1 Which did you see? Rome Bari" in said
    assert "2 Recommend [your answer to 1]? (must be answered) 0 1 2 3 4 5 6 7 8 9 10" in said
    assert "Not at all likely Extremely likely" in said
    assert "4 Which was best? Only what you chose in 1. Rome Bari" in said
    assert "5 Steps Till 1 2 3" in said
    assert "Kept for a year." in said
    assert html.count("paper__box--round") == 2
    assert html.count('<p class="paper__rule">') == 4
    assert "Our &lt;visit&gt;" in html


def test_conditions_stand_there_in_words(survey: Survey, viewer: Any) -> None:
    condition = "“Recommend [your answer to 1]?” is at most 6"
    assert f"3 Why? Answer only if {condition}." in words(viewer.get(path(survey)))


def test_it_is_printed_in_the_language_asked_for(survey: Survey, viewer: Any) -> None:
    italian = viewer.get(path(survey, "?lang=it"))
    assert "1 Quali ha visto? Roma Bari" in words(italian)
    assert 'class="paper" id="main" tabindex="-1" lang="it"' in italian.content.decode()
    assert "1 Which did you see?" in words(viewer.get(path(survey, "?lang=xx")))


def test_the_draft_is_for_those_who_may_change_it(
    survey: Survey, viewer: Any, analyst_of_acme: Any, acme: Any
) -> None:
    with tenant_context(acme):
        draft = {**survey.draft, "title": text("Our new visit", "La visita nuova")}
        change_draft(survey, draft, actor=SYSTEM)
    assert "Our new visit" in words(analyst_of_acme.get(path(survey, "?draft=1")))
    assert "This is a draft." in words(analyst_of_acme.get(path(survey, "?draft=1")))
    for member, query in ((viewer, "?draft=1"), (analyst_of_acme, "")):
        assert "Our <visit>" in words(member.get(path(survey, query)))


def test_what_was_never_published_is_printed_only_as_a_draft(
    in_acme: Any, viewer: Any, analyst_of_acme: Any
) -> None:
    with tenant_context(in_acme):
        draft = create_survey(
            {"title": "Draft", "pages": [{"elements": ELEMENTS[:2]}]}, actor=SYSTEM, code="draft"
        )
    assert viewer.get(path(draft, "?draft=1")).status_code == 404
    assert analyst_of_acme.get(path(draft)).status_code == 404
    assert analyst_of_acme.get(path(draft, "?draft=1")).status_code == 200


def test_every_type_of_question_can_be_printed(in_acme: Any, analyst_of_acme: Any) -> None:
    elements = [{"type": kind, "name": kind, "title": kind, **TYPES[kind].starter()} for kind in TYPES]
    with tenant_context(in_acme):
        draft = create_survey({"title": "All", "pages": [{"elements": elements}]}, actor=SYSTEM, code="all")
    page = analyst_of_acme.get(path(draft, "?draft=1"))
    assert page.status_code == 200
    said = words(page)
    for kind in TYPES.keys() - {"hidden"}:
        assert kind in said


def test_pictures_are_printed_and_the_policy_lets_in_their_host_alone(in_acme: Any, viewer: Any) -> None:
    shop = {"value": "r", "text": "Rome", "image": "https://pictures.example/rome.png"}
    picker = {"type": "imagepicker", "name": "shop", "title": "Which?", "choices": [shop]}
    with tenant_context(in_acme):
        survey = create_survey(
            {"title": "Ours", "pages": [{"elements": [picker]}]}, actor=SYSTEM, code="ours"
        )
        publish_survey(survey, actor=SYSTEM)
    page = viewer.get(path(survey))
    assert 'src="https://pictures.example/rome.png"' in page.content.decode()
    assert "img-src 'self' data: https://pictures.example;" in page["Content-Security-Policy"]
