"""A file becomes a draft and a report together; what was left out must be acknowledged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tenants.utils import tenant_context

from apps.accounts.actors import Actor
from apps.audit.models import Entry
from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.services import acknowledge_conversion, import_survey
from apps.surveys.errors import NotPublishable
from apps.surveys.models import Conversion, Survey
from apps.surveys.services import publish_survey
from apps.touchpoints.services import create_touchpoint
from tests.exchange.surveys.files import elements_of, one_page, sample

pytestmark = pytest.mark.django_db
LOCKED = {"type": "text", "name": "zip", "enableIf": "{a} = 1"}


def bring_in(document: Any, actor: Actor) -> Conversion:
    return import_survey(json.dumps(document).encode(), "visit.json", actor=actor)


def test_a_file_becomes_a_draft_with_its_report(in_acme: Any, analyst: Actor) -> None:
    conversion = import_survey(sample("visit.surveyjs.json"), "C:\\old\\visit.json", actor=analyst)
    survey = conversion.survey
    assert (survey.state, str(survey)) == ("draft", "Your visit")
    assert (conversion.format, conversion.file_name) == ("surveyjs", "visit.json")
    assert (conversion.made_by, conversion.acknowledged_at) == (analyst.label, None)
    assert conversion.report["counts"]["dropped_logic"] == 2
    assert len(conversion.report["elements"]) == conversion.report["counts"]["elements"]
    assert Entry.objects.filter(event="survey.imported", target=survey.code).count() == 1


def test_a_broken_file_leaves_nothing_behind(in_acme: Any, analyst: Actor) -> None:
    with pytest.raises(UnreadableSurvey):
        import_survey(b'{"pages": [', "visit.json", actor=analyst)
    assert not Survey.objects.exists()
    assert not Conversion.objects.exists()


def test_acknowledging_keeps_the_first_name(in_acme: Any, analyst: Actor) -> None:
    survey = bring_in(one_page(LOCKED), analyst).survey
    first = acknowledge_conversion(survey, actor=analyst)
    again = acknowledge_conversion(survey, actor=Actor("user", "9", "someone else"))
    assert (again.acknowledged_by, again.acknowledged_at) == (analyst.label, first.acknowledged_at)
    assert Entry.objects.filter(event="survey.conversion_acknowledged").count() == 1


def test_a_draft_is_published_only_once_what_was_left_out_is_known(in_acme: Any, analyst: Actor) -> None:
    survey = bring_in(one_page({**LOCKED, "title": "Your post code"}), analyst).survey
    with pytest.raises(NotPublishable):
        publish_survey(survey, actor=analyst)
    survey.refresh_from_db()
    assert survey.state == "draft"
    acknowledge_conversion(survey, actor=analyst)
    assert publish_survey(survey, actor=analyst).number == 1


def test_touchpoints_of_another_client_are_left_out(in_acme: Any, analyst: Actor) -> None:
    create_touchpoint(actor=analyst, code="till", name={"en": "Till"})
    scales = [
        {"type": "rating", "name": name, "rateMin": 0, "rateMax": 10, "touchpoint": code}
        for name, code in (("a", "till"), ("b", "elsewhere"))
    ]
    conversion = bring_in(one_page(*scales), analyst)
    elements = elements_of(conversion.survey.draft)
    assert (elements["a"].get("touchpoint"), elements["b"].get("touchpoint")) == ("till", None)
    assert [e["what"] for e in conversion.report["elements"] if e["note"] == "touchpoint"] == ["elsewhere"]


def test_150_questions_with_conditions_are_brought_in(in_acme: Any, analyst: Actor) -> None:
    kinds = ["text", "comment", "radiogroup", "checkbox", "rating"]
    elements = [
        {
            "type": kinds[i % 5],
            "name": f"q{i}",
            "title": {"default": f"Question {i}", "it": f"Domanda {i}"},
            "choices": ["a", "b", "c"],
            **({"visibleIf": f"{{q{i - 3}}} = 'a' or {{q{i - 1}}} notempty"} if i > 3 else {}),
        }
        for i in range(150)
    ]
    conversion = bring_in(one_page(*elements), analyst)
    assert len(elements_of(conversion.survey.draft)) == 150


def surveys(client: Any) -> list[Survey]:
    with tenant_context(client):
        return list(Survey.objects.all())


def upload(visitor: Any, data: bytes, name: str = "visit.json") -> Any:
    return visitor.post("/surveys/import/", {"file": SimpleUploadedFile(name, data)})


def test_the_page_takes_a_file_and_shows_what_became_of_it(analyst_of_acme: Any, acme: Any) -> None:
    answer = upload(analyst_of_acme, json.dumps(one_page(LOCKED)).encode())
    survey = surveys(acme)[0]
    assert (answer.status_code, answer.url) == (302, f"/surveys/{survey.uid}/conversion/")
    page = analyst_of_acme.get(answer.url).content.decode()
    assert "One rule of the file is left out" in page
    assert "I know what is left out" in page
    assert analyst_of_acme.post(answer.url + "acknowledge/").status_code == 302
    page = analyst_of_acme.get(answer.url).content.decode()
    assert "I know what is left out" not in page
    assert "knows what is left out" in page


def test_the_report_can_be_narrowed_to_logic(analyst_of_acme: Any, acme: Any) -> None:
    upload(analyst_of_acme, json.dumps(one_page(LOCKED)).encode())
    address = f"/surveys/{surveys(acme)[0].uid}/conversion/"
    assert "4 elements" in analyst_of_acme.get(address).content.decode()
    page = analyst_of_acme.get(address + "?fate=dropped&logic=on").content.decode()
    assert "1 element<" in page
    assert "cannot be shown locked" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"name,value\n1,2", "none of the formats"),
        (b'{"pages": [', "not valid JSON"),
        (b'{"pages": "\xff"}', "not in UTF-8"),
        (b'{"pages": []}', "cannot be read as a questionnaire"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_beside_the_field(
    analyst_of_acme: Any, acme: Any, data: bytes, words: str
) -> None:
    answer = upload(analyst_of_acme, data)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert surveys(acme) == []


def test_a_file_over_the_limit_is_cut_off(analyst_of_acme: Any, acme: Any) -> None:
    answer = upload(analyst_of_acme, b"{" + b" " * (8 * 1024**2) + b"}")
    assert answer.status_code == 400
    assert "larger than 8" in answer.content.decode()


def test_the_draft_is_downloaded_as_surveyjs(analyst_of_acme: Any, acme: Any) -> None:
    upload(analyst_of_acme, sample("visit.surveyjs.json"))
    survey = surveys(acme)[0]
    answer = analyst_of_acme.get(f"/surveys/{survey.uid}/export/surveyjs/")
    assert answer["Content-Disposition"] == f'attachment; filename="{survey.code}.surveyjs.json"'
    assert json.loads(answer.content)["title"] == {"default": "Your visit", "it": "La sua visita"}
    assert analyst_of_acme.get(f"/surveys/{survey.uid}/export/word/").status_code == 404
