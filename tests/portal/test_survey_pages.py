from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.services import change_draft
from apps.surveys.templates_library import ORDER
from apps.touchpoints.services import create_touchpoint
from tests.portal.answers import recommended
from tests.portal.reading import words
from tests.surveys.examples import relationship

pytestmark = pytest.mark.django_db


def test_an_empty_list_tells_the_next_step_to_who_can_take_it(viewer: Any, analyst_of_acme: Any) -> None:
    assert "Start from a template" in words(analyst_of_acme.get("/surveys/"))
    assert "Start from a template" not in words(viewer.get("/surveys/"))


def test_the_templates_are_offered_in_the_readers_language(analyst_of_acme: Any) -> None:
    assert words(analyst_of_acme.get("/surveys/new/")).count("Use this template") == len(ORDER)
    italian = words(analyst_of_acme.get("/surveys/new/", headers={"accept-language": "it"}))
    assert "Dopo un contatto con l\N{RIGHT SINGLE QUOTATION MARK}assistenza" in italian


def test_a_draft_from_a_template_asks_about_the_chosen_touchpoints(
    analyst_of_acme: Any, in_acme: Any
) -> None:
    with tenant_context(in_acme):
        create_touchpoint(actor=SYSTEM, code="call", name={"en": "Call centre"})
    answer = analyst_of_acme.post("/surveys/new/contact_csat_ces/", {"slot_contact": "call"})
    assert answer.status_code == 302
    with tenant_context(in_acme):
        survey = Survey.objects.get()
        assert survey.state == "draft"
        asked = [e for p in survey.draft["pages"] for e in p["elements"] if e.get("touchpoint") == "call"]
        assert [e["name"] for e in asked] == ["satisfaction", "effort"]
    text = words(analyst_of_acme.get(answer.url))
    assert "counts for Call centre" in text
    assert "It is a draft" in text


def test_an_unknown_touchpoint_or_template_makes_no_draft(analyst_of_acme: Any, acme: Any) -> None:
    answer = analyst_of_acme.post("/surveys/new/contact_csat_ces/", {"slot_contact": "nowhere"})
    assert answer.status_code == 200
    assert analyst_of_acme.get("/surveys/new/horoscope/").status_code == 404
    with tenant_context(acme):
        assert not Survey.objects.exists()


def test_publishing_gives_an_address_and_a_qr_code(analyst_of_acme: Any, acme: Any) -> None:
    made = analyst_of_acme.post("/surveys/new/relationship_nps/", {})
    assert made.status_code == 302
    assert analyst_of_acme.post(made.url + "publish/").status_code == 302
    answer = analyst_of_acme.get(made.url)
    with tenant_context(acme):
        survey = Survey.objects.get()
        assert (survey.state, survey.version.number) == ("published", 1)
    link = f"acme.localhost:8000/s/{survey.code}/"
    assert link in answer.content.decode()
    assert "<svg" in answer.context["qr"]
    file = analyst_of_acme.get(made.url + "qr.svg")
    assert file["Content-Type"] == "image/svg+xml"
    assert file["Content-Disposition"] == f'attachment; filename="{survey.code}.svg"'
    assert file.content.startswith(b"<?xml")


def test_closing_and_opening_again(survey: Survey, analyst_of_acme: Any, acme: Any) -> None:
    path = f"/surveys/{survey.uid}/"
    analyst_of_acme.post(path + "close/")
    with tenant_context(acme):
        survey.refresh_from_db()
        assert survey.state == "closed"
    assert "Open again" in words(analyst_of_acme.get(path))
    analyst_of_acme.post(path + "publish/")
    with tenant_context(acme):
        survey.refresh_from_db()
        assert (survey.state, survey.version.number) == ("published", 1)


def test_the_times_are_the_clients_own(survey: Survey, analyst_of_acme: Any, acme: Any) -> None:
    path = f"/surveys/{survey.uid}/"
    times = {"opens_at": "2026-07-01T09:00", "closes_at": "2026-07-31T18:30"}
    assert analyst_of_acme.post(path + "schedule/", times).status_code == 302
    with tenant_context(acme):
        survey.refresh_from_db()
    rome = datetime.timezone(datetime.timedelta(hours=2))
    assert survey.opens_at == datetime.datetime(2026, 7, 1, 9, tzinfo=rome)
    assert survey.closes_at == datetime.datetime(2026, 7, 31, 18, 30, tzinfo=rome)
    assert 'value="2026-07-01T09:00"' in analyst_of_acme.get(path).content.decode()


def test_a_survey_cannot_close_before_it_opens(survey: Survey, analyst_of_acme: Any, acme: Any) -> None:
    times = {"opens_at": "2026-07-31T18:30", "closes_at": "2026-07-01T09:00"}
    answer = analyst_of_acme.post(f"/surveys/{survey.uid}/schedule/", times)
    assert "It would close before it opens." in words(answer)
    with tenant_context(acme):
        survey.refresh_from_db()
        assert survey.opens_at is None


def test_a_changed_draft_is_announced_and_published_as_the_next_version(
    survey: Survey, analyst_of_acme: Any, acme: Any
) -> None:
    path = f"/surveys/{survey.uid}/"
    assert "Publish the changes" not in words(analyst_of_acme.get(path))
    with tenant_context(acme):
        change_draft(survey, relationship(title={"en": "How are we doing now?"}), actor=SYSTEM)
    assert "Publish the changes" in words(analyst_of_acme.get(path))
    analyst_of_acme.post(path + "publish/")
    assert "Version 2 by ben@example.com, 0 answers" in words(analyst_of_acme.get(path))


def test_the_questionnaire_is_read_out_in_words(survey: Survey, viewer: Any) -> None:
    text = words(viewer.get(f"/surveys/{survey.uid}/"))
    assert "Would you recommend us? Recommendation, 0 to 10 · required" in text
    assert "Only if “Would you recommend us?” ≤ 6" in text
    assert "How was the counter? Satisfaction · counts for Counter" in text


def test_the_list_counts_answers_and_says_when_the_last_came(survey: Survey, viewer: Any, acme: Any) -> None:
    recommended(3, 0, 0, days=4)
    recommended(1, 0, 0, days=2)
    recommended(0, 0, 5, days=1, test=True)
    [line] = viewer.get("/surveys/").context["lines"]
    assert (line.answers, line.state) == (4, "takes answers")
    assert (timezone.now() - line.last_at).days in {1, 2}
    assert viewer.get("/surveys/?q=ANDANDO").context["lines"] == [line]
    assert viewer.get("/surveys/?q=nothing").context["lines"] == []
    assert viewer.get("/surveys/?show=draft").context["lines"] == []


@pytest.mark.parametrize("act", ["publish", "close", "schedule"])
def test_a_viewer_changes_nothing(survey: Survey, viewer: Any, acme: Any, act: str) -> None:
    with tenant_context(acme):
        before = Survey.objects.values().get()
    times = {"opens_at": "2026-07-01T09:00"}
    assert viewer.post(f"/surveys/{survey.uid}/{act}/", times).status_code == 403
    assert viewer.post("/surveys/new/relationship_nps/").status_code == 403
    with tenant_context(acme):
        assert Survey.objects.values().get() == before
    assert "Close" not in words(viewer.get(f"/surveys/{survey.uid}/"))


def test_another_clients_survey_is_not_found(survey: Survey, analyst_of_globex: Any) -> None:
    path = f"/surveys/{survey.uid}/"
    assert analyst_of_globex.get(path).status_code == 404
    assert analyst_of_globex.get(path + "qr.svg").status_code == 404
    for act in ("publish", "close", "schedule"):
        assert analyst_of_globex.post(path + act + "/").status_code == 404
