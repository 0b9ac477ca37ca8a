"""Keeping, finding and letting go of files."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.common.file_names import shown_name
from apps.common.ids import new_uuid
from apps.responses.errors import SubmissionConflict
from apps.responses.models import Response, Upload
from apps.responses.uploads import keeping
from apps.surveys.questionnaire import AnswerProblem
from apps.surveys.questionnaire.file_kinds import FileKind

PIECE = 1 << 20
PATIENCE = timedelta(hours=24)  # for a file until its answers are sent
MARGIN = timedelta(hours=1)


def keep_file(
    file: UploadedFile[bytes],
    kind: FileKind,
    *,
    version_id: uuid.UUID,
    question: str,
    submission_id: uuid.UUID,
) -> Upload:
    """Keep a file of a submission; the same file sent again for the same question is kept once.

    Raises SubmissionConflict once the submission is stored: nothing will ever name another file of it.
    """
    digest = _digest(file)
    known = present(submission_id).filter(question=question, digest=digest).first()
    if known is not None:
        return known
    if Response.objects.filter(submission_id=submission_id).exists():
        raise SubmissionConflict
    upload = Upload(
        id=new_uuid(),
        version_id=version_id,
        question=question,
        submission_id=submission_id,
        name=shown_name(file.name or "", "file"),
        size=file.size or 0,
        content_type=kind.content_type,
        digest=digest,
    )
    keeping.keep(upload.pk, file)
    upload.save(force_insert=True)
    return upload


def present(submission_id: uuid.UUID) -> QuerySet[Upload]:
    """The files of a submission. One counts as gone an hour before it is removed, so that none is removed while its
    answers are being stored.
    """
    stored = Response.objects.filter(submission_id=OuterRef("submission_id"))
    is_there = Q(sent_at__gt=timezone.now() - PATIENCE + MARGIN) | Exists(stored)
    return Upload.objects.filter(is_there, submission_id=submission_id)


def is_room_left(size: int) -> bool:
    """Whether files that no response names yet may take so many bytes more, at this client."""
    waiting = unclaimed().aggregate(size=Sum("size"))["size"] or 0
    return bool(waiting + size <= settings.UPLOADS_MOST_WAITING_BYTES)


def unclaimed() -> QuerySet[Upload]:
    """Files of submissions that were not stored."""
    stored = Response.objects.filter(submission_id=OuterRef("submission_id"))
    return Upload.objects.filter(~Exists(stored))


def problems_with(named: Mapping[str, Sequence[str]], submission_id: uuid.UUID) -> list[AnswerProblem]:
    """What is wrong with answers that name these uploads by question: each must be a file of the same submission."""
    known = {(upload.question, str(upload.pk)) for upload in present(submission_id)}
    words = _("A file is not there any more. Please send it again.")
    return [
        AnswerProblem(f"/answers/{name}", "unknown_upload", words, name)
        for name, ids in named.items()
        if any((name, upload_id) not in known for upload_id in ids)
    ]


def files_of(submission_id: str, ids: Iterable[str]) -> dict[str, Upload]:
    """The uploads of a submission by their ids; others are left out. Whoever tries a draft has no submission."""
    wanted = set(ids)
    try:
        found = Upload.objects.filter(submission_id=uuid.UUID(submission_id))
    except ValueError:
        return {}
    return {str(upload.pk): upload for upload in found if str(upload.pk) in wanted}


def discard_files(uploads: QuerySet[Upload]) -> int:
    """Remove them for good, the rows now and the files once the transaction is through; returns how many."""
    ids = list(uploads.values_list("pk", flat=True))
    if ids:
        Upload.objects.filter(pk__in=ids).delete()
        transaction.on_commit(partial(keeping.remove, ids), robust=True)
    return len(ids)


def _digest(file: UploadedFile[bytes]) -> str:
    found = hashlib.sha256()
    for piece in file.chunks(PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()
