from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from apps.responses.errors import UnknownUpload
from apps.responses.models import Response, Upload
from apps.surveys.questionnaire.attachments import uploads_in
from apps.surveys.selectors import published


@dataclass(frozen=True)
class SentFile:
    """A file an answer names; without an upload it is gone, because its response was erased once."""

    upload: Upload | None


def access_upload(upload_id: uuid.UUID) -> Upload:
    """The file with this id that a response of this client names; else UnknownUpload, also once that is erased."""
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None:
        raise UnknownUpload
    response = Response.objects.kept().filter(submission_id=upload.submission_id).first()
    if response is None or str(upload.pk) not in files_named(response):
        raise UnknownUpload
    return upload


def files_named(response: Response) -> list[str]:
    """The ids of all files in the answers of a response."""
    questions = published(response.version_id).questionnaire.questions
    return [one for ids in uploads_in(questions, response.answers).values() for one in ids]


def sent_files(response: Response) -> dict[str, tuple[SentFile, ...]]:
    """What the answers of a response name, by question."""
    questions = published(response.version_id).questionnaire.questions
    named = uploads_in(questions, response.answers)
    known = _by_id(one for ids in named.values() for one in ids)
    return {name: tuple(SentFile(known.get(one)) for one in ids) for name, ids in named.items() if ids}


def _by_id(ids: Iterable[str]) -> dict[str, Upload]:
    wanted = list(ids)
    found = Upload.objects.filter(pk__in=wanted) if wanted else ()
    return {str(upload.pk): upload for upload in found}
