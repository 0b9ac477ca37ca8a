from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tenants.utils import tenant_context

from apps.surveys.drafts import edit_draft
from apps.surveys.models import BankQuestion, Survey
from apps.surveys.questionnaire import load
from apps.surveys.translations import translation_of
from tests.portal.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(survey: Survey) -> str:
    return f"/surveys/{survey.uid}/translations/"


def text_of(acme: Any, key: str, language: str) -> str:
    with tenant_context(acme):
        found = {line.unit.key: line.text for line in translation_of(Survey.objects.get(), language).lines}
    return found[key]


def test_the_languages_are_listed_with_what_is_missing(pages: str, viewer: Any) -> None:
    page = words(viewer.get(pages))
    assert "Languages of this survey" in page
    assert "It is written in English" in page
    assert "Bring back a translation" not in page


def test_a_code_leads_to_its_page_and_nonsense_back(pages: str, analyst_of_acme: Any) -> None:
    assert analyst_of_acme.get(f"{pages}begin/?language=it&other=ar").url == f"{pages}ar/"
    assert analyst_of_acme.get(f"{pages}begin/?other=..").url == pages


def test_texts_are_saved_and_what_is_not_shown_stays(pages: str, analyst_of_acme: Any, in_acme: Any) -> None:
    page = analyst_of_acme.get(f"{pages}ar/").content.decode()
    assert 'dir="rtl"' in page
    assert 'name="text recommend/title"' in page
    answer = analyst_of_acme.post(
        f"{pages}ar/", {"revision": "0", "text recommend/title": " \u0647\u0644\r\n\u061f "}
    )
    assert answer.status_code == 302
    assert text_of(in_acme, "recommend/title", "ar") == "\u0647\u0644\n\u061f"
    assert "\u0647\u0644" in analyst_of_acme.get(f"{pages}ar/").content.decode()
    left = analyst_of_acme.get(f"{pages}ar/?state=open").content.decode()
    assert "recommend/title" not in left


def test_what_somebody_else_changed_is_not_overwritten_and_what_was_typed_is_kept(
    pages: str, analyst_of_acme: Any, in_acme: Any
) -> None:
    with tenant_context(in_acme):
        edit_draft(Survey.objects.get(), {"op": "add_page", "after": None}, revision=None, actor=None)
    answer = analyst_of_acme.post(
        f"{pages}de/", {"revision": "0", "text recommend/title": "Empfehlen Sie uns?"}
    )
    assert answer.status_code == 409
    assert "Empfehlen Sie uns?" in answer.content.decode()
    assert text_of(in_acme, "recommend/title", "de") == ""


def test_a_text_that_is_too_long_is_refused_and_kept(pages: str, analyst_of_acme: Any, in_acme: Any) -> None:
    answer = analyst_of_acme.post(f"{pages}de/", {"revision": "0", "text title": "x" * 5000})
    assert answer.status_code in (400, 422)
    assert "x" * 5000 in answer.content.decode()
    assert text_of(in_acme, "title", "de") == ""


@pytest.mark.parametrize(("name", "kind"), [("csv", "text/csv"), ("xliff", "application/xliff+xml")])
def test_a_file_goes_out_and_comes_back(
    pages: str, analyst_of_acme: Any, in_acme: Any, name: str, kind: str
) -> None:
    sent = analyst_of_acme.get(f"{pages}fr/texts.{name}")
    assert sent.headers["Content-Type"].startswith(kind)
    body = sent.getvalue() if name == "csv" else sent.content
    changed = body.decode().replace(
        "Would you recommend us?,", "Would you recommend us?,Nous recommandez-vous ?"
    )
    if name == "xliff":
        whole, key = changed.partition('id="recommend/title"'), 'state="needs-translation" />'
        changed = whole[0] + whole[1] + whole[2].replace(key, ">Nous recommandez-vous ?</target>", 1)
    answer = analyst_of_acme.post(
        f"{pages}import/", {"file": SimpleUploadedFile(f"x.{name}", changed.encode())}
    )
    assert answer.url == f"{pages}fr/"
    assert text_of(in_acme, "recommend/title", "fr") == "Nous recommandez-vous ?"
    with tenant_context(in_acme):
        assert "fr" in load(Survey.objects.get().draft).languages


def test_a_file_that_is_none_says_so(pages: str, analyst_of_acme: Any) -> None:
    answer = analyst_of_acme.post(f"{pages}import/", {"file": SimpleUploadedFile("x.csv", b"\xff\xfe\xff")})
    assert answer.url == pages
    assert "UTF-8" in words(analyst_of_acme.get(pages))
    analyst_of_acme.post(f"{pages}import/", {})
    assert "Choose a file first." in words(analyst_of_acme.get(pages))


def test_the_own_language_is_changed_in_the_builder(pages: str, analyst_of_acme: Any) -> None:
    answer = analyst_of_acme.get(f"{pages}en/")
    assert answer.status_code == 400


def test_questions_of_a_survey_are_kept_and_removed(
    survey: Survey, analyst_of_acme: Any, in_acme: Any
) -> None:
    assert "Nothing kept yet" in words(analyst_of_acme.get("/surveys/bank/"))
    answer = analyst_of_acme.post(f"/surveys/{survey.uid}/bank/", {"question": ["recommend", "nothing"]})
    assert answer.url == "/surveys/bank/"
    page = words(analyst_of_acme.get("/surveys/bank/?q=recommend"))
    assert "1 question" in page
    with tenant_context(in_acme):
        kept = BankQuestion.objects.get()
    analyst_of_acme.post(f"/surveys/bank/{kept.uid}/remove/")
    assert "Nothing kept yet" in words(analyst_of_acme.get("/surveys/bank/"))


def test_nothing_chosen_keeps_nothing(survey: Survey, analyst_of_acme: Any, in_acme: Any) -> None:
    assert analyst_of_acme.post(f"/surveys/{survey.uid}/bank/", {}).url == f"/surveys/{survey.uid}/bank/"
    with tenant_context(in_acme):
        assert not BankQuestion.objects.exists()


def test_a_file_larger_than_all_texts_can_be_is_cut_off_and_not_read(
    pages: str, analyst_of_acme: Any, acme: Any
) -> None:
    table = b"key,it\ntitle,Anders\n" + b"x" * (4 * 1024**2)
    sent = {"file": SimpleUploadedFile("x.csv", table)}
    answer = analyst_of_acme.browser.post(f"{pages}import/", sent, HTTP_HOST="acme.localhost", follow=True)
    assert "The file is larger than 4 MB." in words(answer)
    assert text_of(acme, "title", "it") != "Anders"


def test_a_file_with_texts_needs_the_token_of_its_form(pages: str, analyst_of_acme: Any, acme: Any) -> None:
    analyst_of_acme.browser.handler.enforce_csrf_checks = True
    sent = {"file": SimpleUploadedFile("x.csv", b"key,it\ntitle,Anders\n")}
    assert analyst_of_acme.post(f"{pages}import/", sent).status_code == 403
    assert text_of(acme, "title", "it") != "Anders"


def test_a_search_may_hold_anything(survey: Survey, viewer: Any) -> None:
    assert viewer.get("/surveys/bank/?q=%00").status_code == 200
