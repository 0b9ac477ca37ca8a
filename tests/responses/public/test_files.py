"""Files sent with the answers: kept within limits, tied to their own submission, never lost between pages."""

from __future__ import annotations

import ipaddress
import random
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.responses.models import Upload
from apps.responses.public.tokens import read_token
from apps.responses.services import erase_response
from apps.responses.uploads.services import problems_with
from apps.surveys.models import Survey
from apps.surveys.services import close_survey
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Page, Respondent, read_page

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100
PDF = b"%PDF-1.7\n" + b"y" * 100
PHOTO: dict[str, Any] = {"type": "file", "name": "photo", "title": "A photo"}
PAPERS: dict[str, Any] = {"type": "file", "name": "papers", "most": 2, "accepts": [".pdf"], "maxSizeMB": 1}
WHY: dict[str, Any] = {"type": "text", "name": "why", "isRequired": True}
KEPT = Callable[[], list[Path]]


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> KEPT:
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": str(tmp_path / "uploads")}
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}
    settings.PAGE_MOST_FILES_A_MINUTE = 0
    return lambda: sorted(path for path in (tmp_path / "uploads").rglob("*") if path.is_file())


class Sender(Respondent):
    """Sends the page as a browser sends a form with files."""

    def attach(self, button: str = "go=next", answers: dict[str, Any] | None = None, **files: Any) -> Page:
        name, _, value = button.partition("=")
        filled = {key: found for key, found in self.page.fields.items() if not key.endswith(".file")}
        data = {**filled, **(answers or {}), name: value}
        for question, sent in files.items():
            listed = sent if isinstance(sent, list) else [sent]
            data[f"q-{question}.file"] = [SimpleUploadedFile(title, body) for title, body in listed]
        found = read_page(self.browser.post(self.path, data, HTTP_HOST=self.host))
        if found.fields:
            self.page = found
        return found


@pytest.fixture
def someone(publish: Publish) -> Sender:
    publish([PHOTO, PAPERS], [WHY])
    sender = Sender("acme", "ours")
    sender.open()
    return sender


def ids(page: Page, name: str) -> list[str]:
    return [value for value in page.fields.get(f"q-{name}", []) if value]


def errors(page: Page) -> list[str]:
    return re.findall(r'<p class="question__error"[^>]*><span[^>]*>[^<]*</span> ([^<]+)</p>', page.html)


def test_only_a_page_with_files_is_sent_in_parts(publish: Publish) -> None:
    publish([WHY], [PHOTO])
    someone = Sender("acme", "ours").open()
    assert "multipart" not in someone.page.html
    assert 'enctype="multipart/form-data"' in someone.send({"q-why": "x"}).html


def test_a_file_is_kept_and_stored_with_the_response(
    someone: Sender, stored: Stored, kept: KEPT, acme: Any
) -> None:
    someone.attach(photo=("My photo.PNG", PNG), papers=[("a.pdf", PDF), ("b.pdf", PDF + b"2")])
    assert someone.send({"q-why": "x"}).status == 303
    [response] = stored()
    with tenant_context(acme):
        uploads = {str(upload.pk): upload for upload in Upload.objects.all()}
    assert set(response.answers["papers"] + response.answers["photo"]) == set(uploads)
    photo = uploads[response.answers["photo"][0]]
    assert (photo.name, photo.size, photo.content_type, photo.question) == (
        "My photo.PNG",
        len(PNG),
        "image/png",
        "photo",
    )
    assert photo.submission_id == response.submission_id
    assert {path.name: path.read_bytes() for path in kept()}[str(photo.pk)] == PNG
    assert {path.parent.relative_to(path.parents[2]).as_posix() for path in kept()} == {
        f"{acme.schema_name}/responses"
    }


def test_files_stay_while_one_goes_back_and_forth(someone: Sender, stored: Stored) -> None:
    someone.attach(photo=("a.png", PNG))
    assert len(ids(someone.page, "photo")) == 1
    page = someone.send(button="go=back")
    assert "a.png" in page.html
    [first] = ids(page, "photo")
    someone.attach()
    someone.send({"q-why": "x"})
    assert stored()[0].answers["photo"] == [first]


def test_a_fault_elsewhere_does_not_cost_the_file(publish: Publish, stored: Stored) -> None:
    publish([PHOTO, WHY])
    someone = Sender("acme", "ours")
    someone.open()
    page = someone.attach(photo=("a.png", PNG))
    assert page.status == 400
    assert len(ids(page, "photo")) == 1
    assert someone.attach(answers={"q-why": "x"}).status == 303
    assert len(stored()[0].answers["photo"]) == 1


def test_an_unticked_file_is_not_sent(someone: Sender, stored: Stored) -> None:
    someone.attach(papers=[("a.pdf", PDF), ("b.pdf", PDF + b"2")])
    page = someone.send(button="go=back")
    _first, second = ids(page, "papers")
    someone.attach(answers={"q-papers": [second]})
    someone.send({"q-why": "x"})
    assert stored()[0].answers["papers"] == [second]


def test_another_photo_takes_the_place_of_the_first(someone: Sender) -> None:
    someone.attach(photo=("a.png", PNG))
    page = someone.send(button="go=back")
    before = ids(page, "photo")
    someone.attach(photo=("b.png", PNG + b"2"))
    page = someone.send(button="go=back")
    assert len(ids(page, "photo")) == 1
    assert ids(page, "photo") != before


def test_the_same_file_sent_twice_is_kept_once(someone: Sender, kept: KEPT) -> None:
    someone.attach(papers=("a.pdf", PDF))
    someone.send(button="go=back")
    page = someone.attach(papers=("a.pdf", PDF))
    assert len(ids(page, "papers")) == 1
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("question", "name", "body", "words"),
    [
        ("photo", "a.exe", b"MZ", "is not one of these"),
        ("photo", "a.html", b"<script>", "is not one of these"),
        ("photo", "a.svg", b"<svg/>", "is not one of these"),
        ("photo", "a.png", b"<script>alert(1)</script>", "is not one of these"),
        ("photo", "a.png.exe", PNG, "is not one of these"),
        ("photo", "png", PNG, "is not one of these"),
        ("photo", "a.jpg", PNG, "is not one of these"),
        ("papers", "a.png", PNG, "is not one of these"),
        ("photo", "a.png", b"", "is empty"),
        ("papers", "a.pdf", PDF + b"z" * 1024 * 1024, "at most 1 MB"),
    ],
)
def test_a_file_that_is_not_asked_for_is_refused_and_not_kept(
    someone: Sender, kept: KEPT, stored: Stored, question: str, name: str, body: bytes, words: str
) -> None:
    page = someone.attach(**{question: (name, body)})
    assert page.status == 400
    assert words in errors(page)[0]
    assert f'<a href="#q-{question}">' in page.html
    assert kept() == []
    assert stored() == []


def test_too_many_files_are_refused(someone: Sender, kept: KEPT) -> None:
    page = someone.attach(papers=[(f"{i}.pdf", PDF + bytes([i])) for i in range(3)])
    assert page.status == 400
    assert errors(page) == ["Send at most 2 files."]
    assert len(ids(page, "papers")) == 2


@pytest.mark.parametrize(
    "named", [str(uuid.uuid4()), "x", "\x00", "../../etc/passwd", "x" * 5000, ["a", "b", "c"], "{}"]
)
def test_a_file_nobody_sent_is_refused(someone: Sender, stored: Stored, named: Any) -> None:
    page = someone.send({"q-photo": named})
    assert page.status == 400
    assert '<a href="#q-photo">' in page.html
    assert ids(page, "photo") == []
    assert stored() == []


def test_the_file_of_another_submission_is_refused(someone: Sender, stored: Stored) -> None:
    someone.attach(photo=("a.png", PNG))
    foreign = ids(someone.page, "photo")
    other = Sender("acme", "ours")
    other.open()
    assert other.send({"q-photo": foreign}).status == 400
    assert stored() == []


def test_the_file_of_another_question_is_refused(someone: Sender) -> None:
    someone.attach(papers=("a.pdf", PDF))
    found = ids(someone.page, "papers")
    someone.send(button="go=back")
    assert someone.send({"q-photo": found}).status == 400


def test_a_foreign_file_on_an_earlier_page_leads_back_there(someone: Sender, stored: Stored) -> None:
    someone.attach()
    page = someone.send({"q-why": "x", "q-photo": str(uuid.uuid4())})
    assert page.status == 400
    assert page.shown == ["photo", "papers"]
    assert stored() == []


def test_the_file_of_another_client_is_refused(someone: Sender, acme: Any, globex: Any) -> None:
    """Even with the submission id it was sent under: it lies in another client's table."""
    someone.attach(photo=("a.png", PNG))
    [foreign] = ids(someone.page, "photo")
    token = read_token(acme.schema_name, "ours", someone.page.fields["token"][0])
    assert token is not None
    with tenant_context(globex):
        assert [p.code for p in problems_with({"photo": [foreign]}, token.submission_id)] == [
            "unknown_upload"
        ]
    with tenant_context(acme):
        assert problems_with({"photo": [foreign]}, token.submission_id) == []


def test_a_survey_without_files_takes_no_large_form(publish: Publish, stored: Stored) -> None:
    publish([WHY])
    someone = Sender("acme", "ours")
    someone.open()
    page = someone.attach(answers={"q-why": "x"}, photo=("a.png", PNG + b"z" * 2 * 1024 * 1024))
    assert page.status == 413
    assert stored() == []


def test_more_than_all_files_together_may_be_is_not_read(publish: Publish, stored: Stored) -> None:
    publish([PAPERS])
    someone = Sender("acme", "ours")
    someone.open()
    page = someone.attach(papers=("a.pdf", PDF + b"z" * 5 * 1024 * 1024))
    assert page.status == 413
    assert "at most 2 MB" in page.html


def test_who_sends_too_many_files_is_asked_to_wait(someone: Sender, settings: Any, kept: KEPT) -> None:
    settings.PAGE_MOST_FILES_A_MINUTE = 1
    someone.browser.defaults["REMOTE_ADDR"] = str(
        ipaddress.IPv4Address(random.getrandbits(32))
    )  # counted anew
    page = someone.attach(papers=[("a.pdf", PDF), ("b.pdf", PDF + b"2")])
    assert page.status == 400
    assert errors(page) == ["Too many files are arriving. Please send yours again in a minute."]
    assert len(ids(page, "papers")) == 1
    assert len(kept()) == 1


def test_files_waiting_for_their_answers_fill_no_disk(someone: Sender, settings: Any, kept: KEPT) -> None:
    settings.UPLOADS_MOST_WAITING_BYTES = len(PNG) + 10
    someone.attach(photo=("a.png", PNG))
    assert someone.send(button="go=back").status == 200
    assert someone.attach(papers=("a.pdf", PDF)).status == 400
    assert len(kept()) == 1


def test_a_name_is_only_a_name(someone: Sender, acme: Any, kept: KEPT) -> None:
    someone.attach(photo=("..\\..\\<b>\u202egnp.png", PNG))
    with tenant_context(acme):
        assert Upload.objects.get().name == "<b>gnp.png"
    assert "&lt;b&gt;gnp.png" in someone.send(button="go=back").html
    assert len(kept()) == 1


def test_a_required_file_must_be_sent(publish: Publish) -> None:
    publish([{**PHOTO, "isRequired": True}])
    someone = Sender("acme", "ours")
    someone.open()
    assert errors(someone.attach()) == ["Please answer this question."]


def test_a_damaged_body_of_parts_is_refused(someone: Sender, stored: Stored) -> None:
    kind = "multipart/form-data; boundary=x"
    part = b'--x\r\nContent-Disposition: form-data; name="q-photo.file"; filename="a.png"\r\n\r\n' + PNG
    for body in (part, part + b"\r\n--x", b"--x\r\n" + b"a" * 100_000, b"--x--"):
        assert someone.post_body(body, kind).status in (303, 400)
    assert stored() == []


def test_a_signature_is_drawn_or_typed(publish: Publish, stored: Stored) -> None:
    publish([{"type": "signature", "name": "sign", "isRequired": True}])
    typing, drawing = Sender("acme", "ours"), Sender("acme", "ours")
    typing.open()
    assert typing.attach().status == 400
    assert typing.attach(answers={"q-sign": " Ada Rossi "}).status == 303
    drawing.open()
    assert drawing.attach(sign=("signature.png", PNG), answers={"q-sign": "Ada"}).status == 303
    typed, drawn = stored()
    assert typed.answers == {"sign": {"typed": "Ada Rossi"}}
    assert list(drawn.answers["sign"]) == ["upload"]
    assert Sender("acme", "ours").open().send({"q-sign.upload": str(uuid.uuid4())}).status == 400


def test_a_file_that_waited_a_day_must_be_sent_again(someone: Sender, stored: Stored, acme: Any) -> None:
    """Before it is removed, so that none is removed while its answers are being stored."""
    someone.attach(photo=("a.png", PNG))
    with tenant_context(acme):
        Upload.objects.update(sent_at=timezone.now() - timedelta(hours=23, minutes=1))
    page = someone.send({"q-why": "x"})
    assert page.status == 400
    assert errors(page) == ["A file is not there any more. Please send it again."]
    someone.attach(photo=("a.png", PNG))
    assert someone.send({"q-why": "x"}).status == 303
    assert len(stored()[0].answers["photo"]) == 1


def test_the_same_answers_sent_again_days_later_are_thanked_for(
    someone: Sender, stored: Stored, acme: Any
) -> None:
    someone.attach(photo=("a.png", PNG))
    fields = {**someone.page.fields, "q-why": ["x"], "go": ["next"]}
    assert someone.post(fields).status == 303
    with tenant_context(acme):
        Upload.objects.update(sent_at=timezone.now() - timedelta(days=3))
    assert someone.post(fields).status == 303
    assert len(stored()) == 1


def test_a_closed_survey_keeps_no_files(someone: Sender, kept: KEPT, stored: Stored, acme: Any) -> None:
    with tenant_context(acme):
        close_survey(Survey.objects.get(code="ours"), actor=SYSTEM)
    someone.attach(photo=("a.png", PNG))
    assert kept() == []
    assert someone.send({"q-why": "x"}).status == 410
    assert stored() == []


@pytest.mark.parametrize("is_erased", [False, True])
def test_a_submission_that_is_stored_takes_no_more_files(
    someone: Sender, kept: KEPT, stored: Stored, acme: Any, *, is_erased: bool
) -> None:
    first = dict(someone.page.fields)
    someone.attach(photo=("a.png", PNG))
    assert someone.send({"q-why": "x"}).status == 303
    if is_erased:
        with tenant_context(acme):
            erase_response(stored()[0], actor=SYSTEM)
    here = len(kept())
    someone.page.fields = first
    again = someone.attach(photo=("b.png", PNG + b"2"))
    assert (again.status, "stored already" in again.html) == (409, True)
    assert len(kept()) == here
