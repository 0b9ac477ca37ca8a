"""Versions in the portal: who published what when, what changed, and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.services import change_draft, publish_survey
from tests.portal.answers import give, recommended
from tests.portal.reading import words
from tests.surveys.examples import relationship

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(survey: Survey, acme: Any) -> Survey:
    """Two answers to the first version, one to the second, which asks on a scale of seven."""
    recommended(2, 0, 0, days=3)
    document = relationship(title={"en": "And now?", "it": "E adesso?"})
    document["pages"][1]["elements"][0]["points"] = 7
    with tenant_context(acme):
        change_draft(survey, document, actor=SYSTEM)
        publish_survey(survey, actor=SYSTEM)
    give([{"recommend": 9}], days=1)
    return survey


def change(survey: Survey, acme: Any, document: dict[str, Any]) -> None:
    with tenant_context(acme):
        Survey.objects.filter(pk=survey.pk).update(draft=document)


def test_every_version_is_listed_with_its_answers(twice: Survey, viewer: Any) -> None:
    answer = viewer.get(f"/surveys/{twice.uid}/versions/")
    lines = answer.context["lines"]
    assert [(line.version.number, line.answers, line.is_published) for line in lines] == [
        (2, 1, True),
        (1, 2, False),
    ]
    assert "Restore" not in words(answer)


def test_a_survey_that_was_never_published_says_so(acme: Any, analyst_of_acme: Any) -> None:
    made = analyst_of_acme.post("/surveys/new/relationship_nps/", {})
    assert "Not published yet" in words(analyst_of_acme.get(made.url + "versions/"))


def test_two_versions_are_compared_older_first_whichever_is_asked_first(twice: Survey, viewer: Any) -> None:
    for path in ("versions/1/compare/?other=2", "versions/2/compare/?other=1"):
        text = words(viewer.get(f"/surveys/{twice.uid}/{path}"))
        assert "From version 1 to version 2" in text
        assert "Scale of “How was the counter?” changed from 5 to 7 points: its trend starts anew" in text
        assert "The title of the survey changed (en, it)" in text


def test_a_version_is_compared_with_the_draft_unless_told_otherwise(twice: Survey, viewer: Any) -> None:
    text = words(viewer.get(f"/surveys/{twice.uid}/versions/2/compare/"))
    assert "From version 2 to the draft" in text
    assert "Nothing: both ask the same." in text


def test_changes_of_the_draft_lead_to_their_place_for_who_may_edit(
    twice: Survey, viewer: Any, analyst_of_acme: Any
) -> None:
    path, place = f"/surveys/{twice.uid}/versions/1/compare/", f"/surveys/{twice.uid}/builder/?select=counter"
    assert place in analyst_of_acme.get(path).content.decode()
    assert place not in viewer.get(path).content.decode()


def test_an_old_version_is_restored_as_the_draft(twice: Survey, analyst_of_acme: Any, acme: Any) -> None:
    answer = analyst_of_acme.post(f"/surveys/{twice.uid}/versions/1/restore/")
    assert (answer.status_code, answer.url) == (302, f"/surveys/{twice.uid}/builder/")
    with tenant_context(acme):
        survey = Survey.objects.get()
        assert survey.draft == survey.versions.get(number=1).document
        assert Survey.objects.values_list("version__number", flat=True).get() == 2


def test_a_viewer_restores_nothing(twice: Survey, viewer: Any, acme: Any) -> None:
    assert viewer.post(f"/surveys/{twice.uid}/versions/1/restore/").status_code == 403
    with tenant_context(acme):
        assert Survey.objects.get().draft["title"]["en"] == "And now?"


def test_an_unknown_version_and_another_clients_are_not_found(
    twice: Survey, analyst_of_acme: Any, analyst_of_globex: Any
) -> None:
    path = f"/surveys/{twice.uid}/versions/"
    assert analyst_of_acme.get(path + "9/compare/").status_code == 404
    assert analyst_of_globex.get(path).status_code == 404
    assert analyst_of_globex.get(path + "1/compare/").status_code == 404
    assert analyst_of_globex.post(path + "1/restore/").status_code == 404


def test_publishing_a_draft_with_errors_leads_to_where_they_are(
    survey: Survey, analyst_of_acme: Any, acme: Any
) -> None:
    document = relationship()
    document["pages"][0]["elements"][1]["visibleIf"] = {"question": "recommend", "op": ">", "value": 10}
    change(survey, acme, document)
    path = f"/surveys/{survey.uid}/"
    answer = analyst_of_acme.post(path + "publish/")
    assert (answer.status_code, answer.url) == (302, path + "builder/publish/")
    shown = analyst_of_acme.get(answer.url)
    assert "The draft has 1 error. Nothing was published." in words(shown)
    assert "This condition can never be true." in words(shown)
    assert f"{path}builder/?select=why" in shown.content.decode()
    with tenant_context(acme):
        assert Survey.objects.values_list("version__number", flat=True).get() == 1


def test_what_breaks_a_trend_is_said_before_publishing(
    survey: Survey, analyst_of_acme: Any, acme: Any
) -> None:
    document = relationship()
    document["pages"][1]["elements"][0]["points"] = 7
    document["title"]["en"] = "And now?"
    change(survey, acme, document)
    text = words(analyst_of_acme.get(f"/surveys/{survey.uid}/builder/publish/"))
    assert "Scale of “How was the counter?” changed from 5 to 7 points: its trend starts anew" in text
    assert "The title of the survey changed (en)" in text


def test_a_draft_with_broken_references_can_still_be_read(
    survey: Survey, analyst_of_acme: Any, acme: Any
) -> None:
    document = relationship()
    del document["pages"][0]["elements"][0]
    change(survey, acme, document)
    assert analyst_of_acme.get(f"/surveys/{survey.uid}/").status_code == 200
