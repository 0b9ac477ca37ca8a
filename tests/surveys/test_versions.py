"""Versions: compared, restored as a draft, and joined by what they measure."""

from __future__ import annotations

import copy
import uuid
from typing import Any

import pytest

from apps.accounts.actors import SYSTEM
from apps.kpis.models import MetricDefinition
from apps.kpis.selectors import Scope, kpi_rows
from apps.responses.models import Response
from apps.responses.services import record_response
from apps.responses.submissions import parse_submission
from apps.surveys.drafts import undo_draft
from apps.surveys.errors import DraftConflict, UnknownVersion
from apps.surveys.models import Survey
from apps.surveys.services import change_draft, publish_survey
from apps.surveys.versions import compare_versions, restore_version
from tests.surveys.examples import published_relationship, relationship

pytestmark = pytest.mark.django_db


def twice(**extra: Any) -> Survey:
    """Published, changed and published again."""
    survey = published_relationship()
    return publish_again(survey, relationship(title={"en": "And now?", "it": "E adesso?"}, **extra))


def publish_again(survey: Survey, document: dict[str, Any]) -> Survey:
    change_draft(survey, document, actor=SYSTEM)
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def answered(answers: dict[str, Any], version: int) -> None:
    payload = {
        "survey": "relation",
        "submission_id": str(uuid.uuid4()),
        "answers": answers,
        "version": version,
    }
    outcome = record_response(parse_submission(payload), source="api")
    assert outcome.error is None


def test_an_old_version_becomes_the_draft_and_nothing_is_published(in_acme: Any) -> None:
    survey = twice()
    draft = restore_version(survey, 1, actor=SYSTEM)
    survey.refresh_from_db()
    assert survey.draft == survey.versions.get(number=1).document == draft.document
    assert survey.title == {"en": "How are we doing?", "it": "Come stiamo andando?"}
    assert survey.version is not None
    assert (survey.version.number, survey.versions.count()) == (2, 2)
    assert draft.undo is not None
    assert draft.undo.words == "Version 1 restored"


def test_restoring_is_one_change_that_can_be_undone(in_acme: Any) -> None:
    survey = twice()
    latest = copy.deepcopy(survey.draft)
    draft = restore_version(survey, 1, actor=SYSTEM)
    undo_draft(survey, revision=draft.revision, actor=SYSTEM)
    survey.refresh_from_db()
    assert survey.draft == latest


def test_restoring_what_the_draft_is_already_changes_nothing(in_acme: Any) -> None:
    survey = twice()
    assert restore_version(survey, 2, actor=SYSTEM).revision == survey.revision


def test_somebody_elses_change_is_not_overwritten(in_acme: Any) -> None:
    survey = twice()
    with pytest.raises(DraftConflict):
        restore_version(survey, 1, actor=SYSTEM, revision=survey.revision - 1)
    assert Survey.objects.get().draft["title"]["en"] == "And now?"


@pytest.mark.parametrize("number", [0, 3, "three", "9" * 30])
def test_a_version_that_is_not_there_is_not_found(in_acme: Any, number: Any) -> None:
    survey = twice()
    with pytest.raises(UnknownVersion):
        restore_version(survey, number, actor=SYSTEM)
    with pytest.raises(UnknownVersion):
        compare_versions(survey, 1, number)


def test_versions_and_the_draft_are_compared_in_words(in_acme: Any) -> None:
    survey = twice()
    told = ["The title of the survey changed (en, it)"]
    assert [change.words for change in compare_versions(survey, 1, 2)] == told
    assert [change.words for change in compare_versions(survey, 1, "draft")] == told
    assert compare_versions(survey, 2, "draft") == []


def test_kpis_join_versions_by_what_they_measure(in_acme: Any) -> None:
    """The questions move, are worded anew and get company: their trends go on. Another scale is another trend."""
    survey = published_relationship()
    answered({"recommend": 9, "counter": 5, "easy": 7}, version=1)
    document = relationship()
    recommend, why = document["pages"][0]["elements"]
    counter, easy = document["pages"][1]["elements"]
    recommend["title"] = {"en": "And would you recommend us?", "it": "E ci consiglierebbe?"}
    counter["points"] = 7
    document["pages"] = [
        {"name": "p2", "elements": [easy]},
        {"name": "p1", "elements": [recommend, why, counter]},
    ]
    publish_again(survey, document)
    answered({"recommend": 3, "counter": 7, "easy": 5}, version=2)
    assert sorted(Response.objects.values_list("version__number", flat=True)) == [1, 2]
    numbers = {
        (d.metric, d.scale_max): kpi_rows(d, Scope(), threshold=1)[0].kpi.n
        for d in MetricDefinition.objects.all()
    }
    assert numbers == {("nps", 10): 2, ("ces", 7): 2, ("csat", 5): 1, ("csat", 7): 1}
