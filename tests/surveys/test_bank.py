"""Questions kept for the next surveys."""

from __future__ import annotations

from typing import Any

import pytest

from apps.accounts.actors import SYSTEM
from apps.audit.models import Entry
from apps.surveys.bank import keep_element, keep_question, remove_from_bank
from apps.surveys.drafts import edit_draft
from apps.surveys.editing import EditRefused
from apps.surveys.models import BankQuestion, Survey
from tests.surveys.examples import published_relationship

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(in_acme: Any) -> Survey:
    return published_relationship()


def test_a_question_is_kept_once_under_its_own_title(survey: Survey) -> None:
    kept = keep_question(survey, "why", actor=SYSTEM)
    assert (kept.title, kept.element) == ("What went wrong?", survey.draft["pages"][0]["elements"][1])
    assert keep_question(survey, "why", actor=SYSTEM) == kept
    assert keep_question(survey, "why", title="Reason", actor=SYSTEM) != kept
    assert Entry.objects.filter(event="question.kept").count() == 2


def test_what_is_kept_does_not_change_with_its_survey(survey: Survey) -> None:
    kept = keep_question(survey, "why", actor=SYSTEM)
    before = kept.element
    edit_draft(survey, {"op": "remove_element", "element": "why"}, revision=0, actor=SYSTEM)
    assert BankQuestion.objects.get(pk=kept.pk).element == before


def test_a_kept_question_comes_into_another_survey(survey: Survey) -> None:
    kept = keep_question(survey, "counter", actor=SYSTEM)
    draft = edit_draft(
        survey, {"op": "add_element", "page": "p1", "bank": str(kept.uid)}, revision=0, actor=SYSTEM
    )
    assert draft.document["pages"][0]["elements"][-1] == {**kept.element, "name": "counter2"}
    several = {
        "op": "together",
        "operations": [{"op": "add_element", "page": "p1", "bank": str(kept.uid)}] * 2,
    }
    draft = edit_draft(survey, several, revision=1, actor=SYSTEM)
    assert [e["name"] for e in draft.document["pages"][0]["elements"][-2:]] == ["counter3", "counter4"]


def test_what_is_no_question_is_not_kept(in_acme: Any) -> None:
    for element in (None, 7, {}, {"type": "nps"}, {"type": "oracle", "name": "x"}):
        with pytest.raises(EditRefused) as refused:
            keep_element(element, title="x", actor=SYSTEM)
        assert all(problem.pointer.startswith("/element") for problem in refused.value.errors)
    assert not BankQuestion.objects.exists()


def test_a_question_is_removed_from_the_bank_alone(survey: Survey) -> None:
    kept = keep_question(survey, "why", actor=SYSTEM)
    remove_from_bank(kept, actor=SYSTEM)
    assert not BankQuestion.objects.exists()
    assert Entry.objects.filter(event="question.removed", target="What went wrong?").exists()
    assert Survey.objects.get(pk=survey.pk).draft == survey.draft
