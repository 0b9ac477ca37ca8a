"""Files of respondents: only for members of their client, to be saved, gone once the response is erased."""

from __future__ import annotations

import os
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response, Upload
from apps.responses.services import erase_response, record_response, restore_response
from apps.responses.submissions import parse_submission
from apps.responses.uploads.clearing import clear_uploads
from apps.responses.uploads.services import keep_file
from apps.surveys.questionnaire.file_kinds import KINDS
from tests import people
from tests.people import visit
from tests.surveys.examples import publish_document

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"
ELEMENTS: list[dict[str, Any]] = [
    {"type": "file", "name": "photo", "most": 2},
    {"type": "signature", "name": "sign"},
]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": str(tmp_path)}
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}
    return tmp_path


def sent(survey: Any, submission_id: uuid.UUID, name: str = "naïve photo.png", body: bytes = PNG) -> Upload:
    file = SimpleUploadedFile(name, body)
    place = {"version_id": survey.version_id, "question": "photo", "submission_id": submission_id}
    return keep_file(file, KINDS[".png"], **place)


def left_out(photo: Upload) -> Upload:
    """A file sent from the same page, for which another one was chosen before the answers were stored."""
    upload = sent(photo.version.survey, uuid.uuid4(), body=PNG + b"3")
    upload.submission_id = photo.submission_id
    upload.save(update_fields=["submission_id"])
    return upload


def answered(survey: Any, submission_id: uuid.UUID, ids: list[str], source: str = "page") -> Response:
    payload = {
        "survey": survey.code,
        "submission_id": str(submission_id),
        "answers": {"photo": ids, "sign": {"typed": "Ada"}},
    }
    outcome = record_response(parse_submission(payload), source=source)
    assert outcome.response is not None
    return outcome.response


@pytest.fixture
def photo(acme: Any) -> Upload:
    with tenant_context(acme):
        survey, submission_id = publish_document(ELEMENTS, "photos"), uuid.uuid4()
        upload = sent(survey, submission_id)
        answered(survey, submission_id, [str(upload.pk)])
        return upload


def address(upload: Upload) -> str:
    return reverse("response_file", args=[upload.pk])


def read(visitor: Any, upload: Upload) -> Any:
    return visitor.get(address(upload))


def test_a_viewer_saves_the_file_and_no_browser_shows_it(photo: Upload) -> None:
    found = read(visit("acme", people.CLEO), photo)
    assert found.status_code == 200
    assert b"".join(found.streaming_content) == PNG
    assert found["Content-Disposition"] == "attachment; filename*=utf-8''na%C3%AFve%20photo.png"
    assert found["Content-Type"] == "image/png"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_stranger_and_another_client_do_not_get_it(photo: Upload) -> None:
    assert read(visit("acme", None), photo).status_code == 302
    assert read(visit("globex", people.DAN), photo).status_code == 404


def test_a_file_no_response_names_is_not_there(photo: Upload, acme: Any) -> None:
    with tenant_context(acme):
        waiting = sent(photo.version.survey, uuid.uuid4(), body=PNG + b"2")
        beside = left_out(photo)
    visitor = visit("acme", people.CLEO)
    assert [read(visitor, one).status_code for one in (waiting, beside)] == [404, 404]


def test_the_page_of_the_response_leads_to_it(photo: Upload, acme: Any) -> None:
    with tenant_context(acme):
        response = Response.objects.get()
    html = visit("acme", people.CLEO).get(reverse("response", args=[response.pk])).content.decode()
    assert f'href="{address(photo)}"' in html
    assert "naïve photo.png" in html


def test_erasing_a_response_deletes_its_files_for_good(
    photo: Upload, acme: Any, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with tenant_context(acme):
        response = Response.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            erase_response(response, actor=SYSTEM)
        assert [path for path in folder.rglob("*") if path.is_file()] == []
        restore_response(response, actor=SYSTEM)
    visitor = visit("acme", people.CLEO)
    assert read(visitor, photo).status_code == 404
    html = visitor.get(reverse("response", args=[response.pk])).content.decode()
    assert "a file, deleted when the response was erased" in html


def test_who_erases_is_told_about_the_files(photo: Upload, acme: Any) -> None:
    with tenant_context(acme):
        response = Response.objects.get()
    html = visit("acme", people.BEN).get(reverse("response", args=[response.pk])).content.decode()
    assert "Its files are deleted for good" in html


def test_over_the_api_no_file_can_be_named(photo: Upload, acme: Any) -> None:
    with tenant_context(acme):
        submission_id = uuid.uuid4()
        upload = sent(photo.version.survey, submission_id, body=PNG + b"2")
        for source in ("api", "import"):
            with pytest.raises(Exception, match="not valid") as caught:
                answered(photo.version.survey, submission_id, [str(upload.pk)], source=source)
            [problem] = caught.value.errors  # type: ignore[attr-defined]
            assert (problem.pointer, problem.code) == ("/answers/photo", "file")
            assert problem.detail == "Files can only be sent on the survey page."
        assert Response.objects.count() == 1


def test_a_day_later_what_nobody_sent_is_removed(
    photo: Upload, acme: Any, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with tenant_context(acme):
        waiting = sent(photo.version.survey, uuid.uuid4(), body=PNG + b"2")
        beside = left_out(photo)
        assert clear_uploads() == 0
        Upload.objects.update(sent_at=timezone.now() - timedelta(hours=25))
        with django_capture_on_commit_callbacks(execute=True):
            assert clear_uploads() == 2
        assert list(Upload.objects.all()) == [photo]
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert str(photo.pk) in names
    assert names.isdisjoint({str(waiting.pk), str(beside.pk)})


def test_a_file_without_a_row_is_removed_a_day_later(photo: Upload, acme: Any, folder: Path) -> None:
    with tenant_context(acme):
        [lying] = [path for path in folder.rglob("*") if path.is_file()]
        stray = lying.with_name(str(uuid.uuid4()))
        other = lying.with_name("notes")
        for path in (stray, other):
            path.write_bytes(b"x")
        for path in (lying, stray, other):
            os.utime(path, (0, 0))
        assert clear_uploads() == 1
    assert lying.exists()
    assert other.exists()
    assert not stray.exists()
