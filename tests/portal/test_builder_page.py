"""The builder's page, and the draft running in its frame."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response
from apps.surveys.drafts import edit_draft
from apps.surveys.models import Survey
from tests.portal.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def builder(survey: Survey) -> str:
    return f"/surveys/{survey.uid}/builder/"


def rows(answer: Any) -> list[tuple[str, str]]:
    """(place, level) of every row of the tree."""
    html = answer.content.decode()
    return re.findall(r'role="treeitem".*?aria-level="(\d)".*?data-place="([^"]+)"', html)


def test_the_tree_holds_pages_and_questions_in_order(analyst_of_acme: Any, builder: str) -> None:
    answer = analyst_of_acme.get(builder)
    expected = [("1", "survey"), ("1", "page:p1"), ("2", "recommend"), ("2", "why"), ("1", "page:p2")]
    assert rows(answer)[:5] == expected
    assert "Would you recommend us?, Recommendation, 0 to 10 *, must be answered" in words(answer)


def test_what_is_selected_shows_its_settings(analyst_of_acme: Any, builder: str) -> None:
    html = analyst_of_acme.get(builder, {"select": "why"}).content.decode()
    assert '<option value="question:recommend" selected>Would you recommend us?</option>' in html
    assert '<option value="&lt;=" selected>is at most</option>' in html
    assert 'value="6"' in html


def test_texts_are_edited_in_the_language_that_was_chosen(analyst_of_acme: Any, builder: str) -> None:
    html = analyst_of_acme.get(builder, {"select": "why", "lang": "it"}).content.decode()
    assert re.search(r'lang="it".*?>\s*Che cosa è andato storto\?</textarea>', html, re.DOTALL)
    assert "What went wrong?" in html  # to translate from
    german = words(analyst_of_acme.get(builder, {"lang": "de"}))
    assert "German, 0%" in german


def test_a_place_that_is_gone_shows_the_survey(analyst_of_acme: Any, builder: str) -> None:
    assert 'data-select="survey"' in analyst_of_acme.get(builder, {"select": "nowhere"}).content.decode()


def test_only_the_preview_may_be_framed_and_only_by_us(analyst_of_acme: Any, builder: str) -> None:
    page = analyst_of_acme.get(builder)
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    framed = analyst_of_acme.get(builder + "preview/")
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"


def test_the_page_being_edited_shows_what_conditions_hide(analyst_of_acme: Any, builder: str) -> None:
    shown = words(analyst_of_acme.get(builder + "preview/", {"edit": "1", "page": "p1"}))
    assert "What went wrong?" in shown
    assert "Page 1 of 2" in shown
    italian = words(analyst_of_acme.get(builder + "preview/", {"edit": "1", "page": "p2", "lang": "it"}))
    assert "Com'è stato lo sportello?" in italian


def test_a_trial_runs_to_its_end_and_stores_nothing(analyst_of_acme: Any, builder: str, acme: Any) -> None:
    preview = builder + "preview/"
    first = {"page": "p1", "asked": "recommend", "go": "next", "q-recommend": "3"}
    brought_up = words(analyst_of_acme.post(preview, first))
    assert "Your answer brought up one more question" in brought_up
    second = words(analyst_of_acme.post(preview, first | {"asked": "recommend why"}))
    assert "How was the counter?" in second
    end = words(analyst_of_acme.post(preview, first | {"page": "p2", "asked": "counter easy"}))
    assert "This is the end of the trial: nothing was stored" in end
    with tenant_context(acme):
        assert Response.objects.count() == 0


def test_a_trial_ends_where_the_answers_lead(analyst_of_acme: Any, builder: str, survey: Survey) -> None:
    ending = {
        "name": "out",
        "title": {"en": "Not for you"},
        "text": {"en": "<p>Sorry.</p>"},
        "redirect": "https://panel.example/out?score={recommend}",
        "isScreenOut": True,
        "visibleIf": {"all": [{"question": "recommend", "op": "=", "value": 0}]},
    }
    change = {"op": "change_survey", "settings": {"endings": [ending]}}
    edit_draft(survey, change, revision=survey.revision, actor=SYSTEM)
    form = {"page": "p2", "asked": "counter easy", "go": "next", "q-recommend": "0"}
    end = words(analyst_of_acme.post(builder + "preview/", form))
    assert "Not for you" in end
    assert "https://panel.example/out?score=0" in end
    assert "screened out: stored, but never counted" in end


def test_the_checks_lead_to_the_place_of_a_fault(analyst_of_acme: Any, builder: str, survey: Survey) -> None:
    remove = {"op": "remove_element", "element": "recommend"}
    edit_draft(survey, remove, revision=survey.revision, actor=SYSTEM)
    html = analyst_of_acme.get(builder + "findings/").content.decode()
    assert 'data-errors="1"' in html
    assert 'data-go="why" data-field="f-visibleIf" data-row="row-why"' in html
    refused = analyst_of_acme.get(builder + "publish/")
    assert "To be mended before publishing" in words(refused)
    assert f'action="/surveys/{survey.uid}/publish/"' not in refused.content.decode()


def test_before_publishing_one_reads_what_changes_and_what_breaks_a_trend(
    analyst_of_acme: Any, builder: str, survey: Survey
) -> None:
    change = {"op": "change_element", "element": "counter", "settings": {"points": 7}}
    edit_draft(survey, change, revision=survey.revision, actor=SYSTEM)
    page = analyst_of_acme.get(builder + "publish/")
    assert "What breaks a trend" in words(page)
    assert f'action="/surveys/{survey.uid}/publish/"' in page.content.decode()


def test_a_survey_begins_blank_with_a_title(analyst_of_acme: Any, acme: Any) -> None:
    made = analyst_of_acme.post("/surveys/blank/", {"title": "  Spring  "})
    with tenant_context(acme):
        survey = Survey.objects.get()
        assert survey.draft == {
            "language": "en",
            "title": {"en": "Spring"},
            "showProgress": True,
            "pages": [{"name": "page1", "elements": []}],
        }
    assert made.url == f"/surveys/{survey.uid}/builder/"
    assert "There is no question here yet" in words(analyst_of_acme.get(made.url + "preview/?edit=1"))


def test_a_copy_opens_in_the_builder(analyst_of_acme: Any, survey: Survey, acme: Any) -> None:
    made = analyst_of_acme.post(f"/surveys/{survey.uid}/duplicate/")
    with tenant_context(acme):
        copy = Survey.objects.exclude(pk=survey.pk).get()
        assert copy.draft["pages"] == survey.draft["pages"]
        assert copy.title["en"] == "How are we doing? (copy)"
    assert made.url == f"/surveys/{copy.uid}/builder/"
